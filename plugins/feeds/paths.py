"""Which feeds there can be and where: the only place that knows a feed's path.

Each kind of list has a folder of its own, so a category, a tag, an author and a model of one name
never meet at one path.
"""

from __future__ import annotations

from urllib.parse import quote

from ..common.addresses import absolute
from ..common.values import dataclass
from ..wording.catalogue import ENGLISH, Words
from .messages import MODEL, TAGGED

TYPES = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
"""Media type by format; Atom, the richest, first."""

NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
"""The formats as people call them."""

ENDINGS = {"atom": ".atom.xml", "rss": ".rss.xml", "json": ".json"}
"""Hosts know types by endings, and few know ``.atom`` or ``.rss``."""

ALL = "all"
"""The kind of the feeds with every article."""

SHOWN = ("category", "tag", "author", "model")
"""Kinds of list that have a page."""

LISTS = (*SHOWN, "language")
"""Kinds of list that can have a feed."""

TITLES = {ALL: "{site}", "tag": TAGGED, "model": MODEL}
"""Title by kind of list, where the bare name will not do. It does for an author: `by` would claim
that this author wrote the texts."""

STYLESHEET = "feeds/feed.css"


@dataclass(frozen=True, slots=True)
class ListKey:
    """Which list of articles is meant."""

    kind: str
    """One of `paths.LISTS`, or ``all``."""
    slug: str
    name: str


WHOLE = ListKey(ALL, "", "")


def feed_folder(kind: str) -> str:
    """The folder of all feeds of one kind but ``all``."""
    return f"feeds/{kind}"


def feed_path(kind: str, slug: str, form: str) -> str:
    """Path of a feed below the site's root, e.g. ``feeds/tag/chips.atom.xml``."""
    return f"feeds/{kind}/{slug}{ENDINGS[form]}" if slug else f"feeds/{kind}{ENDINGS[form]}"


def feed_address(site_url: str, path: str) -> str:
    """The absolute address of a feed, wherever it is named: hubs and readers compare letters."""
    return absolute(site_url, quote(path))


def archive_path(number: int) -> str:
    """Path of a part of the archive of the site's Atom feed; the oldest is number 1."""
    return f"feeds/archive/{number}{ENDINGS['atom']}"


def feed_title(kind: str, name: str, site: str, say: Words = ENGLISH) -> str:
    """Title of a feed as a list of subscriptions shows it; `site` is the site's name."""
    return say(TITLES.get(kind, "{site}: {name}"), site=site, name=name)
