"""Colophon's capabilities, one folder each; `common` holds what several of them stand on."""
