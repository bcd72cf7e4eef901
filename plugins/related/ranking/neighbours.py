"""The ranking of one language's articles, with what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from .compared import Scored
from .index import Weighed
from .near import KEPT, Near, near_of
from .nearest import CANDIDATES
from .scoring import Part, parts_of
from .similarity import Table
from .top_lists import NONE
from .weights import Weights

__all__ = ["KEPT", "Neighbour", "Neighbours", "Ranking"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article by its row, and how close it is."""

    row: int
    score: float
    """`closeness.closeness`."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The closest others of each article, closest first; equals in the order of the rows."""

    scored: Scored
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

    def pairs(self, alike: float) -> list[tuple[int, int]]:
        """(row, neighbour) of all whose texts have at least such a cosine."""
        there = self.scored.best.there[:, : self.count]
        rows, places = np.nonzero(there & (self.scored.alike[:, : self.count] >= alike))
        others = self.scored.best.rows[rows, places]
        return list(zip(rows.tolist(), others.tolist(), strict=True))


@dataclass(frozen=True)
class Ranking:
    """The articles of one language, one row each, and how close they are."""

    weighed: Weighed
    near: Near

    def lists(self, count: int = KEPT) -> Neighbours:
        """For each article at most `count` others that share something with it."""
        near = self.near if count <= KEPT else near_of(self.weighed, count)
        return Neighbours(near.closest, count)

    def parts(self, row: int, other: int) -> list[tuple[str, float, bool]]:
        """What the closeness of two articles is made of: (in words, how much, a factor or not)."""
        pair = np.array([row]), np.array([other])
        words, passages = self._table.passages(*pair)
        parts = parts_of(words, passages, self.weighed.frame, pair, self.weighed.weights)
        return [(part.name, float(part.amount[0]), part.factor) for part in parts]

    def examined(self) -> tuple[list[NDArray[np.int32]], Callable[[Weights], list[Part]]]:
        """For each row its candidates, and what all those pairs come to under other weights.

        Citations keep the weights that this ranking was made with. At least one article.
        """
        found = self.near.candidates.best.rows[:, :CANDIDATES]
        others = [rows[rows != NONE] for rows in found]
        pairs = np.repeat(np.arange(len(others)), list(map(len, others))), np.concatenate(others)
        words, passages = self._table.passages(*pairs)
        return others, partial(parts_of, words, passages, self.weighed.frame, pairs)

    def cosines(self, row: int, others: Sequence[int]) -> list[float]:
        """How much the whole text of an article is like that of each other, from 0 to 1."""
        found = self._table.words(np.full(len(others), row), np.array(others, np.int32)).text
        cosines: list[float] = found.tolist()
        return cosines

    @cached_property
    def _table(self) -> Table:
        return Table(self.weighed.vectors(), len(self.weighed.vocabulary.keys))
