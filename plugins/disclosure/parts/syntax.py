"""The parts of a Markdown text: where each begins and ends, what it declares, what is wrong.

Fences are lines that begin with three colons or more, at the very beginning of the line, outside
code, comments and raw HTML. Every fence that says something opens a part; one of colons alone
closes the innermost open one, with as many colons. Parts may stand in one another and hold any
Markdown; they do not stand in lists, quotations or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from ...common.problems import Problem
from ..vocabulary import Role
from .grammar import CANDIDATE, EXAMPLE, TO_PRINT, Fault, Opening, colons, is_meant, read_fence
from .line_context import LineContext, line_contexts

TAB = 4
DEEPEST = 16
"""Parts in one another; Python-Markdown reads each in a call of its own."""

PREFIX = "Part-"
"""Of the ids; headings get none with a capital."""


@dataclass(frozen=True, slots=True)
class PartBlock:
    """One part of a text."""

    kind: str
    """``section``, ``quotation``, ``summary`` or ``caption``."""
    role: Role
    models: tuple[str, ...]
    provider: str
    line: int
    """Of the file, 1-based, where it opens."""
    parent: int | None
    """Index of the part around it."""
    id: str
    """Of its HTML element: ``Part-1``, ``Part-2``, … in the order of the text."""


@dataclass(frozen=True, slots=True)
class FencePair:
    """Two fences that belong together, by index of line, and the part between them."""

    start: int
    end: int
    number: int
    """1-based; 0: what opens here is no part, and `problems` say why."""


@dataclass(slots=True)
class FenceLayout:
    """All fences of a text."""

    blocks: list[PartBlock] = field(default_factory=list)
    pairs: list[FencePair] = field(default_factory=list)
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    """(index of line, fault)."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A part that is not yet closed."""

    index: int
    colons: int
    number: int


def find_parts(
    body: str, first_line: int, path: str
) -> tuple[tuple[PartBlock, ...], list[Problem]]:
    """The parts of `body` in the order in which they open, and every mistake in their notation.

    `body` is the text below the metadata, `first_line` the line of the file on which it begins
    (`common.frontmatter.Document`), `path` names the file in problems. A part whose kind or role
    cannot be read is none.
    """
    found = layout(lines_of(body), first_line)
    problems = [
        Problem(path, first_line + index, fault.key, fault.value, fault.message, fault.cure)
        for index, fault in sorted(found.faults, key=itemgetter(0))
    ]
    return tuple(found.blocks), problems


def lines_of(body: str) -> list[str]:
    """The lines of a text as Python-Markdown takes them up (its NormalizeWhitespace)."""
    return body.replace("\x02", "").replace("\x03", "").expandtabs(TAB).split("\n")


def layout(lines: Sequence[str], first_line: int = 1) -> FenceLayout:
    """Every fence among `lines`, matched; `first_line` is the number of the first in its file."""
    candidates = [index for index, line in enumerate(lines) if CANDIDATE.match(line)]
    reader = _Reader(lines, first_line)
    if candidates:
        for index, place in sorted(_places(lines, candidates).items()):
            reader.take(index, place)
        reader.end()
    return reader.found


def fences_of(found: FenceLayout) -> Iterator[tuple[int, int, bool]]:
    """(index of line, number of its part, whether it opens it) of every fence of a part."""
    for pair in found.pairs:
        if pair.number:
            yield pair.start, pair.number, True
            yield pair.end, pair.number, False


def _places(lines: Sequence[str], candidates: list[int]) -> dict[int, LineContext]:
    """Where the candidates stand, once the fences among them are set apart."""
    found = line_contexts(lines, candidates)
    fences = [index for index in candidates if colons(lines[index])]
    indented = set(candidates).difference(fences)
    apart = [index for index in fences if found[index] is LineContext.TEXT]
    if indented and apart:
        again = line_contexts(lines, candidates, apart)
        found.update((index, again[index]) for index in indented)
    return found


