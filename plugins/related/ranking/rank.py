"""The closest articles of each: what is worth a look, looked at in two rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .citations import evidence
from .closeness import Frame, Part, closeness, frame_of, parts_of
from .nearest import CANDIDATES, factors_of, nearest
from .pairs import Table, chained
from .steps import term_weights
from .vectors import lengths_of, vectors_of
from .vocabulary import vocabulary_of
from .weights import Weights

if TYPE_CHECKING:
    from ..article import Article
    from .counts import Counts

KEPT = 24
"""Neighbours of an article, and those of its candidates whose passages are read."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article by its row, and how close it is."""

    row: int
    score: float
    """`closeness.closeness`."""


class Ranking:
    """The articles of one language, one row each, and how close they are."""

    def __init__(
        self,
        articles: Sequence[Article],
        counts: Counts,
        links: Sequence[Sequence[int]],
        weights: Weights,
    ) -> None:
        """Rank `articles`, of which `counts` are the words.

        `links` are for each the rows to which its author links, the best evidence there is.
        """
        vocabulary, columns = vocabulary_of(counts)
        terms = term_weights(vocabulary.found_in, len(articles))
        vectors = vectors_of(counts, columns, terms, lengths_of(counts, columns, terms))
        citations = evidence(counts, columns, vocabulary, links, weights)
        self._weights = weights
        self._table = Table(vectors, len(vocabulary.keys))
        self._frame: Frame = frame_of(articles, citations)
        self._factors = factors_of(vectors, terms, weights)

    def neighbours(self, count: int = KEPT) -> list[list[Neighbour]]:
        """For each article at most `count` others that share something with it, closest first.

        Equals stand in the order of the rows.
        """
        kept = max(count, KEPT)
        looked = max(CANDIDATES, 2 * kept)
        others = [found.rows for found in nearest(self._factors, self._frame.citations, looked)]
        if not others:
            return []
        first = _best(others, closeness(self._parts(enumerate(others), passages=False)), kept)
        others = [rows for rows, _ in first]
        final = _best(others, closeness(self._parts(enumerate(others), passages=True)), count)
        return [
            [Neighbour(row, score) for row, score in zip(r.tolist(), s.tolist(), strict=True)]
            for r, s in final
        ]

    def parts(self, row: int, other: int) -> list[tuple[str, float, bool]]:
        """What the closeness of two articles is made of: (in words, how much, a factor or not)."""
        parts = self._parts([(row, np.array([other], np.int32))], passages=True)
        return [(part.name, float(part.amount[0]), part.factor) for part in parts]

    def examined(self) -> tuple[list[NDArray[np.int32]], Callable[[Weights], list[Part]]]:
        """For each row its candidates, and what all those pairs come to under other weights.

        Citations keep the weights that this ranking was made with. At least one article.
        """
        others = [found.rows for found in nearest(self._factors, self._frame.citations, CANDIDATES)]
        words = chained([self._table.words(row, rows) for row, rows in enumerate(others)])
        passages = chained([self._table.passages(row, rows) for row, rows in enumerate(others)])
        pairs = np.repeat(np.arange(len(others)), list(map(len, others))), np.concatenate(others)
        return others, partial(parts_of, words, passages, self._frame, pairs)

    def cosines(self, row: int, others: Sequence[int]) -> list[float]:
        """How much the whole text of an article is like that of each other, from 0 to 1."""
        if not others:
            return []
        found: list[float] = self._table.words(row, np.array(others, np.int32)).text.tolist()
        return found

    def _parts(
        self, looked: Iterable[tuple[int, NDArray[np.int32]]], *, passages: bool
    ) -> list[Part]:
        """Of each row with each of those beside it, one row after the other."""
        looked = list(looked)
        rows = np.repeat([row for row, _ in looked], [len(others) for _, others in looked])
        together = np.concatenate([others for _, others in looked])
        words = chained([self._table.words(row, others) for row, others in looked])
        like = [self._table.passages(row, others) for row, others in looked if passages]
        found = chained(like) if like else None
        return parts_of(words, found, self._frame, (rows, together), self._weights)


def _best(
    others: Sequence[NDArray[np.int32]], scores: NDArray[np.float64], count: int
) -> list[tuple[NDArray[np.int32], NDArray[np.float64]]]:
    """For each row the `count` best of the others with their scores, best first."""
    ends = np.cumsum([0, *map(len, others)])
    found = []
    for rows, start in zip(others, ends, strict=False):
        mine = scores[start : start + len(rows)]
        order = np.lexsort((rows, -mine))[:count]
        found.append((rows[order], mine[order]))
    return found
