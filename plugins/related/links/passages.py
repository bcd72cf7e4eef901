"""Runs of text in which a link may be made, each with its way back to the source."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.regex import regex
from ...common.values import dataclass
from ..text.light_markup import PlaceKind, pieces

REFERENCE = regex("&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
PARAGRAPH_END = regex(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+|]|\d{1,3}[.)])[ \t])")
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


NO_CHARACTER = -1
PassagePlaces = NDArray[np.int32]
"""A row for each passage: where in the source it begins and ends, its paragraph, and the code
points of `before` and `after` or `NO_CHARACTER`. The passages can be found again from that."""


def places_array(rows: Sequence[Sequence[int]]) -> PassagePlaces:
    """Rows of places as an array."""
    return np.array(rows, np.int32).reshape(-1, 5)


def passages_at(places: PassagePlaces, source: str) -> list[Passage]:
    """The passages that stand at places in HTML, which hold no tags."""
    return [
        Passage(
            resolved(source[start:end]),
            _starts(source, start, end),
            paragraph,
            chr(before) if before != NO_CHARACTER else "",
            chr(after) if after != NO_CHARACTER else "",
        )
        for start, end, paragraph, before, after in places.tolist()
    ]


def resolved(raw: str) -> str:
    """HTML without tags as a reader sees it: character references resolved."""
    return REFERENCE.sub(_character, raw) if "&" in raw else raw


def _character(match: re.Match[str]) -> str:
    return _unescaped(match[0])


_unescaped = lru_cache(maxsize=1024)(html.unescape)


def _starts(source: str, start: int, end: int) -> range | _Starts:
    raw = source[start:end]
    return _Starts(raw, start) if "&" in raw else range(start, end + 1)


class _Starts(Sequence[int]):
    """Where the characters of a text with references begin, which few need to know."""

    def __init__(self, raw: str, start: int) -> None:
        self._raw, self._start = raw, start

    @cached_property
    def _all(self) -> list[int]:
        found: list[int] = []
        at = start = self._start
        for match in REFERENCE.finditer(self._raw):
            first = start + match.start()
            found.extend(range(at, first))
            found.extend([first, *[INSIDE] * len(match[0])][: len(_character(match))])
            at = start + match.end()
        return [*found, *range(at, start + len(self._raw) + 1)]

    def __getitem__(self, at: Any) -> Any:
        return self._all[at]

    def __len__(self) -> int:
        return len(self._all)


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
