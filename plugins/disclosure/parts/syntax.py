"""The parts of a Markdown text: where each begins and ends, what it declares, what is wrong.

Fences are lines that begin with three colons or more, at the very beginning of the line, outside
code, comments and raw HTML. Every fence that says something opens a part; one of colons alone
closes the innermost open one, with as many colons. Parts may stand in one another and hold any
Markdown; they do not stand in lists, quotations or HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from ...common.problems import Mistake, Problem
from ...common.values import dataclass
from ..vocabulary import Role
from .grammar import CANDIDATE, EXAMPLE, TO_PRINT, Opening, colons, is_meant, read_fence
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
class _Open:
    """A part that is not yet closed."""

    index: int
    colons: int
    number: int
    """1-based; 0: what opens here is no part, and the faults say why."""


def find_parts(
    body: str, first_line: int, path: str
) -> tuple[tuple[PartBlock, ...], list[Problem]]:
    """The parts of `body` in the order in which they open, and every mistake in their notation.

    `body` is the text below the metadata, `first_line` the line of the file on which it begins
    (`common.frontmatter.Document`), `path` names the file in problems. A part whose kind or role
    cannot be read is none.
    """
    found = FenceLayout(lines_of(body), first_line)
    problems = [
        Problem(path, first_line + index, *fault)
        for index, fault in sorted(found.faults, key=itemgetter(0))
    ]
    return tuple(found.blocks), problems


def lines_of(body: str) -> list[str]:
    """The lines of a text as Python-Markdown takes them up (its NormalizeWhitespace)."""
    return body.replace("\x02", "").replace("\x03", "").expandtabs(TAB).split("\n")


class FenceLayout:
    """Every fence among some lines, matched; `first_line` is the number of the first in its file.

    `fences` are those of parts, as (index of line, number of its part, whether it opens it);
    `faults` are (index of line, fault).
    """

    def __init__(self, lines: Sequence[str], first_line: int = 1) -> None:
        self.lines = lines
        self.first_line = first_line
        self.blocks: list[PartBlock] = []
        self.fences: list[tuple[int, int, bool]] = []
        self.faults: list[tuple[int, Mistake]] = []
        self._opened: list[_Open] = []
        candidates = [index for index, line in enumerate(lines) if CANDIDATE.match(line)]
        contexts = _contexts(lines, candidates) if candidates else {}
        for index, context in sorted(contexts.items()):
            self._take(index, context)
        for still in self._opened:
            self._leave_open(still)

    def _take(self, index: int, context: LineContext) -> None:
        """Take up one line: a fence, a mistaken one, or nothing."""
        line = self.lines[index]
        if context is LineContext.HIDDEN:
            return
        if context is LineContext.HTML or not colons(line):
            if is_meant(line):
                self._fault(index, *_misplaced(line, context))
            return
        opening = read_fence(line)
        if opening is None:
            self._close(index)
            return
        self.faults += ((index, fault) for fault in opening.faults)
        number = 0
        if len(self._opened) < DEEPEST:
            number = self._add(opening, index)
        else:
            cure = "Close the parts around it first."
            self._fault(index, f"stands in more than {DEEPEST - 1} parts", cure)
        self._opened.append(_Open(index, colons(line), number))

    def _add(self, opening: Opening, index: int) -> int:
        """Note a part; gives its number, 0 where it is none."""
        if not opening.kind or opening.role is None:
            return 0
        number = len(self.blocks) + 1
        block = PartBlock(
            kind=opening.kind,
            role=opening.role,
            models=opening.models,
            provider=opening.provider,
            line=self.first_line + index,
            parent=next((o.number - 1 for o in reversed(self._opened) if o.number), None),
            id=f"{PREFIX}{number}",
        )
        self.blocks.append(block)
        return number

    def _close(self, index: int) -> None:
        """Close the innermost part that was opened with as many colons."""
        count = colons(self.lines[index])
        if not self._opened:
            cure = f"Remove it, or begin a part above it as in {EXAMPLE}. {TO_PRINT}"
            self._fault(index, "closes a part, but none is open", cure)
            return
        if any(still.colons == count for still in self._opened):
            while self._opened[-1].colons != count:
                self._leave_open(self._opened.pop())
        else:
            last = self._opened[-1]
            message = f"does not close the part that line {self.first_line + last.index} opens"
            cure = (
                f"Write ‘{':' * last.colons}’: a part is closed with as many colons as opened it."
            )
            self._fault(index, message, cure)
        last = self._opened.pop()
        if last.number:
            self.fences += ((last.index, last.number, True), (index, last.number, False))
            if not any(map(str.strip, self.lines[last.index + 1 : index])):
                cure = "Write its text between this line and the closing ‘:::’, or remove both."
                self._fault(last.index, "is a part without text", cure)

    def _leave_open(self, part: _Open) -> None:
        """Tell of a part without an end."""
        fence = ":" * part.colons
        cure = f"End the part with a line that holds ‘{fence}’ alone and begins with it."
        self._fault(part.index, "is never closed", cure)

    def _fault(self, index: int, message: str, cure: str) -> None:
        """Note a mistake in the line with this index."""
        self.faults.append((index, ("", self.lines[index].strip(), message, cure)))


def _contexts(lines: Sequence[str], candidates: list[int]) -> dict[int, LineContext]:
    """Where the candidates stand, once the fences among them are set apart."""
    found = line_contexts(lines, candidates)
    fences = [index for index in candidates if colons(lines[index])]
    indented = set(candidates).difference(fences)
    apart = [index for index in fences if found[index] is LineContext.TEXT]
    if indented and apart:
        again = line_contexts(lines, candidates, apart)
        found.update((index, again[index]) for index in indented)
    return found


def _misplaced(line: str, context: LineContext) -> tuple[str, str]:
    """(message, cure) of a line that was meant to open a part and cannot."""
    if context is LineContext.HTML:
        cure = f"Move the part out of the HTML element. {TO_PRINT}"
        return "stands in raw HTML, where parts are not read", cure
    if not CANDIDATE.match(line)[1]:  # type: ignore[index]
        message = "does not begin with three colons, so that it opens no part"
        return message, f"Write it as in {EXAMPLE}."
    message = "does not stand at the beginning of its line, so that it opens no part"
    return (
        message,
        f"Parts do not stand in lists or quotations: put one around the whole. {TO_PRINT}",
    )
