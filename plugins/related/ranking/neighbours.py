"""The articles closest to each (nearest neighbours): candidates, compared in two rounds.

An update is the same work for fewer rows: what was found before is kept where nothing that it was
computed from has changed, and a first build is an update that begins with empty lists. All scores
are exact and the same from both sides, so that what is kept and what is computed anew agree to the
last bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import distinct, lookup
from .candidates import CANDIDATES, Candidates, update_candidates
from .index import Index
from .row_changes import NO_ROW, RowChanges
from .scoring import score_of, score_parts
from .similarity import SimilarityTable
from .top_lists import TopLists
from .vectors import Vectors

KEPT = 20
"""Neighbours of an article, and those of its candidates whose passages are read."""

SPARE = 24
"""Further candidates that are remembered, so that a list that loses one knows the next."""

Mask = NDArray[np.bool_]
Rows = NDArray[Any]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoredLists(TopLists):
    """Lists by the score of `scoring.score_of`."""

    cosines: Numbers
    """For each entry the cosine of the whole texts."""


@dataclass(frozen=True, slots=True)
class NeighbourState:
    """What was found; one row an article."""

    candidates: Candidates

    by_text: ScoredLists
    """The first of the candidates, in their order, scored without passages."""

    closest: ScoredLists
    """The neighbours, closest first."""

    def renumbered(self, changes: RowChanges) -> NeighbourState:
        """The same under the numbers that articles have now."""
        return NeighbourState(
            self.candidates.renumbered(changes),
            self.by_text.renumbered(changes),
            self.closest.renumbered(changes),
        )


def find_neighbours(index: Index, count: int = 0) -> NeighbourState:
    """For each article `KEPT` others that share something with it, or `count` if that is more."""
    number, kept = len(index), max(count, KEPT)
    looked_at = max(CANDIDATES, 2 * kept)
    nothing = NeighbourState(
        Candidates.none(number, looked_at + SPARE),
        ScoredLists.none(number, looked_at),
        ScoredLists.none(number, kept),
    )
    return update_neighbours(nothing, index, np.ones(number, bool))[0]


def update_neighbours(
    previous: NeighbourState, index: Index, changed: Mask
) -> tuple[NeighbourState, Mask]:
    """The neighbours now that some rows changed; and rows whose lists or scores may have changed.

    `previous` has been `renumbered`.
    """
    if not changed.any() and not previous.candidates.lost(changed).any():
        return previous, changed
    vectors = index.vectors(np.flatnonzero(changed))
    looked_at, kept = previous.by_text.width, previous.closest.width
    candidates, rows = update_candidates(previous.candidates, index, vectors, changed, looked_at)
    scorer = PairScorer(index, vectors, changed)
    asked = candidates.rows[rows, :looked_at]
    by_text = scorer.scored(rows, asked, previous.by_text, passages=False)
    closest = scorer.scored(rows, by_text.best(kept).rows, previous.closest, passages=True)
    rescored = np.zeros_like(changed)
    rescored[rows] = True
    now = NeighbourState(
        candidates,
        previous.by_text.replaced(rows, by_text),
        previous.closest.replaced(rows, closest.best(kept)),
    )
    return now, rescored


class PairScorer:
    """Scores the pairs that lists ask for; not those whose score is known from the last build."""

    def __init__(self, index: Index, vectors: Vectors, changed: Mask) -> None:
        """`vectors` are at least those of pairs of which one has `changed`."""
        self._index = index
        self._changed = changed
        self._ready = self._table(vectors)

    def _table(self, vectors: Vectors) -> SimilarityTable:
        return SimilarityTable(vectors, len(self._index.vocabulary.keys))

    def scored(
        self, rows: Rows, asked: Rows, previous: ScoredLists, *, passages: bool
    ) -> ScoredLists:
        """Scores of each of `rows` with those asked for (rows x any number, `NO_ROW` for none).

        `previous` holds what was found before, for all rows.
        """
        scores, cosines = np.full(asked.shape, -np.inf), np.zeros(asked.shape)
        places = _places(rows, asked, previous, self._changed)
        known = places != NO_ROW
        scores[known] = previous.scores.ravel()[places[known]]
        cosines[known] = previous.cosines.ravel()[places[known]]
        at, column = np.nonzero((asked != NO_ROW) & ~known)
        new = self._compared(rows[at], asked[at, column], passages=passages)
        scores[at, column], cosines[at, column] = new
        return ScoredLists(asked, scores, cosines)

    def _compared(self, rows: Rows, others: Rows, *, passages: bool) -> tuple[Numbers, Numbers]:
        """Scores of pairs, and the cosines of their texts; each pair is looked at once."""
        changed, number = self._changed, len(self._changed)
        # What changed comes first: the table at hand has all that it shares with others.
        swapped = np.where(changed[rows] == changed[others], rows > others, changed[others])
        first, second = np.where(swapped, others, rows), np.where(swapped, rows, others)
        keys, back = np.unique(first.astype(np.int64) * number + second, return_inverse=True)
        first, second = np.divmod(keys, number)
        scores, cosines = np.empty(len(keys)), np.empty(len(keys))
        ready = changed[first]
        for chosen, table in ((ready, self._ready), (~ready, None)):
            if chosen.any():
                found = self._score(table, first[chosen], second[chosen], passages=passages)
                scores[chosen], cosines[chosen] = found
        return scores[back], cosines[back]

    def _score(
        self, table: SimilarityTable | None, rows: Rows, others: Rows, *, passages: bool
    ) -> tuple[Numbers, Numbers]:
        """By a table of all articles, or without one by a table of these alone."""
        pairs = rows, others
        if table is None:
            few = distinct(np.concatenate(pairs))
            table = self._table(self._index.vectors_of(few))
            pairs = np.searchsorted(few, rows), np.searchsorted(few, others)
        texts, best = table.passages(*pairs) if passages else (table.texts(*pairs), None)
        index = self._index
        parts = score_parts(texts, best, index.metadata, (rows, others), index.weights)
        return score_of(parts), texts.text


def _places(rows: Rows, asked: Rows, previous: TopLists, changed: Mask) -> NDArray[np.intp]:
    """Where in `previous` each pair stands, if it is there and neither article has changed."""
    mine, number = previous.take(rows), len(changed)
    kept = mine.filled & ~changed[mine.rows] & ~changed[rows][:, None]
    at, column = np.nonzero(kept)
    keys = at * number + mine.rows[at, column]
    order = np.argsort(keys)
    keys, flat = keys[order], (rows[at] * previous.width + column)[order]
    found = np.full(asked.shape, NO_ROW, np.intp)
    place, same = lookup(keys, np.arange(len(rows))[:, None] * number + asked)
    same &= asked != NO_ROW
    found[same] = flat[place[same]]
    return found


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article by its row, and how close it is."""

    row: int
    score: float
    """`scoring.score_of`."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The closest others of each article, closest first; equals in the order of the rows."""

    lists: ScoredLists
    count: int

    def rows(self, row: int) -> list[int]:
        """Those of one article, without their scores."""
        rows: list[int] = self.lists.rows[row, : self.count].tolist()
        return [other for other in rows if other != NO_ROW]

    def of(self, row: int) -> list[Neighbour]:
        """Those of one article."""
        columns = self.lists.rows, self.lists.scores
        pairs = zip(*(column[row, : self.count].tolist() for column in columns), strict=True)
        return [Neighbour(*pair) for pair in pairs if pair[0] != NO_ROW]

    def __iter__(self) -> Iterator[list[Neighbour]]:
        """Those of each article."""
        return map(self.of, range(len(self.lists)))

    def pairs(self, least_cosine: float) -> list[tuple[int, int]]:
        """(row, neighbour) of all whose texts have at least such a cosine."""
        similar = self.lists.filled & (self.lists.cosines >= least_cosine)
        rows, places = np.nonzero(similar[:, : self.count])
        return list(zip(rows.tolist(), self.lists.rows[rows, places].tolist(), strict=True))


@dataclass(frozen=True)
class Ranking:
    """The articles of one language, one row each, and how close they are."""

    index: Index
    neighbours: NeighbourState

    @property
    def kept(self) -> int:
        """Neighbours of an article that are known, and kept up to date."""
        return self.neighbours.closest.width

    def lists(self, count: int) -> Neighbours:
        """For each article at most `count` others that share something with it."""
        known = self.neighbours if count <= self.kept else find_neighbours(self.index, count)
        return Neighbours(known.closest, count)

    def parts(self, row: int, other: int) -> list[tuple[str, float, bool]]:
        """What the score of two articles is made of: (in words, how much, a factor or not)."""
        pair = np.array([row]), np.array([other])
        texts, passages = self.table.passages(*pair)
        parts = score_parts(texts, passages, self.index.metadata, pair, self.index.weights)
        return [(part.name, float(part.amount[0]), part.factor) for part in parts]

    @cached_property
    def table(self) -> SimilarityTable:
        """To compare any pairs, each in full."""
        return SimilarityTable(self.index.vectors(), len(self.index.vocabulary.keys))
