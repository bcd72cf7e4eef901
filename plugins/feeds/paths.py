"""Which feeds there are and where: the only place that knows a feed's path.

Each kind of list has a folder of its own, so a category, a tag, an author and a model of one name
never meet at one path.
"""

from __future__ import annotations

TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
"""Media type by format; Atom, the richer one, first."""

NAMES = {"atom": "Atom", "rss": "RSS"}
"""The formats as people call them."""

FORMATS = {
    "all": ("atom", "rss"),
    "category": ("atom", "rss"),
    "tag": ("atom",),
    "author": ("atom",),
    "model": ("atom",),
}
"""The formats in which each kind of list is published."""

TITLES = {"all": "{site}", "tag": "{site}: tagged {name}", "model": "{site}: AI model {name}"}
"""Title by kind of list, where the bare name will not do. It does for an author: `by` would claim
that this author wrote the texts."""


def feed_folder(kind: str) -> str:
    """The folder of all feeds of one kind but ``all``."""
    return f"feeds/{kind}"


def feed_path(kind: str, slug: str, form: str) -> str:
    """Path of a feed below the site's root, e.g. ``feeds/tag/chips.atom.xml``."""
    return f"feeds/{kind}/{slug}.{form}.xml" if slug else f"feeds/{kind}.{form}.xml"


def feed_title(kind: str, name: str, site: str) -> str:
    """Title of a feed as a list of subscriptions shows it; `site` is the site's name."""
    return TITLES.get(kind, "{site}: {name}").format(site=site, name=name)
