"""Which articles are worth a closer look for each: those that share most, by one sparse product.

A cheap score: cosine and title mentions over terms that are not too frequent, and citations.
`similarity` then weighs all evidence for the few that are found here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .idf import TermWeights
from .index import Index, RowChanges
from .term_counts import ranges
from .top_lists import NONE, TopLists, none, top_lists
from .vectors import RAREST, SPOKEN, TEXT, TITLE_PART, Vectors, quantized
from .weights import Weights

CANDIDATES = 40
"""Looked at closely for each article. 48 or 32 are as good (nDCG@10 within .001, on four sites and
on one of 1,975 articles made of all); 24 cost .003 and .004, with and without the words of authors'
links."""

POSTINGS = 100
"""A term that more articles have is not looked up: it costs most and says least. On the site of
1,975, 200 is as good; 50 costs .001 and .002, 25 costs .002 and .004."""

BLOCK = 256
"""Rows multiplied at a time: memory grows with this times the articles, never with their square."""

DIGITS = 5


@dataclass(frozen=True, slots=True)
class Factors:
    """Matrices (articles x features; features x articles; float64); the product are scores."""

    left: Any
    across: Any


@dataclass(frozen=True, slots=True)
class CandidateList:
    """One article's candidates, best first; equals in the order of the rows."""

    rows: NDArray[np.int32]
    scores: NDArray[np.float64]

    whole: bool
    """Whether there are no others."""


def factors_of(vectors: Vectors, terms: TermWeights, weights: Weights) -> Factors:
    """The factors of articles, over the terms of the site and twice those of titles."""
    width = len(terms.rounded_frequency)
    seldom = terms.rounded_frequency[vectors.columns] <= POSTINGS
    kept = seldom | (vectors.bits & RAREST > 0)
    part = vectors.values[TITLE_PART]
    titled = np.zeros(width, bool)
    titled[vectors.columns[part > 0]] = True
    spoken = (vectors.bits & SPOKEN > 0) & titled[vectors.columns] & seldom
    text = np.flatnonzero(kept), vectors.values[TEXT]
    speaks = np.flatnonzero(spoken), np.ones(len(part), np.float32)
    title = np.flatnonzero(spoken & (part > 0)), quantized(part * weights.mention)
    right = _beside(vectors, (text, title, speaks), width)
    return Factors(_beside(vectors, (text, speaks, title), width), right.T.tocsr())


def search_candidates(
    factors: Factors, citations: Any, rows: NDArray[Any], count: int
) -> Iterator[tuple[NDArray[Any], Any, list[CandidateList]]]:
    """Blocks of `rows`: (rows, their scores with every article as csr, `count` candidates of each).

    `citations` are weighed (articles x articles).
    """
    for start in range(0, len(rows), BLOCK):
        some = rows[start : start + BLOCK]
        scores = (factors.left[some] @ factors.across + citations[some]).tocsr()
        scores.data = np.round(scores.data, DIGITS)
        yield some, scores, [_best(scores, at, row, count) for at, row in enumerate(some.tolist())]


def _best(scores: Any, at: int, row: int, count: int) -> CandidateList:
    """The `count` best of the articles; `row` itself is none of them."""
    entries = slice(scores.indptr[at], scores.indptr[at + 1])
    others, found = scores.indices[entries], scores.data[entries]
    kept = (found > 0) & (others != row)
    others, found = others[kept], found[kept]
    whole = len(found) <= count
    if not whole:
        least = np.partition(found, len(found) - count)[len(found) - count]
        kept = found >= least
        others, found = others[kept], found[kept]
    order = np.lexsort((others, -found))[:count]
    return CandidateList(others[order].astype(np.int32), found[order], whole)


