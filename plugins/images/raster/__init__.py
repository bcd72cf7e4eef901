"""Pixels and what describes them: facts of an image file, smaller versions, positions removed."""
