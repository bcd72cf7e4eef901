"""What differs in production. `invoke build --production` and `invoke publish` read this file."""

import os

from pelicanconf import *

# The address readers use, https only; a project site has its path: https://name.github.io/repo
SITEURL = os.environ.get("SITEURL") or "https://colophon.example"

OUTPUT_PATH = "public"
COLOPHON_PRODUCTION = True

# Drafts, and articles dated in the future, are not published.
DRAFT_URL = DRAFT_SAVE_AS = DRAFT_LANG_URL = DRAFT_LANG_SAVE_AS = ""
DRAFT_PAGE_URL = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_URL = DRAFT_PAGE_LANG_SAVE_AS = ""
