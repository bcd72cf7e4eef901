"""Closeness of pairs that lists ask for; none is looked at that is known already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .change import Change
from .index import Weighed
from .scoring import closeness, parts_of
from .similarity import Table
from .top_lists import NONE, Best
from .vectors import Vectors

Mask = NDArray[np.bool_]
Rows = NDArray[Any]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """Lists by closeness."""

    best: Best

    alike: Numbers
    """For each entry the cosine of the whole texts."""

    def moved(self, change: Change) -> Scored:
        """The same under the numbers that articles have now."""
        alike = np.vstack([self.alike, np.zeros((1, self.best.width))])
        best = self.best.moved(change.places, change.came_from)
        return Scored(best, alike[change.came_from])

    def replaced(self, rows: Rows, lists: Scored) -> Scored:
        """With other lists for some of the rows."""
        alike = self.alike.copy()
        alike[rows] = lists.alike
        return Scored(self.best.replaced(rows, lists.best), alike)

    def at(self, places: NDArray[np.intp]) -> Scored:
        """The same lists, of each the given places."""
        return Scored(self.best.at(places), np.take_along_axis(self.alike, places, axis=1))


class Comparison:
    """The articles after some of them changed."""

    def __init__(self, weighed: Weighed, vectors: Vectors, changed: Mask) -> None:
        """`vectors` are at least those of pairs of which one has `changed`."""
        self._weighed = weighed
        self._changed = changed
        self._ready = self._table(vectors)

    def _table(self, vectors: Vectors) -> Table:
        return Table(vectors, len(self._weighed.vocabulary.keys))

    def scored(self, rows: Rows, asked: Rows, known: Scored, *, passages: bool) -> Scored:
        """Closeness of each of `rows` with those asked for (rows x any number, `NONE` for none).

        `known` holds what was found before, for all rows.
        """
        scores, alike = np.full(asked.shape, -np.inf), np.zeros(asked.shape)
        places = _places(rows, asked, known.best, self._changed)
        old = places != NONE
        scores[old] = known.best.scores.ravel()[places[old]]
        alike[old] = known.alike.ravel()[places[old]]
        at, column = np.nonzero((asked != NONE) & ~old)
        new = self._compared(rows[at], asked[at, column], passages=passages)
        scores[at, column], alike[at, column] = new
        return Scored(Best(asked, scores), alike)

    def _compared(self, rows: Rows, others: Rows, *, passages: bool) -> tuple[Numbers, Numbers]:
        """Closeness of pairs, and the cosines of their texts; each pair is looked at once."""
        changed, number = self._changed, len(self._changed)
        # What changed comes first: the table at hand has all that it shares with others.
        turn = np.where(changed[rows] == changed[others], rows > others, changed[others])
        first, second = np.where(turn, others, rows), np.where(turn, rows, others)
        keys, back = np.unique(first.astype(np.int64) * number + second, return_inverse=True)
        first, second = np.divmod(keys, number)
        scores, alike = np.empty(len(keys)), np.empty(len(keys))
        ready = changed[first]
        for chosen, table in ((ready, self._ready), (~ready, None)):
            if chosen.any():
                found = self._close(table, first[chosen], second[chosen], passages=passages)
                scores[chosen], alike[chosen] = found
        return scores[back], alike[back]

    def _close(
        self, table: Table | None, rows: Rows, others: Rows, *, passages: bool
    ) -> tuple[Numbers, Numbers]:
        """By a table of all articles, or without one by a table of these alone."""
        pairs = rows, others
        if table is None:
            few = np.unique(np.concatenate(pairs))
            table = self._table(self._weighed.vectors_of(few))
            pairs = np.searchsorted(few, rows), np.searchsorted(few, others)
        words, like = table.passages(*pairs) if passages else (table.words(*pairs), None)
        w = self._weighed
        return closeness(parts_of(words, like, w.frame, (rows, others), w.weights)), words.text


def _places(rows: Rows, asked: Rows, known: Best, changed: Mask) -> NDArray[np.intp]:
    """Where in `known` each pair stands, if it is there and neither article has changed."""
    mine, number = known.take(rows), len(changed)
    kept = mine.there & ~changed[mine.rows] & ~changed[rows][:, None]
    at, column = np.nonzero(kept)
    keys = at * number + mine.rows[at, column]
    order = np.argsort(keys)
    keys, flat = keys[order], (rows[at] * known.width + column)[order]
    found = np.full(asked.shape, NONE, np.intp)
    if len(keys):
        wanted = np.arange(len(rows))[:, None] * number + asked
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        same = (keys[place] == wanted) & (asked != NONE)
        found[same] = flat[place[same]]
    return found
