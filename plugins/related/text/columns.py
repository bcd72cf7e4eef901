"""Columns of numbers that grow while texts are read, and stay arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


class Column:
    """One number a row."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._kept = np.zeros(1024, dtype)
        self._filled = 0
        self._new: list[int] = []

    def append(self, value: int) -> None:
        """Add a row."""
        self._new.append(value)

    def extend(self, values: Iterable[int]) -> None:
        """Add rows."""
        self._new.extend(values)

    def __len__(self) -> int:
        return self._filled + len(self._new)

    @property
    def array(self) -> NDArray[Any]:
        """All rows; the space behind them doubles, so that a row costs the same however many."""
        if self._new:
            size = len(self)
            if size > len(self._kept):
                self._kept = np.resize(self._kept, 2 * size)
            self._kept[self._filled : size] = np.array(self._new, self._kept.dtype)
            self._filled = size
            self._new.clear()
        return self._kept[: self._filled]


class Ragged:
    """Any number of numbers a row."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._starts = Column(np.int64)
        self._widths = Column(np.int32)
        self._values = Column(dtype)

    def append(self, values: Sequence[int]) -> None:
        """Add a row."""
        self._starts.append(len(self._values))
        self._widths.append(len(values))
        self._values.extend(values)

    def __len__(self) -> int:
        return len(self._starts)

    def widths(self, rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """How many numbers each of `rows` has."""
        return np.asarray(self._widths.array[rows], np.int32)

    def places(self, rows: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """For each number of `rows`, one row after the other: (which of `rows`, how far in it)."""
        widths = self.widths(rows)
        owners = np.repeat(np.arange(len(rows)), widths)
        return owners, (np.arange(len(owners)) - (np.cumsum(widths) - widths)[owners]).astype(
            np.int32
        )

    def gather(self, rows: NDArray[np.int32]) -> NDArray[Any]:
        """The numbers of `rows`, one row after the other."""
        widths, starts = self.widths(rows), self._starts.array[rows]
        ends = np.cumsum(widths)
        total = int(ends[-1]) if len(ends) else 0
        return np.asarray(
            self._values.array[np.repeat(starts - ends + widths, widths) + np.arange(total)]
        )
