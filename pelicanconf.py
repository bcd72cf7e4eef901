"""The site's facts, in sections. Data only; publishconf.py holds what differs in production."""

# --- Making it yours ------------------------------------------------------------
# HANDBOOK.md shows each of these with a picture. A file is named as readers get it: what lies in
# content/images/ is images/NAME.
SITENAME = "Colophon"
SITESUBTITLE = "How texts about machines are made, by machines that say so"
# The menu, each entry a title and an address; without it the site makes one of what it has. A
# narrow screen has room for some of it: the first and the last entry stay; the foot has all.
# MENU = [("Archives", "archives/"), ("About", "about/"), ("Subscribe", "subscribe/")]
SOCIAL: list[tuple[str, str]] = []  # ("Mastodon", "https://social.example/@name"), in the foot
LOOK: dict[str, object] = {
    # "seed": "#1f5f8b",  # a colour that both schemes are made of; or single ones:
    # "light": {"paper": "#fffdf5"}, "dark": {"paper": "#101014"},  # ink, faint, rubric, edge, rule
    # "text_font": "transitional", "page_font": "humanist", "code_font": "monospace-code",
    # "fonts": {"Lora": {"regular": "images/lora.woff2"}},  # then "text_font": "Lora"
    # "measure": 40,  # greatest length of a line, in rem
    # "icon": "images/icon.svg", "logo": "images/logo.svg",
}
THEME = "theme"
# Your own templates and files, which no upgrade touches: found before the theme's. The style sheet
# theme-own/static/own.css is linked after all others.
THEME_TEMPLATES_OVERRIDES = ["theme-own/templates"]
THEME_STATIC_PATHS = ["static", "../theme-own/static"]

# --- Who and where -----------------------------------------------------------
# Who answers for the site, the people who review and the models in use stand in
# content/contributors.toml.
SITEURL = "http://localhost:8000"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%-d %B %Y"
LOCALE = "C"  # month names must not depend on the machine that builds

# --- What an author writes ---------------------------------------------------
PATH = "content"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images", "extra"]  # files in extra/ go to the site's root: CNAME, favicon.ico
IGNORE_FILES = [".*", "__pycache__"]  # what editors and systems leave behind
DEFAULT_CATEGORY = "Notes"
USE_FOLDER_AS_CATEGORY = False
WITH_FUTURE_DATES = False  # an article dated in the future is a draft until its day

# Defaults for articles that do not say themselves. Never a role of `none`: a person declares that.
# DEFAULT_METADATA = {"AI-Role": "generated", "AI-Model": "claude"}

# smarty makes English quotation marks of straight ones; leave it out for another language.
MARKDOWN = {
    "extensions": ["extra", "sane_lists", "smarty", "codehilite", "toc"],
    "extension_configs": {
        "codehilite": {"css_class": "highlight", "guess_lang": False},
        "toc": {"permalink": False},
    },
    "output_format": "html5",
}

# --- The kit's plugins, in the order of an article's way through the house -----
PLUGIN_PATHS = ["."]
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
DISCLOSURE: dict[str, object] = {}
MAKING: dict[str, object] = {}
RESIDUE: dict[str, object] = {}
IMAGES: dict[str, object] = {}
RELATED: dict[str, object] = {}
CARDS: dict[str, object] = {
    # "scheme": "dark",  # whose colours the pictures have that services show beside shared links
    # "fonts": ["theme-own/fonts/NotoNaskhArabic-Regular.ttf"],  # for letters that no font has
}
HEAD: dict[str, object] = {
    # "fediverse": {"*": "@name@social.example"},  # whom Mastodon credits; an author's name for one
    # "policy": {"script-src": ["https://stats.example.org"]},  # what all pages may load of others
}
# DISCOVERY = {"ai_use": {"search": True, "ai-use": True, "train-ai": False}}  # for robots.txt
FEEDS: dict[str, object] = {
    # "entries": 50, "entries_per_list": 15,  # the newest so many: of the site; of a tag, author …
    "rights": "CC BY 4.0",  # of the articles in content/: write your own licence, or nothing
    "icon": "theme/icon.png",  # or your own: images/icon.png
    "logo": "theme/logo.png",
}

# --- How lists are made --------------------------------------------------------
DEFAULT_PAGINATION = 10
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives", "404"]

# --- Where each page lives: links of others rest on it ---------------------------
ARTICLE_URL, ARTICLE_SAVE_AS = "{slug}/", "{slug}/index.html"
ARTICLE_LANG_URL, ARTICLE_LANG_SAVE_AS = "{lang}/{slug}/", "{lang}/{slug}/index.html"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
PAGE_LANG_URL, PAGE_LANG_SAVE_AS = "{lang}/{slug}/", "{lang}/{slug}/index.html"
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

# Pelican's own feeds are off: plugins.feeds writes them, whole, at feeds/.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
