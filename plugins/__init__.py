"""The kit's capabilities, a folder each, switched on by their names in PLUGINS (pipeline.py)."""
