"""The settings of the tests' demo site, and of most small ones: what the kit ships.

Nothing is read of pelicanconf.py, which is the owner's: the tests hold whatever is written there.
`tests/site/test_shipped.py` compares the two while pelicanconf.py is as the kit ships it.
"""

import os
from pathlib import Path

_root = Path(os.environ["PYTHONPATH"].split(os.pathsep)[0])

SITENAME = "Demo"
SITESUBTITLE = "A site for tests"
SITEURL = os.environ.get("SITEURL") or "http://localhost:8000"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%-d %B %Y"
LOCALE = "C"

PATH = "content"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images", "extra"]
IGNORE_FILES = [".*", "__pycache__"]
DEFAULT_CATEGORY = "Notes"
USE_FOLDER_AS_CATEGORY = False
WITH_FUTURE_DATES = False
MARKDOWN = {
    "extensions": ["extra", "sane_lists", "smarty", "codehilite", "toc"],
    "extension_configs": {
        "codehilite": {"css_class": "highlight", "guess_lang": False},
        "toc": {"permalink": False},
    },
    "output_format": "html5",
}

PLUGIN_PATHS = [str(_root)]
PLUGINS = [
    "plugins.sources",
    "plugins.addresses",
    "plugins.disclosure",
    "plugins.residue",
    "plugins.images",
    "plugins.videos",
    "plugins.making_of",
    "plugins.reading",
    "plugins.related",
    "plugins.look",
    "plugins.cards",
    "plugins.head",
    "plugins.feeds",
    "plugins.discovery",
    "plugins.models",
    "plugins.navigation",
    "plugins.transparency",
    "plugins.search",
]

THEME = str(_root / "theme")
DEFAULT_PAGINATION = 10
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives", "404"]

ARTICLE_URL = PAGE_URL = "{slug}/"
ARTICLE_SAVE_AS = PAGE_SAVE_AS = "{slug}/index.html"
ARTICLE_LANG_URL = PAGE_LANG_URL = "{lang}/{slug}/"
ARTICLE_LANG_SAVE_AS = PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
DRAFT_URL, DRAFT_SAVE_AS = "drafts/{slug}/", "drafts/{slug}/index.html"
DRAFT_LANG_URL, DRAFT_LANG_SAVE_AS = "drafts/{lang}/{slug}/", "drafts/{lang}/{slug}/index.html"
DRAFT_PAGE_URL, DRAFT_PAGE_SAVE_AS = "drafts/pages/{slug}/", "drafts/pages/{slug}/index.html"
DRAFT_PAGE_LANG_URL = "drafts/pages/{lang}/{slug}/"
DRAFT_PAGE_LANG_SAVE_AS = "drafts/pages/{lang}/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "category/{slug}/", "category/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tag/{slug}/", "tag/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "author/{slug}/", "author/{slug}/index.html"
CATEGORIES_URL, CATEGORIES_SAVE_AS = "category/", "category/index.html"
TAGS_URL, TAGS_SAVE_AS = "tag/", "tag/index.html"
AUTHORS_URL, AUTHORS_SAVE_AS = "author/", "author/index.html"
MODEL_URL, MODEL_SAVE_AS = "model/{slug}/", "model/{slug}/index.html"
MODELS_URL, MODELS_SAVE_AS = "model/", "model/index.html"
TRANSPARENCY_URL, TRANSPARENCY_SAVE_AS = "transparency/", "transparency/index.html"
SEARCH_URL, SEARCH_SAVE_AS = "search/", "search/index.html"
ARCHIVES_URL, ARCHIVES_SAVE_AS = "archives/", "archives/index.html"
YEAR_ARCHIVE_URL, YEAR_ARCHIVE_SAVE_AS = "archives/{date:%Y}/", "archives/{date:%Y}/index.html"
INDEX_URL, INDEX_SAVE_AS = "", "index.html"
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

if SITEURL.startswith("https://") or os.environ.get("COLOPHON_TEST_PRODUCTION"):
    COLOPHON_PRODUCTION = True
    DRAFT_URL = DRAFT_SAVE_AS = DRAFT_LANG_URL = DRAFT_LANG_SAVE_AS = ""
    DRAFT_PAGE_URL = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_URL = DRAFT_PAGE_LANG_SAVE_AS = ""
