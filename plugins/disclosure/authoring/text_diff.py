"""What changed between two texts, by lines and inside them by words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from ...common.regex import regex
from ...common.values import dataclass

AROUND = 3
"""Unchanged lines shown before and after a change."""
MOST_LINES = 4_000
"""Of either text between its first and last change; beyond, one is shown after the other."""
MOST_WORDS = 1_500
"""Of either side of one change; beyond, its lines are marked whole."""
ALIKE = 0.3
"""Ratio below which two passages share nothing worth marking."""
WORD = regex(r"\w+|\s|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a line; `changed`: the other text has it not or otherwise."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A line of either text."""

    mark: str
    """``-`` only in the old, ``+`` only in the new, a blank in both; ``…``: lines left out."""
    pieces: tuple[Piece, ...] = ()


def diff_rows(old: str, new: str) -> list[DiffRow]:
    """The lines of both texts in order, the unchanged only near a change; empty where equal."""
    if old == new:
        return []
    before, after = old.split("\n"), new.split("\n")
    first = _shared(before, after)
    last = _shared(before[first:][::-1], after[first:][::-1])
    middle = (before[first : len(before) - last], after[first : len(after) - last])
    above, below = before[:first], before[len(before) - last :]
    every = [*_unchanged(above), *_compared(*middle), *_unchanged(below)]
    changed = [number for number, row in enumerate(every) if row.mark != " "]
    near = {n for number in changed for n in range(number - AROUND, number + AROUND + 1)}
    shown: list[DiffRow] = []
    for number, row in enumerate(every):
        if number in near:
            shown.append(row)
        elif not shown or shown[-1].mark != "…":
            shown.append(DiffRow("…"))
    return shown


def _shared(left: list[str], right: list[str]) -> int:
    """How many lines both begin with."""
    count = 0
    while count < min(len(left), len(right)) and left[count] == right[count]:
        count += 1
    return count


def _unchanged(lines: list[str]) -> list[DiffRow]:
    return [DiffRow(" ", (Piece(line),)) for line in lines]


def _compared(before: list[str], after: list[str]) -> Iterator[DiffRow]:
    if max(len(before), len(after)) > MOST_LINES:
        yield from _replaced(before, after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        yield from _unchanged(before[a:b]) if tag == "equal" else _replaced(before[a:b], after[c:d])


def _replaced(before: list[str], after: list[str]) -> Iterator[DiffRow]:
    old, new = _marked("\n".join(before), "\n".join(after))
    for mark, lines, pieces in (("-", before, old), ("+", after, new)):
        if lines:
            yield from (DiffRow(mark, line) for line in _lines(pieces))


def _marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both passages in pieces. Where they have nothing in common no word is marked."""
    a, b = WORD.findall(old), WORD.findall(new)
    plain = [Piece(old)], [Piece(new)]
    if not (a and b) or max(len(a), len(b)) > MOST_WORDS:
        return plain
    matcher = SequenceMatcher(str.isspace, a, b)
    if matcher.ratio() < ALIKE:
        return plain
    codes = matcher.get_opcodes()
    return (
        [Piece("".join(a[i:j]), tag != "equal") for tag, i, j, _, _ in codes if i < j],
        [Piece("".join(b[i:j]), tag != "equal") for tag, _, _, i, j in codes if i < j],
    )


def _lines(pieces: list[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Pieces cut at line ends."""
    line: list[Piece] = []
    for piece in pieces:
        first, *more = piece.text.split("\n")
        line.append(Piece(first, piece.changed))
        for text in more:
            yield tuple(part for part in line if part.text)
            line = [Piece(text, piece.changed)]
    yield tuple(part for part in line if part.text)
