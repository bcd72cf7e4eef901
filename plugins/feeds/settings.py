"""The options of `FEEDS = {...}` in pelicanconf.py, and where the page about feeds lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..common.addresses import is_web_address
from ..common.options import read_named, read_options
from ..common.problems import Problem, did_you_mean
from ..common.values import dataclass
from .identity import KIT, PELICAN, as_uuid
from .paths import ALL, LISTS, TYPES

FORMATS = tuple(TYPES)


@dataclass(frozen=True, slots=True)
class FeedsSettings:
    """Every option, its default and what it means."""

    entries: int = 50
    """The newest so many articles stand in the feeds of the whole site, and as many in each part of
    their archive; 0: all, and there is no archive."""

    entries_per_list: int = 15
    """The newest so many stand in the feeds of a category, tag, author, model or language, and
    never more than in those of the whole site; 0: as many as there."""

    all: tuple[str, ...] = ("atom", "rss", "json")
    """Formats of the feeds of the whole site."""

    category: tuple[str, ...] = ("atom", "rss", "json")
    """Formats of the feeds of each category; `()`: there are none. So for the next four."""

    tag: tuple[str, ...] = ("atom",)
    """Formats of the feeds of each tag."""

    author: tuple[str, ...] = ("atom",)
    """Formats of the feeds of each author."""

    model: tuple[str, ...] = ("atom",)
    """Formats of the feeds of each AI model."""

    language: tuple[str, ...] = ()
    """Formats of the feeds of each language, for a site that is read in several."""

    ids: str = KIT
    """`kit`: an article without `Id` is known by the place of its file, and by `site_id` or else
    the site's name. `pelican`: by the id that Pelican's own feeds gave it, for a site that moves
    over. Also as a setting of its own: `FEED_IDS`."""

    site_id: str = ""
    """A UUID of this site's own, chosen once and kept for ever. It goes into the ids of feeds and
    of articles that have no `Id`. Empty: the site's name stands in for it."""

    rights: str = ""
    """What readers may do with the texts, e.g. `CC BY 4.0`; empty says nothing."""

    icon: str = ""
    """A square picture that readers show beside the feed, best a PNG of 512 pixels: a file below
    the content folder, as ‘images/icon.png’, or one of the theme's, as ‘theme/icon.png’."""

    logo: str = ""
    """A picture twice as wide as high, named in the same way."""

    hub: str = ""
    """Address of a WebSub hub, which tells subscribers of new articles at once; `invoke publish`
    tells the hub."""

    stylesheet: bool = True
    """Whether a feed that somebody opens in a browser is shown as a page that explains it."""

    def formats(self, kind: str) -> tuple[str, ...]:
        """The formats in which feeds of a kind are published, as ordered in `paths.TYPES`."""
        wanted: tuple[str, ...] = getattr(self, kind)
        return tuple(form for form in FORMATS if form in wanted)

    def most(self, kind: str) -> int:
        """Entries that a feed of a kind holds at most; 0: all."""
        if kind == ALL or not self.entries_per_list:
            return self.entries
        return min(self.entries or self.entries_per_list, self.entries_per_list)


@dataclass(frozen=True, slots=True)
class PageSettings:
    """Settings of their own, in lower case, as Pelican has them for its pages."""

    subscribe_url: str = "subscribe/"
    """Address of the page that explains and lists the feeds, below the site's root."""

    subscribe_save_as: str = "subscribe/index.html"
    """Its file; empty: there is no page."""


def read(given: Mapping[str, Any]) -> tuple[FeedsSettings, list[Problem]]:
    """The options as the owner has set them, `FEED_IDS` among them, and what is wrong with them."""
    options, problems = read_options(FeedsSettings, given.get("FEEDS", {}), setting="FEEDS")
    problems += mistakes(options)
    if (ids := given.get("FEED_IDS")) is not None:
        options = replace(options, ids=str(ids))
        problems += _wrong_ids(str(ids), "FEED_IDS")
    return options, problems


def read_page(given: Mapping[str, Any]) -> PageSettings:
    """Where the page about feeds lives."""
    return read_named(PageSettings, given)


def mistakes(options: FeedsSettings) -> Iterator[Problem]:
    """What is wrong with values whose type is right."""
    for name in ("entries", "entries_per_list"):
        if getattr(options, name) < 0:
            cure = "Write 0 for all, or how many."
            yield _problem(name, getattr(options, name), "is less than 0", cure)
    for name in (ALL, *LISTS):
        for form in getattr(options, name):
            if form not in FORMATS:
                cure = f"{did_you_mean(form, FORMATS)}The formats are: {', '.join(FORMATS)}."
                yield _problem(name, form, "is not a format of feeds", cure)
    if not options.all:
        cure = "Name at least one format; other feeds can be left out."
        yield _problem(ALL, options.all, "leaves the site without a feed", cure)
    yield from _wrong_ids(options.ids, "FEEDS['ids']")
    if options.site_id and not as_uuid(options.site_id):
        cure = "Make one with: python -c 'import uuid; print(uuid.uuid4())'."
        yield _problem("site_id", options.site_id, "is not a UUID", cure)
    if options.hub and not is_web_address(options.hub):
        cure = "Write the address as the hub gives it: https://...."
        yield _problem("hub", options.hub, "is no web address", cure)


def _wrong_ids(ids: str, key: str) -> Iterator[Problem]:
    if ids not in {KIT, PELICAN}:
        cure = f"{did_you_mean(ids, (KIT, PELICAN))}Write ‘{KIT}’ or ‘{PELICAN}’."
        yield Problem("pelicanconf.py", 0, key, ids, "is no way to make ids", cure)


def _problem(key: str, value: object, message: str, cure: str) -> Problem:
    return Problem("pelicanconf.py", 0, f"FEEDS[{key!r}]", repr(value), message, cure)
