"""For each article a few others with a score: lists of one width, padded where there are fewer."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass, names_of
from ..array_table import ArrayTable
from .row_changes import NO_ROW, RowChanges

EMPTY_PLACE = {
    "rows": np.int32(NO_ROW),
    "scores": -np.float64(np.inf),
    "cosines": np.float64(0),
    "complete": np.False_,
}
"""What stands where there is no article, by column."""


@dataclass(frozen=True, slots=True)
class TopLists(ArrayTable):
    """One list for each article: arrays of articles x width."""

    rows: NDArray[np.int32]
    """Other articles; `NO_ROW` at the end of a list that has fewer, and for one that is gone."""

    scores: NDArray[np.float64]
    """-inf where there is none."""

    @classmethod
    def none(cls, number: int, width: int) -> Self:
        """So many lists, all empty."""
        shapes = dict.fromkeys(EMPTY_PLACE, (number, width)) | {"complete": (number,)}
        return cls(**{name: np.full(shapes[name], EMPTY_PLACE[name]) for name in names_of(cls)})

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        """Places of a list."""
        return int(self.rows.shape[1])

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Which places of the lists hold an article."""
        return np.asarray(self.rows != NO_ROW)

    def best(self, count: int) -> Self:
        """Of each list the `count` best; equals in the order of their rows."""
        order = np.lexsort((self.rows, -self.scores))[:, :count]
        return self.mapped(lambda column: np.take_along_axis(column, order, axis=1))

    def renumbered(self, changes: RowChanges) -> Self:
        """The same lists under the numbers that rows have now; empty ones for new rows.

        An article that is gone leaves its place empty, with its score.
        """
        rows = np.append(changes.new_rows, np.int32(NO_ROW))[self.rows]
        columns = {name: getattr(self, name) for name in names_of(type(self))} | {"rows": rows}
        for name, column in columns.items():
            # The last row, to which `NO_ROW` leads, is an empty list.
            empty = np.full((1, *column.shape[1:]), EMPTY_PLACE[name], column.dtype)
            columns[name] = np.concatenate([column, empty])[changes.old_rows]
        return type(self)(**columns)


def top_lists(
    owners: NDArray[Any],
    others: NDArray[Any],
    scores: NDArray[np.float64],
    number: int,
    width: int,
) -> TopLists:
    """The `width` best others for each of `number` owners; equals in the order of their rows."""
    order = np.lexsort((others, -scores, owners))
    owners = owners[order]
    places = np.arange(len(order)) - np.searchsorted(owners, owners)
    order, owners, places = (each[places < width] for each in (order, owners, places))
    found = TopLists.none(number, width)
    found.rows[owners, places], found.scores[owners, places] = others[order], scores[order]
    return found
