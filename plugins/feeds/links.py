"""The links to feeds that pages carry: in the head, at the foot, on the page about feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..wording.catalogue import ENGLISH, Words
from .paths import ALL, NAMES, TYPES, feed_address, feed_path, feed_title
from .settings import FeedsSettings


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One `<link rel="alternate">`."""

    href: str
    type: str
    title: str
    form: str
    """The format as people call it."""


@dataclass(frozen=True, slots=True)
class ListKey:
    """Which list of articles is meant."""

    kind: str
    """One of `paths.LISTS`, or ``all``."""
    slug: str
    name: str


WHOLE = ListKey(ALL, "", "")


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes links to the feeds of one site."""

    site_url: str
    site_name: str
    options: FeedsSettings
    say: Words = ENGLISH

    def links(self, shown: ListKey) -> Iterator[FeedLink]:
        """Links to the feeds of one list, the richest format first."""
        title = feed_title(shown.kind, shown.name, self.site_name, self.say)
        for form in self.options.formats(shown.kind):
            href = feed_address(self.site_url, feed_path(shown.kind, shown.slug, form))
            yield FeedLink(href, TYPES[form], f"{title} ({NAMES[form]})", NAMES[form])

    def on_page(self, shown: ListKey | None) -> Iterator[FeedLink]:
        """Links to the site's feeds, then to those of the list that the page shows, if any."""
        yield from self.links(WHOLE)
        if shown:
            yield from self.links(shown)
