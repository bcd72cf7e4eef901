"""The settings of the tests' demo site: the kit's contract, without what an owner would change."""

import os
import sys
from pathlib import Path

sys.path.insert(0, os.environ["PYTHONPATH"])

import pelicanconf as _kit
from pelicanconf import *

_root = Path(_kit.__file__).resolve().parent

PATH = "content"
THEME = str(_root / "theme")
SITENAME = "Demo"
SITESUBTITLE = "A site for tests"
SITEURL = os.environ.get("SITEURL") or "http://localhost:8000"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_METADATA = {}
EXTRA_PATH_METADATA = {}
DISCLOSURE = {}
RELATED = {}
FEEDS = {}
if SITEURL.startswith("https://") or os.environ.get("COLOPHON_TEST_PRODUCTION"):
    COLOPHON_PRODUCTION = True
    DRAFT_URL = DRAFT_SAVE_AS = DRAFT_LANG_URL = DRAFT_LANG_SAVE_AS = ""
    DRAFT_PAGE_URL = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_URL = DRAFT_PAGE_LANG_SAVE_AS = ""
