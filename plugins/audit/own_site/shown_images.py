"""Every image that a built page shows, with what its text says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..page import joined
from ..tree import classes, collapsed, line_of, words_of
from .built_page import BuiltPage
from .images import SHOWING, addresses_of, is_seen

NAMES = ("aria-label", "aria-labelledby", "title")
"""Attributes that name an element as well as its words do."""
DECORATION = frozenset({"none", "presentation"})
"""Roles of what means nothing."""


@dataclass(frozen=True, slots=True)
class ShownImage:
    """One element of a page that shows an image."""

    page: Path
    """The built file."""
    headline: str
    """The title of the page's text, as programs are told it."""
    line: int
    """In the built file."""
    addresses: tuple[str, ...]
    """Absolute; a browser loads one of them. The first is the one that every browser knows."""
    in_text: bool
    """Whether the text shows it, and not the page around."""
    needs_words: bool
    """It has no alternative text, not even an empty one."""
    is_empty: bool
    """Its alternative text is empty."""
    is_whole_link: bool
    """It has no words, and a link that has no others: nobody is told where that leads."""


def shown_on(page: BuiltPage, path: Path) -> Iterator[ShownImage]:
    """The images that the page built into `path` shows, in order."""
    headline = page.said("headline") or page.said("name")
    for element in filter(is_seen, page.root.iter(*SHOWING)):
        if element.tag == "source":
            continue
        picture = next(element.iterancestors("picture"), None)
        around = [] if picture is None else picture.iter("source")
        found = [*addresses_of(element), *(one for each in around for one in addresses_of(each))]
        addresses = tuple(filter(_is_address, (joined(page.url, address) for address in found)))
        if not addresses:
            continue
        named = any((element.get(name) or "").strip() for name in NAMES)
        alt = element.get("alt")
        no_words = element.tag == "img" and not named and not (alt or "").strip()
        hidden = element.get("role") in DECORATION or element.get("aria-hidden") == "true"
        yield ShownImage(
            page=path,
            headline=collapsed(headline),
            line=line_of(element),
            addresses=addresses,
            in_text=_is_in_text(element),
            needs_words=no_words and not hidden and alt is None,
            is_empty=no_words and alt is not None,
            is_whole_link=no_words and _is_whole_link(element),
        )


def _is_address(text: str) -> bool:
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


def _is_in_text(element: Any) -> bool:
    around = {name for outer in element.iterancestors("div") for name in classes(outer)}
    return "entry-content" in around


def _is_whole_link(image: Any) -> bool:
    link = next(image.iterancestors("a"), None)
    if link is None or not link.get("href"):
        return False
    named = (one for each in link.iter("*") for one in map(each.get, (*NAMES, "alt")) if one)
    return not words_of(link) and not any(map(str.strip, named))
