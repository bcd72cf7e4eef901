"""The contents of a text: its headings, those of a lower level below those of a higher one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from ..common.values import dataclass
from ..html.elements import HEADINGS
from ..html.tags import Tag, begin_of, tags
from ..html.text import prose_of

FEWEST = 3
"""Sections from which on a text has contents."""
BEGIN = begin_of(HEADINGS)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, to which a link leads."""

    id: str
    title: str
    """Plain text."""
    below: tuple[Section, ...] = ()


class _Heading(NamedTuple):
    level: int
    id: str
    title: str


def contents_of(html: str) -> tuple[Section, ...]:
    """The sections of a text, two levels of them; empty where there are fewer than `FEWEST`.

    The highest level that occurs is the first. A heading without an id cannot be led to.
    """
    if sum(1 for _ in zip(BEGIN.finditer(html), range(FEWEST), strict=False)) < FEWEST:
        return ()
    headings = [*_headings(html)]
    top = min((heading.level for heading in headings), default=0)
    if sum(heading.level == top for heading in headings) < FEWEST:
        return ()
    return tuple(_nested(headings, top))


def _nested(headings: Iterable[_Heading], top: int) -> Iterator[Section]:
    first: _Heading | None = None
    below: list[Section] = []
    for level, identifier, title in headings:
        if level > top:
            if level == top + 1:
                below.append(Section(identifier, title))
            continue
        if first:
            yield Section(first.id, first.title, tuple(below))
        elif below:
            yield from below  # stand before the first of the higher level
        first, below = _Heading(level, identifier, title), []
    if first:
        yield Section(first.id, first.title, tuple(below))


def _headings(html: str) -> Iterator[_Heading]:
    opened: Tag | None = None
    for tag in tags(html, HEADINGS, bare=False):
        if not tag.closing:
            opened = tag
        elif opened and opened.name == tag.name:
            if (identifier := opened.get("id")) and (title := _title(html[opened.end : tag.start])):
                yield _Heading(int(tag.name[1]), identifier, title)
            opened = None


def _title(html: str) -> str:
    """Its words, without the marks of notes."""
    return prose_of(html) if "<" in html else " ".join(unescape(html).split())
