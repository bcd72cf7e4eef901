"""The articles closest to each (nearest neighbours): candidates, compared in two rounds.

An update is the same work for fewer rows: what was found before is kept where nothing that it was
computed from has changed, and a first run is an update of nothing. All scores are exact and the
same from both sides, so that what is kept and what is computed anew agree to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .candidates import CANDIDATES, Candidates, update_candidates
from .index import Index, RowChanges
from .scoring import ScorePart, score_of, score_parts
from .similarity import SimilarityTable
from .top_lists import NONE, TopLists, none
from .vectors import Vectors
from .weights import Weights

Mask = NDArray[np.bool_]
Rows = NDArray[Any]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoredLists:
    """Lists by closeness."""

    best: TopLists

    cosines: Numbers
    """For each entry the cosine of the whole texts."""

    def moved(self, change: RowChanges) -> ScoredLists:
        """The same under the numbers that articles have now."""
        cosines = np.vstack([self.cosines, np.zeros((1, self.best.width))])
        best = self.best.moved(change.places, change.came_from)
        return ScoredLists(best, cosines[change.came_from])

    def replaced(self, rows: Rows, lists: ScoredLists) -> ScoredLists:
        """With other lists for some of the rows."""
        cosines = self.cosines.copy()
        cosines[rows] = lists.cosines
        return ScoredLists(self.best.replaced(rows, lists.best), cosines)

    def at(self, places: NDArray[np.intp]) -> ScoredLists:
        """The same lists, of each the given places."""
        return ScoredLists(self.best.at(places), np.take_along_axis(self.cosines, places, axis=1))


class PairScorer:
    """The articles after some of them changed."""

    def __init__(self, index: Index, vectors: Vectors, changed: Mask) -> None:
        """`vectors` are at least those of pairs of which one has `changed`."""
        self._index = index
        self._changed = changed
        self._ready = self._table(vectors)

    def _table(self, vectors: Vectors) -> SimilarityTable:
        return SimilarityTable(vectors, len(self._index.vocabulary.keys))

    def scored(self, rows: Rows, asked: Rows, known: ScoredLists, *, passages: bool) -> ScoredLists:
        """Closeness of each of `rows` with those asked for (rows x any number, `NONE` for none).

        `known` holds what was found before, for all rows.
        """
        scores, cosines = np.full(asked.shape, -np.inf), np.zeros(asked.shape)
        places = _places(rows, asked, known.best, self._changed)
        old = places != NONE
        scores[old] = known.best.scores.ravel()[places[old]]
        cosines[old] = known.cosines.ravel()[places[old]]
        at, column = np.nonzero((asked != NONE) & ~old)
        new = self._compared(rows[at], asked[at, column], passages=passages)
        scores[at, column], cosines[at, column] = new
        return ScoredLists(TopLists(asked, scores), cosines)

    def _compared(self, rows: Rows, others: Rows, *, passages: bool) -> tuple[Numbers, Numbers]:
        """Closeness of pairs, and the cosines of their texts; each pair is looked at once."""
        changed, number = self._changed, len(self._changed)
        # What changed comes first: the table at hand has all that it shares with others.
        turn = np.where(changed[rows] == changed[others], rows > others, changed[others])
        first, second = np.where(turn, others, rows), np.where(turn, rows, others)
        keys, back = np.unique(first.astype(np.int64) * number + second, return_inverse=True)
        first, second = np.divmod(keys, number)
        scores, cosines = np.empty(len(keys)), np.empty(len(keys))
        ready = changed[first]
        for chosen, table in ((ready, self._ready), (~ready, None)):
            if chosen.any():
                found = self._close(table, first[chosen], second[chosen], passages=passages)
                scores[chosen], cosines[chosen] = found
        return scores[back], cosines[back]

    def _close(
        self, table: SimilarityTable | None, rows: Rows, others: Rows, *, passages: bool
    ) -> tuple[Numbers, Numbers]:
        """By a table of all articles, or without one by a table of these alone."""
        pairs = rows, others
        if table is None:
            few = np.unique(np.concatenate(pairs))
            table = self._table(self._index.vectors_of(few))
            pairs = np.searchsorted(few, rows), np.searchsorted(few, others)
        words, like = table.passages(*pairs) if passages else (table.words(*pairs), None)
        w = self._index
        return score_of(score_parts(words, like, w.frame, (rows, others), w.weights)), words.text


def _places(rows: Rows, asked: Rows, known: TopLists, changed: Mask) -> NDArray[np.intp]:
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


KEPT = 20
"""Neighbours of an article, and those of its candidates whose passages are read."""

SPARE = 24
"""Further candidates that are remembered, so that a list that loses one knows the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestNeighbours:
    """What was found; one row an article."""

    candidates: Candidates

    words: ScoredLists
    """The first of the candidates, in their order; closeness without passages."""

    closest: ScoredLists
    """The neighbours, closest first."""

    def moved(self, change: RowChanges) -> NearestNeighbours:
        """The same under the numbers that articles have now."""
        return NearestNeighbours(
            candidates=self.candidates.moved(change),
            words=self.words.moved(change),
            closest=self.closest.moved(change),
        )


