"""Pictures, sounds and films as something that a feed hands over: address, type, length.

Elements: Media RSS 1.5.1 (``media:content``, ``media:thumbnail``), for Atom and RSS alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from posixpath import splitext
from urllib.parse import unquote, urldefrag, urlsplit

from ..common.media_types import TYPES
from ..html.elements import PLAYERS
from ..html.tags import begin_of, tags
from .entry import Attachment, FeedEntry
from .markup import around, begin, element

MEDIA = "http://search.yahoo.com/mrss/"

PLAYED = begin_of(PLAYERS)

SizeOf = Callable[[str], int | None]
"""The bytes of the file at an absolute address; None where nobody knows."""


def attachment(url: str, caption: str = "", said: str = "") -> Attachment | None:
    """The file at `url`, an address without fragment, as an attachment, its length not yet told.

    `said` is what the text says of its type, which counts where its name does not tell it. None
    where neither does.
    """
    kind = TYPES.get(splitext(unquote(urlsplit(url).path))[1].lower())
    kind = kind or (said if said in TYPES.values() else "")
    return Attachment(url, kind, caption=caption) if kind else None


def measured(given: Attachment, size: SizeOf) -> Attachment:
    """The same with its length."""
    return replace(given, length=size(given.url))


def played_in(html: str) -> tuple[Attachment, ...]:
    """The sounds and films that cleaned `html` plays, once each.

    Of each player it is the first source whose type can be told.
    """
    found = (
        next(filter(None, (attachment(url, said=said) for url, said in sources)), None)
        for sources in _players(html)
    )
    return tuple(dict.fromkeys(each for each in found if each))


def media(entry: FeedEntry) -> Iterator[str]:
    """Tell of an entry's files by Media RSS: all of them, and which picture stands for it."""
    for each in entry.enclosures:
        medium = each.type.partition("/")[0]
        told = {"url": each.url, "type": each.type, "medium": medium, "fileSize": each.length_told}
        told |= _size(each)
        if each.caption:
            start = begin("media:content", {name: value for name, value in told.items() if value})
            yield from around(start, [element("media:description", each.caption, type="plain")])
        else:
            yield element("media:content", **told)
    if entry.image:
        yield element("media:thumbnail", url=entry.image.url, **_size(entry.image))


def _size(each: Attachment) -> dict[str, str]:
    return {"width": str(each.width), "height": str(each.height)} if each.width else {}


def _players(html: str) -> Iterator[list[tuple[str, str]]]:
    """For each player the addresses that it or its source elements name, each with its type."""
    if not PLAYED.search(html):
        return
    sources: list[tuple[str, str]] = []
    for tag in tags(html, PLAYERS | {"source"}):
        if tag.name in PLAYERS:
            yield sources
            sources = []
        address = urldefrag(tag.get("src")).url
        if address:
            sources.append((address, tag.get("type").partition(";")[0].strip().lower()))
    yield sources
