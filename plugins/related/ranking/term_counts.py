"""How often each article uses each word, pair and compound, and where: all that ranking reads.

An article's counts depend on that article alone, so they are kept from one build to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..text.hashing import Keys

TITLE, TAG, PAIR, TRIPLE = 1, 2, 4, 8
"""Bits of `Counts.flags`: the key stands in the title or in another name of the article; in its
tags; it is of two words; of three."""

MOST_PASSAGES = 64
"""Of one article; those of a longer one are longer."""

QUARTERS = 4
"""Units of `Counts.text` to one use in the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Articles of one language, one row each; entries of a row by ascending key, each key once."""

    starts: NDArray[np.int64]
    """Where each row's entries begin, then their number."""

    keys: Keys

    text: NDArray[np.uint16]
    """Uses in the whole article, weighted by place, in quarters; 0 for a word of the tags
    alone and for three words together, which count for `vectors.RARE_TRIPLE` only."""

    head: NDArray[np.uint8]
    """Uses in what introduces it, the title's weighted."""

    name: NDArray[np.uint8]
    """Uses in the title, other names, summary and headings."""

    code: NDArray[np.uint8]
    flags: NDArray[np.uint8]

    passages: NDArray[np.uint8]
    """Passages that each row's body is cut into, at least 1."""

    uses: NDArray[np.uint8]
    """For each entry, how many passages use it."""

    use_at: NDArray[np.uint32]
    """For each entry, where its uses begin among those of its row."""

    use_starts: NDArray[np.int64]
    """Where each row's uses in passages begin, entry by entry; then their number."""

    use_passage: NDArray[np.uint8]
    use_count: NDArray[np.uint8]

    mark_starts: NDArray[np.int64]
    marks: Keys
    """Keys of the identifiers by which texts cite the row (`marks`)."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rows(self, first: int, last: int) -> Counts:
        """The rows from one to before another; no copy of what they hold."""
        columns: dict[str, Any] = {"passages": self.passages[first:last]}
        for name, ragged in RAGGED.items():
            starts = getattr(self, name)[first : last + 1]
            columns[name] = starts - starts[0]
            columns |= {each: getattr(self, each)[starts[0] : starts[-1]] for each in ragged}
        return Counts(**columns)

    def take(self, rows: NDArray[Any]) -> Counts:
        """Some of the rows, in another order."""
        columns: dict[str, Any] = {"passages": self.passages[rows]}
        for name, ragged in RAGGED.items():
            starts = getattr(self, name)
            widths = starts[rows + 1] - starts[rows]
            places = spans(starts[rows], widths)
            columns[name] = np.concatenate([[0], np.cumsum(widths)])
            columns |= {each: getattr(self, each)[places] for each in ragged}
        return Counts(**columns)

    def entries(self, rows: NDArray[Any]) -> NDArray[np.intp]:
        """Where the entries of some rows are, one row after the other."""
        return spans(self.starts[rows], self.starts[rows + 1] - self.starts[rows])


RAGGED = {
    "starts": ("keys", "text", "head", "name", "code", "flags", "uses", "use_at"),
    "use_starts": ("use_passage", "use_count"),
    "mark_starts": ("marks",),
}
"""Which columns each column of starts cuts into rows."""


def joined(tables: Sequence[Counts]) -> Counts:
    """The rows of all tables, one table after the other."""
    columns: dict[str, Any] = {}
    for field in fields(Counts):
        arrays = [getattr(table, field.name) for table in (EMPTY, *tables)]
        columns[field.name] = _chained(arrays) if field.name in RAGGED else np.concatenate(arrays)
    return Counts(**columns)


def spans(begins: NDArray[Any], widths: NDArray[Any]) -> NDArray[np.intp]:
    """``begin, begin + 1, … begin + width - 1`` for each, one after the other."""
    ends = np.cumsum(widths)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.repeat(begins - ends + widths, widths) + np.arange(total), np.intp)


def _chained(starts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    ends = np.cumsum([0, *(each[-1] for each in starts)])
    parts = [each[:-1] + end for each, end in zip(starts, ends[:-1], strict=True)]
    return np.concatenate([*parts, ends[-1:]]).astype(np.int64)


def _empty() -> Counts:
    zero = np.zeros(1, np.int64)
    none8, none64 = np.zeros(0, np.uint8), np.zeros(0, np.uint64)
    return Counts(
        starts=zero, keys=none64, text=np.zeros(0, np.uint16), head=none8, name=none8, code=none8,
        flags=none8, passages=none8, uses=none8, use_at=np.zeros(0, np.uint32),
        use_starts=zero, use_passage=none8,
        use_count=none8, mark_starts=zero, marks=none64,
    )  # fmt: skip


EMPTY = _empty()
"""No articles."""