def find_neighbours(index: Index, count: int = 0) -> NearestNeighbours:
    """For each article `KEPT` others that share something with it, or `count` if that is more."""
    number, kept = len(index), max(count, KEPT)
    looked = max(CANDIDATES, 2 * kept)
    nothing = NearestNeighbours(
        candidates=Candidates(none(number, looked + SPARE), np.zeros(number, bool)),
        words=ScoredLists(none(number, looked), np.zeros((number, looked))),
        closest=ScoredLists(none(number, kept), np.zeros((number, kept))),
    )
    return updated(nothing, index, np.ones(number, bool))[0]


def updated(
    before: NearestNeighbours, index: Index, changed: NDArray[np.bool_]
) -> tuple[NearestNeighbours, NDArray[np.bool_]]:
    """What is near now that some rows have changed; and rows for which something else may be.

    `before` has been `moved`.
    """
    if not changed.any() and not before.candidates.lost(changed).any():
        return before, changed
    vectors = index.vectors(np.flatnonzero(changed))
    looked, kept = before.words.best.width, before.closest.best.width
    candidates, rows = update_candidates(before.candidates, index, vectors, changed, looked)
    comparison = PairScorer(index, vectors, changed)
    asked = candidates.best.rows[rows, :looked]
    words = comparison.scored(rows, asked, before.words, passages=False)
    some = words.best.rows[np.arange(len(rows))[:, None], words.best.order(kept)]
    closest = comparison.scored(rows, some, before.closest, passages=True)
    altered = np.zeros_like(changed)
    altered[rows] = True
    now = replace(
        before,
        candidates=candidates,
        words=before.words.replaced(rows, words),
        closest=before.closest.replaced(rows, closest.at(closest.best.order(kept))),
    )
    return now, altered


__all__ = ["KEPT", "Neighbour", "Neighbours", "Ranking"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article by its row, and how close it is."""

    row: int
    score: float
    """`closeness.score_of`."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The closest others of each article, closest first; equals in the order of the rows."""

    scored: ScoredLists
    count: int

    def rows(self, row: int) -> list[int]:
        """Those of one article, without their scores."""
        rows: list[int] = self.scored.best.rows[row, : self.count].tolist()
        return [other for other in rows if other != NONE]

    def of(self, row: int) -> list[Neighbour]:
        """Those of one article."""
        best = self.scored.best
        columns = best.rows[row, : self.count].tolist(), best.scores[row, : self.count].tolist()
        return [Neighbour(*each) for each in zip(*columns, strict=True) if each[0] != NONE]

    def __iter__(self) -> Iterator[list[Neighbour]]:
        """Those of each article."""
        return map(self.of, range(len(self.scored.best)))

    def pairs(self, cosines: float) -> list[tuple[int, int]]:
        """(row, neighbour) of all whose texts have at least such a cosine."""
        there = self.scored.best.there[:, : self.count]
        rows, places = np.nonzero(there & (self.scored.cosines[:, : self.count] >= cosines))
        others = self.scored.best.rows[rows, places]
        return list(zip(rows.tolist(), others.tolist(), strict=True))


@dataclass(frozen=True)
class Ranking:
    """The articles of one language, one row each, and how close they are."""

    index: Index
    near: NearestNeighbours

    def lists(self, count: int = KEPT) -> Neighbours:
        """For each article at most `count` others that share something with it."""
        near = self.near if count <= KEPT else find_neighbours(self.index, count)
        return Neighbours(near.closest, count)

    def parts(self, row: int, other: int) -> list[tuple[str, float, bool]]:
        """What the closeness of two articles is made of: (in words, how much, a factor or not)."""
        pair = np.array([row]), np.array([other])
        words, passages = self._table.passages(*pair)
        parts = score_parts(words, passages, self.index.frame, pair, self.index.weights)
        return [(part.name, float(part.amount[0]), part.factor) for part in parts]

    def candidate_parts(
        self,
    ) -> tuple[list[NDArray[np.int32]], Callable[[Weights], list[ScorePart]]]:
        """For each row its candidates, and what all those pairs come to under other weights.

        Citations keep the weights that this ranking was made with. At least one article.
        """
        found = self.near.candidates.best.rows[:, :CANDIDATES]
        others = [rows[rows != NONE] for rows in found]
        pairs = np.repeat(np.arange(len(others)), list(map(len, others))), np.concatenate(others)
        words, passages = self._table.passages(*pairs)
        return others, partial(score_parts, words, passages, self.index.frame, pairs)

    def cosines(self, row: int, others: Sequence[int]) -> list[float]:
        """How much the whole text of an article is like that of each other, from 0 to 1."""
        found = self._table.words(np.full(len(others), row), np.array(others, np.int32)).text
        cosines: list[float] = found.tolist()
        return cosines

    @cached_property
    def _table(self) -> SimilarityTable:
        return SimilarityTable(self.index.vectors(), len(self.index.vocabulary.keys))
