"""The headings of a piece of HTML, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from .elements import HEADINGS
from .tags import Tag, begin_of, tags
from .text import prose_of

BEGIN = begin_of(HEADINGS)


class Heading(NamedTuple):
    """One heading."""

    level: int
    """1 to 6."""
    id: str
    """Empty: no link can lead to it."""
    title: str
    """Its words, without the marks of notes."""


def headings_of(html: str) -> Iterator[Heading]:
    """Each heading that ends."""
    opened: Tag | None = None
    for tag in tags(html, HEADINGS, bare=False):
        if not tag.closing:
            opened = tag
        elif opened and opened.name == tag.name:
            title = _words(html[opened.end : tag.start])
            yield Heading(int(tag.name[1]), opened.get("id") or "", title)
            opened = None


def _words(html: str) -> str:
    return prose_of(html) if "<" in html else " ".join(unescape(html).split())