class _Reader:
    """Goes through the lines of colons with the parts that are open."""

    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.found = FenceLayout()
        self.opened: list[_Open] = []

    def take(self, index: int, place: LineContext) -> None:
        """Take up one line: a fence, a mistaken one, or nothing."""
        line = self.lines[index]
        if place is LineContext.HIDDEN:
            return
        if place is LineContext.HTML or not colons(line):
            if is_meant(line):
                self.fault(index, _misplaced(line, place))
            return
        opening = read_fence(line)
        if opening is None:
            self.close(index)
            return
        for fault in opening.faults:
            self.fault(index, fault)
        number = 0
        if len(self.opened) < DEEPEST:
            number = self.add(opening, index)
        else:
            cure = "Close the parts around it first."
            message = f"stands in more than {DEEPEST - 1} parts"
            self.fault(index, Fault("", line.strip(), message, cure))
        self.opened.append(_Open(index, colons(line), number))

    def add(self, opening: Opening, index: int) -> int:
        """Note a part; gives its number, 0 where it is none."""
        if not opening.kind or opening.role is None:
            return 0
        number = len(self.found.blocks) + 1
        block = PartBlock(
            kind=opening.kind,
            role=opening.role,
            models=opening.models,
            provider=opening.provider,
            line=self.first_line + index,
            parent=next((o.number - 1 for o in reversed(self.opened) if o.number), None),
            id=f"{PREFIX}{number}",
        )
        self.found.blocks.append(block)
        return number

    def close(self, index: int) -> None:
        """Close the innermost part that was opened with as many colons."""
        count = colons(self.lines[index])
        if not self.opened:
            self.fault(index, _stray(self.lines[index]))
            return
        if any(still.colons == count for still in self.opened):
            while self.opened[-1].colons != count:
                self.leave_open(self.opened.pop())
        else:
            last = self.opened[-1]
            line = self.lines[index]
            self.fault(index, _other_length(line, self.first_line + last.index, last.colons))
        last = self.opened.pop()
        self.found.pairs.append(FencePair(last.index, index, last.number))
        if last.number and not any(map(str.strip, self.lines[last.index + 1 : index])):
            self.fault(last.index, _empty(self.lines[last.index]))

    def end(self) -> None:
        """What is open at the end of the text stays so."""
        for still in self.opened:
            self.leave_open(still)

    def leave_open(self, part: _Open) -> None:
        """Tell of a part without an end."""
        self.fault(part.index, _unclosed(self.lines[part.index]))

    def fault(self, index: int, fault: Fault) -> None:
        """Note a mistake in the line with this index."""
        self.found.faults.append((index, fault))


def _empty(line: str) -> Fault:
    cure = "Write its text between this line and the closing ‘:::’, or remove both."
    return Fault("", line.strip(), "is a part without text", cure)


def _unclosed(line: str) -> Fault:
    fence = ":" * colons(line)
    cure = f"End the part with a line that holds ‘{fence}’ alone and begins with it."
    return Fault("", line.strip(), "is never closed", cure)


def _stray(line: str) -> Fault:
    cure = f"Remove it, or begin a part above it as in {EXAMPLE}. {TO_PRINT}"
    return Fault("", line.strip(), "closes a part, but none is open", cure)


def _other_length(line: str, number: int, count: int) -> Fault:
    cure = f"Write ‘{':' * count}’: a part is closed with as many colons as opened it."
    return Fault("", line.strip(), f"does not close the part that line {number} opens", cure)


def _misplaced(line: str, place: LineContext) -> Fault:
    if place is LineContext.HTML:
        message = "stands in raw HTML, where parts are not read"
        cure = f"Move the part out of the HTML element. {TO_PRINT}"
    elif not CANDIDATE.match(line)[1]:  # type: ignore[index]
        message = "does not begin with three colons, so that it opens no part"
        cure = f"Write it as in {EXAMPLE}."
    else:
        message = "does not stand at the beginning of its line, so that it opens no part"
        cure = f"Parts do not stand in lists or quotations: put one around the whole. {TO_PRINT}"
    return Fault("", line.strip(), message, cure)
