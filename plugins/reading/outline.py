"""The contents of a text: its headings, those of a lower level below those of a higher one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..common.values import dataclass
from ..html.headings import BEGIN, Heading, headings_of

FEWEST = 3
"""Sections from which on a text has contents."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, to which a link leads."""

    id: str
    title: str
    """Plain text."""
    below: tuple[Section, ...] = ()


def contents_of(html: str) -> tuple[Section, ...]:
    """The sections of a text, two levels of them; empty where there are fewer than `FEWEST`.

    The highest level that occurs is the first. A heading without an id cannot be led to.
    """
    if sum(1 for _ in zip(BEGIN.finditer(html), range(FEWEST), strict=False)) < FEWEST:
        return ()
    headings = [heading for heading in headings_of(html) if heading.id and heading.title]
    top = min((heading.level for heading in headings), default=0)
    if sum(heading.level == top for heading in headings) < FEWEST:
        return ()
    return tuple(_nested(headings, top))


def _nested(headings: Iterable[Heading], top: int) -> Iterator[Section]:
    first: Heading | None = None
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
        first, below = Heading(level, identifier, title), []
    if first:
        yield Section(first.id, first.title, tuple(below))
