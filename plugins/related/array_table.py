"""Tables whose columns are arrays, and what is done with arrays again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ..common.values import dataclass, names_of


@dataclass(frozen=True, slots=True)
class ArrayTable:
    """Base of dataclasses whose fields are arrays: its columns, with one row each."""

    def take(self, rows: NDArray[Any] | slice) -> Self:
        """Some of the rows, by their numbers or by flags."""
        return self.mapped(lambda column: column[rows])

    def replaced(self, rows: NDArray[Any], others: Self) -> Self:
        """A copy with the rows of `others` in the place of `rows`."""
        copy = self.mapped(np.copy)
        copy.overwrite(rows, others)
        return copy

    def overwrite(self, rows: NDArray[Any], others: Self) -> None:
        """Put the rows of `others` in the place of `rows`."""
        for name in names_of(type(self)):
            getattr(self, name)[rows] = getattr(others, name)

    def mapped(self, change: Callable[[NDArray[Any]], NDArray[Any]]) -> Self:
        """With every column changed in one way."""
        return type(self)(**{n: change(getattr(self, n)) for n in names_of(type(self))})

    @classmethod
    def concatenated(cls, tables: Sequence[Self]) -> Self:
        """The rows of at least one table, one table after the other."""
        columns = {n: np.concatenate([getattr(t, n) for t in tables]) for n in names_of(cls)}
        return cls(**columns)


def ranges(begins: NDArray[Any], widths: NDArray[Any]) -> NDArray[np.intp]:
    """``begin, begin + 1, … begin + width - 1`` for each, one after the other."""
    ends = np.cumsum(widths)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.repeat(begins - ends + widths, widths) + np.arange(total), np.intp)


def lookup(table: NDArray[Any], wanted: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where in `table`, which ascends, each wanted value stands, and whether it stands there."""
    if not len(table):
        return np.zeros(wanted.shape, np.intp), np.zeros(wanted.shape, bool)
    places = np.minimum(np.searchsorted(table, wanted), len(table) - 1)
    return places, np.asarray(table[places] == wanted)


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """Each value once, ascending."""
    # Without counts numpy would import its masked arrays, for a hundredth of an edit's time.
    return np.unique(values, return_counts=True)[0]


def chained(starts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Where rows of tables begin, and then their number, once one table follows the other."""
    ends = np.cumsum([0, *(each[-1] for each in starts)])
    parts = [each[:-1] + end for each, end in zip(starts, ends[:-1], strict=True)]
    return np.concatenate([*parts, ends[-1:]]).astype(np.int64)
