"""The ranking of one language's articles, with what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from .best import NONE
from .closeness import Part, parts_of
from .near import KEPT, Near, near_of
from .nearest import CANDIDATES
from .pairs import Table
from .weighed import Weighed
from .weights import Weights

__all__ = ["KEPT", "Neighbour", "Ranking"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article by its row, and how close it is."""

    row: int
    score: float
    """`closeness.closeness`."""

    alike: float
    """Cosine of the whole texts."""


@dataclass(frozen=True)
class Ranking:
    """The articles of one language, one row each, and how close they are."""

    weighed: Weighed
    near: Near

    def neighbours(self, count: int = KEPT) -> list[list[Neighbour]]:
        """For each article at most `count` others that share something with it, closest first.

        Equals stand in the order of the rows.
        """
        near = self.near if count <= KEPT else near_of(self.weighed, count)
        lists = near.near.best.rows, near.near.best.scores, near.near.alike
        return [
            [Neighbour(*each) for each in zip(*row, strict=True) if each[0] != NONE]
            for row in zip(*(each[:, :count].tolist() for each in lists), strict=True)
        ]

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
