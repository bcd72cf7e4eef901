"""Which rows of a table of articles stayed, came or went since the last build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass

NO_ROW = -1
"""In the place of a row's number: there is none."""

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What became of the rows. An edited article counts as one removed and one added."""

    old_rows: NDArray[np.int32]
    """For each row its number before, ascending; `NO_ROW` where it is new."""

    old_count: int
    """How many rows there were."""

    @property
    def added(self) -> NDArray[np.intp]:
        """Rows that are new."""
        return np.flatnonzero(self.old_rows == NO_ROW)

    @property
    def kept(self) -> NDArray[np.intp]:
        """Rows that are as they were."""
        return np.flatnonzero(self.old_rows != NO_ROW)

    @property
    def removed(self) -> NDArray[np.int32]:
        """Old numbers of the rows that went."""
        return np.flatnonzero(self.new_rows == NO_ROW).astype(np.int32)

    @property
    def new_rows(self) -> NDArray[np.int32]:
        """For each old row its number now; `NO_ROW` where it went."""
        rows = np.full(self.old_count, NO_ROW, np.int32)
        rows[self.old_rows[self.kept]] = self.kept
        return rows

    def interleaved(
        self, old: Callable[[int, int], Part], new: Callable[[int, int], Part]
    ) -> Iterator[Part]:
        """All rows in order, cut into parts: ``old(first, end)`` or ``new(first, end)``.

        `old` gets old row numbers, which follow each other; `new` gets positions in `added`.
        """
        # `NO_ROW - 2` is next to no row: the first one comes after a gap.
        is_new, gap = self.old_rows == NO_ROW, np.diff(self.old_rows, prepend=NO_ROW - 2) != 1
        begins = np.flatnonzero(np.diff(is_new, prepend=~is_new[:1]) | (gap & ~is_new))
        sizes = np.diff(begins, append=len(is_new)).tolist()
        read = 0
        for first, size in zip(self.old_rows[begins].tolist(), sizes, strict=True):
            if first == NO_ROW:
                yield new(read, read + size)
                read += size
            else:
                yield old(first, first + size)


def compare_rows(old: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]) -> RowChanges:
    """What changed between two tables; a row is (id, hash), each table is sorted by id."""
    place = {row: number for number, row in enumerate(old)}
    return RowChanges(np.array([place.get(row, NO_ROW) for row in now], np.int32), len(old))
