"""The links to feeds that a page carries in its head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..common.addresses import absolute
from .paths import FORMATS, NAMES, TYPES, feed_path, feed_title


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One `<link rel="alternate">`."""

    href: str
    type: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The list of articles on a page."""

    kind: str
    """``category``, ``tag``, ``author`` or ``model``."""
    slug: str
    name: str


def feed_links(site_url: str, site_name: str, shown: Shown | None) -> Iterator[FeedLink]:
    """Links to the site's feeds, then to those of the list that the page shows, if any."""
    lists = [Shown("all", "", ""), *([shown] if shown else [])]
    for each in lists:
        title = feed_title(each.kind, each.name, site_name)
        for form in FORMATS[each.kind]:
            href = absolute(site_url, feed_path(each.kind, each.slug, form))
            yield FeedLink(href, TYPES[form], f"{title} ({NAMES[form]})")
