"""Where the owner's files are."""

from __future__ import annotations

import os
from pathlib import Path

from . import ROOT

SITE = Path(os.environ.get("COLOPHON_SITE", ROOT))
"""The folder of pelicanconf.py and content/; tests have their own."""
