"""For each article a few others with a score: rows of one width, padded where there are fewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

NONE = -1
"""Stands where a list has ended."""

Rows = NDArray[np.int32]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TopLists:
    """One list an article (articles x width)."""

    rows: Rows
    """Other articles, `NONE` at the end."""

    scores: Scores
    """-inf where there is none."""

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        """Places of a list."""
        return int(self.rows.shape[1])

    @property
    def there(self) -> NDArray[np.bool_]:
        """Which places of the lists are filled."""
        return np.asarray(self.rows != NONE)

    def take(self, rows: NDArray[Any]) -> TopLists:
        """Some of the lists, in another order."""
        return TopLists(self.rows[rows], self.scores[rows])

    def replaced(self, rows: NDArray[Any], lists: TopLists) -> TopLists:
        """With other lists for some of the rows."""
        found = TopLists(self.rows.copy(), self.scores.copy())
        found.rows[rows], found.scores[rows] = lists.rows, lists.scores
        return found

    def order(self, count: int) -> NDArray[np.intp]:
        """For each list the places of its `count` best; equals in the order of their rows."""
        return np.lexsort((self.rows, -self.scores))[:, :count]

    def at(self, places: NDArray[np.intp]) -> TopLists:
        """The same lists, of each the given places."""
        return TopLists(
            np.take_along_axis(self.rows, places, axis=1),
            np.take_along_axis(self.scores, places, axis=1),
        )

    def moved(self, places: NDArray[np.int32], came_from: NDArray[np.int32]) -> TopLists:
        """The lists under other numbers.

        `places` are the new numbers of the old rows, `NONE` for what is gone; `came_from` is the
        old number of each new row, `NONE` for what is new and has an empty list. An article that
        is gone leaves its place empty, with its score.
        """
        # The last, to which `NONE` leads, is the empty list, and the number of none.
        rows = np.vstack([np.append(places, np.int32(NONE))[self.rows], none(1, self.width).rows])
        scores = np.vstack([self.scores, none(1, self.width).scores])
        return TopLists(rows, scores).take(came_from)


def none(number: int, width: int) -> TopLists:
    """Empty lists."""
    return TopLists(np.full((number, width), NONE, np.int32), np.full((number, width), -np.inf))


def top_lists(
    owners: NDArray[Any], others: NDArray[Any], scores: Scores, number: int, width: int
) -> TopLists:
    """The `width` best for each of `number` owners; equals in the order of their rows."""
    order = np.lexsort((others, -scores, owners))
    owners = owners[order]
    places = np.arange(len(order)) - np.searchsorted(owners, owners)
    order, owners, places = (each[places < width] for each in (order, owners, places))
    found = none(number, width)
    found.rows[owners, places], found.scores[owners, places] = others[order], scores[order]
    return found
