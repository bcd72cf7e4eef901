"""Runs of text in which a link may be made, each with its way back to the source."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..text.light_markup import PlaceKind, pieces

REFERENCE = re.compile("&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+|]|\d{1,3}[.)])[ \t])")
"""An empty line; the start of a list's item or a table's row, which are blocks of their own."""

INSIDE = -1


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that stands in one piece in the source."""

    text: str
    """As a reader sees it: character references resolved."""

    starts: Sequence[int]
    """Where in the source each character begins, and where the text ends. A character that comes
    second from one reference has none (`INSIDE`)."""

    paragraph: int
    """Number of the block it is in."""

    before: str = ""
    """The character that a reader sees right before it, if any stands in the same block."""

    after: str = ""

    def source(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``text[start:end]`` stands in the source; None if it cuts a reference in two."""
        first, last = self.starts[start], self.starts[end]
        return None if INSIDE in (first, last) else (first, last)


PassagePlaces = NDArray[np.int32]
"""A row for each passage: where in the source it begins and ends, its paragraph, and the code
points of `before` and `after`, -1 for none."""


def places_of(passages: Sequence[Passage]) -> PassagePlaces:
    """Where passages of one source stand: all that `passages_at` needs to find them again."""
    rows = [
        (p.starts[0], p.starts[-1], p.paragraph, _code_point(p.before), _code_point(p.after))
        for p in passages
    ]
    return np.array(rows, np.int32).reshape(-1, PLACE_COLUMNS)


def passages_at(places: PassagePlaces, source: str) -> list[Passage]:
    """The passages that stand there."""
    return [
        replace(
            decoded(source, start, end, paragraph),
            before=chr(before) if before >= 0 else "",
            after=chr(after) if after >= 0 else "",
        )
        for start, end, paragraph, before, after in places.tolist()
    ]


PLACE_COLUMNS = 5


def _code_point(character: str) -> int:
    return ord(character) if character else -1


class LazyPassages(Sequence[Passage]):
    """Passages that are read when somebody asks for them: after an edit, most need not be."""

    def __init__(self, read: Callable[[], Sequence[Passage]]) -> None:
        self._read = read

    @cached_property
    def _all(self) -> Sequence[Passage]:
        return self._read()

    def __getitem__(self, at: Any) -> Any:
        return self._all[at]

    def __len__(self) -> int:
        return len(self._all)


def decoded(source: str, start: int, end: int, paragraph: int) -> Passage:
    """The passage that HTML's ``source[start:end]`` is, which holds no tag."""
    raw = source[start:end]
    if "&" not in raw:
        return Passage(raw, range(start, end + 1), paragraph)
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for match in REFERENCE.finditer(raw):
        parts.append(raw[at : match.start()])
        starts.extend(range(start + at, start + match.start()))
        resolved = html.unescape(match.group())
        parts.append(resolved)
        starts.extend([start + match.start(), *[INSIDE] * (len(resolved) - 1)][: len(resolved)])
        at = match.end()
    parts.append(raw[at:])
    starts.extend(range(start + at, end + 1))
    return Passage("".join(parts), starts, paragraph)


def plain(text: str) -> list[Passage]:
    """The passages of plain text with light markup: its running text, a block per paragraph."""
    paragraphs = 0
    found: list[Passage] = []
    for piece in pieces(text):
        if piece.kind is not PlaceKind.BODY:
            paragraphs += piece.kind is not PlaceKind.CODE or "\n" in text[piece.start : piece.end]
            continue
        for start, end in _blocks(text, piece.start, piece.end):
            found.append(Passage(text[start:end], range(start, end + 1), paragraphs))
            paragraphs += 1
        # Code inside a sentence does not end the paragraph that goes on after it.
        paragraphs -= 1
    return found


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in PARAGRAPH_END.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end
