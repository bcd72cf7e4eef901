"""A site for tests of feeds and of the head: hostile titles, names and texts."""

from pathlib import Path

HERE = Path(__file__).parent

SITENAME = 'Tests & <Trials> "of" feeds'
SITESUBTITLE = "What readers of feeds get"
SITEURL = "https://feeds.example"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "en"
PATH = "content"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
THEME = "simple"
THEME_TEMPLATES_OVERRIDES = [str(HERE / "templates")]
CACHE_CONTENT = False

PLUGIN_PATHS = [str(HERE.parents[2])]
PLUGINS = ["plugins.head", "plugins.feeds"]
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
ARTICLE_LANG_URL = "{lang}/{slug}/"
ARTICLE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = "drafts/{slug}/index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = "tag/{slug}/index.html"
AUTHOR_URL = "author/{slug}/"
AUTHOR_SAVE_AS = "author/{slug}/index.html"
ARCHIVES_SAVE_AS = "archives/index.html"
TAGS_SAVE_AS = "tag/index.html"
CATEGORIES_SAVE_AS = "category/index.html"
AUTHORS_SAVE_AS = "author/index.html"
YEAR_ARCHIVE_URL = "archives/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archives/{date:%Y}/index.html"
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives", "404"]
DEFAULT_PAGINATION = 3
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEEDS = {
    "rights": "CC BY 4.0 & <more>",
    "icon": "images/icon.png",
    "hub": "https://hub.example/?a=1&b=2",
}
MARKDOWN = {"extensions": ["extra"], "output_format": "html5"}
