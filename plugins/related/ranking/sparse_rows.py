"""Sparse matrices: rows that have a value in few of their columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import lookup, ranges

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SparseRows:
    """A matrix by the values that it has, row by row."""

    starts: NDArray[np.int64]
    """Where each row's entries begin, then their number."""

    columns: NDArray[np.int32]
    """Ascending in each row."""

    values: Numbers
    width: int
    """How many columns there are."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def owners(self) -> NDArray[np.intp]:
        """The row of each entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def cells(self) -> NDArray[np.int64]:
        """Row and column of each entry as one number; ascending."""
        return self.owners() * self.width + self.columns

    def at(self, rows: NDArray[Any], columns: NDArray[Any]) -> Numbers:
        """The values in these places, 0 where there is none."""
        places, found = lookup(self.cells(), rows.astype(np.int64) * self.width + columns)
        return np.where(found, np.append(self.values, 0.0)[places], 0.0)

    def entries(self, rows: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """(where the entries of some rows are, one row after the other; how many each has)."""
        many = self.starts[rows + 1] - self.starts[rows]
        return ranges(self.starts[rows], many), many

    def transposed(self) -> SparseRows:
        """With rows for columns."""
        order = stable_order(self.columns)
        rows = self.owners()[order]
        return sparse_rows(self.columns[order], rows, self.values[order], self.width, len(self))


def sparse_rows(
    rows: NDArray[Any], columns: NDArray[Any], values: Numbers, number: int, width: int
) -> SparseRows:
    """A matrix of `number` rows by its entries, which are in the order of rows and columns."""
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=number))])
    return SparseRows(starts.astype(np.int64), columns.astype(np.int32), values, width)


def stable_order(numbers: NDArray[np.int32]) -> NDArray[np.intp]:
    """As numpy's stable argsort, which counts numbers of 16 bits only, and so is fast for these."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return np.asarray(order[np.argsort(high[order], kind="stable")])


def summed(cells: NDArray[Any], values: Numbers) -> tuple[NDArray[np.int64], Numbers]:
    """Different cells, ascending, and for each the sum of the values given for it."""
    found, inverse = np.unique(cells, return_inverse=True)
    return found.astype(np.int64), np.bincount(inverse, values, len(found)).astype(np.float64)