def _beside(
    vectors: Vectors, parts: Sequence[tuple[NDArray[np.intp], NDArray[np.float32]]], width: int
) -> Any:
    """Matrices (articles x terms) side by side; of each which entries, and the values of all.

    As scipy's ``hstack``, which takes several times the memory on the way.
    """
    bounds = [np.searchsorted(entries, vectors.starts) for entries, _ in parts]
    many = [np.diff(bound) for bound in bounds]
    starts = np.concatenate([[0], np.cumsum(np.sum(many, axis=0))])
    data, columns = np.empty(starts[-1]), np.empty(starts[-1], np.int32)
    before = starts[:-1].copy()
    for number, ((entries, values), wide) in enumerate(zip(parts, many, strict=True)):
        places = ranges(before, wide)
        data[places] = values[entries]
        columns[places] = vectors.columns[entries] + number * width
        before += wide
    return sparse.csr_array((data, columns, starts), shape=(len(vectors), len(parts) * width))


Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Candidates:
    """By the cheap score of `search_candidates`, best first: those looked at, then spare ones."""

    best: TopLists

    whole: Mask
    """Whether the row has no other candidates."""

    def moved(self, change: RowChanges) -> Candidates:
        """The same under the numbers that articles have now."""
        whole = np.append(self.whole, False)[change.came_from]
        return Candidates(self.best.moved(change.places, change.came_from), whole)

    def lost(self, changed: Mask) -> Mask:
        """Which entries are of articles that are gone or have changed."""
        gone = ~self.best.there | np.append(changed, False)[self.best.rows]
        return np.asarray((self.best.scores > -np.inf) & gone)

    def border(self) -> NDArray[np.float64]:
        """For each row the score above which all of its candidates are known."""
        return np.where(self.whole, -np.inf, self.best.scores[:, -1])

    def filled(self, rows: Rows, found: list[CandidateList]) -> Candidates:
        """With what was found for some of the rows."""
        lists, whole = none(len(rows), self.best.width), self.whole.copy()
        for at, each in enumerate(found):
            lists.rows[at, : len(each.rows)] = each.rows
            lists.scores[at, : len(each.rows)] = each.scores
        whole[rows] = [each.whole for each in found]
        return Candidates(self.best.replaced(rows, lists), whole)


class _Incoming(NamedTuple):
    """Pairs of a row that stays and one that changed, with their new score."""

    to: NDArray[Any]
    of: NDArray[Any]
    scores: NDArray[np.float64]


def update_candidates(
    before: Candidates, index: Index, vectors: Vectors, changed: Mask, least: int
) -> tuple[Candidates, Rows]:
    """The candidates now, at least `least` where there are so many; rows that may have others.

    `vectors` are at least those of pairs of which one has `changed`.
    """
    lost = before.lost(changed)
    rows = np.flatnonzero(changed)
    found, coming = _found(before, index, vectors, rows, changed)
    touched = np.asarray(lost.any(axis=1))
    touched[coming.to] = True
    touched &= ~changed
    now, short = _merged(before, np.flatnonzero(touched), lost, coming, least)
    now = now.filled(rows, found)
    if len(short):
        again, _ = _found(now, index, index.vectors(short), short, np.ones_like(changed))
        now = now.filled(short, again)
    return now, np.flatnonzero(changed | touched)


def _found(
    before: Candidates, index: Index, vectors: Vectors, rows: Rows, changed: Mask
) -> tuple[list[CandidateList], _Incoming]:
    """The candidates of `rows`; and for rows that stay, those of `rows` above their border."""
    factors = factors_of(vectors, index.terms, index.weights)
    border = np.maximum(before.border(), 0)
    found: list[CandidateList] = []
    coming = [_Incoming(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0))]
    for some, scores, best in search_candidates(
        factors, index.frame.citations, rows, before.best.width
    ):
        found += best
        if not changed.all():
            to = scores.indices
            at = np.flatnonzero((scores.data > border[to]) & ~changed[to])
            of = some[np.searchsorted(scores.indptr, at, side="right") - 1]
            coming.append(_Incoming(to[at], of, scores.data[at]))
    return found, _Incoming(*(np.concatenate(each) for each in zip(*coming, strict=True)))


def _merged(
    before: Candidates, rows: Rows, lost: Mask, coming: _Incoming, least: int
) -> tuple[Candidates, Rows]:
    """The lists of `rows`, with what came and without what left; rows that are too short now.

    Of a list that was not whole, only what is better than its last is sure to be all there is.
    """
    old = before.best
    place = np.full(len(old), NONE)
    place[rows] = np.arange(len(rows))
    mine = old.take(rows)
    stays = mine.there & ~lost[rows] & (mine.scores > before.border()[rows, None])
    at, column = np.nonzero(stays)
    here = place[coming.to] != NONE
    owners = np.concatenate([at, place[coming.to[here]]])
    others = np.concatenate([mine.rows[at, column], coming.of[here]])
    scores = np.concatenate([mine.scores[at, column], coming.scores[here]])
    many = np.bincount(owners, minlength=len(rows))
    whole = before.whole.copy()
    whole[rows] &= many <= old.width
    lists = top_lists(owners, others, scores, len(rows), old.width)
    short = rows[(many < least) & ~whole[rows]]
    return Candidates(old.replaced(rows, lists), whole), short
