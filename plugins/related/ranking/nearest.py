"""Articles worth a closer look: for each, those that share most with it, found by one product.

A cheap score: cosine and title mentions over terms that are not too frequent, and citations.
`pairs` then weighs all evidence for the few that are found here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .idf import TermWeights
from .term_counts import spans
from .vectors import RAREST, SPOKEN, TEXT, TITLE_PART, Vectors, grained
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
class Found:
    """One article's candidates, best first; equals in the order of the rows."""

    rows: NDArray[np.int32]
    scores: NDArray[np.float64]

    whole: bool
    """Whether there are no others."""


def factors_of(vectors: Vectors, terms: TermWeights, weights: Weights) -> Factors:
    """The factors of articles, over the terms of the site and twice those of titles."""
    width = len(terms.found)
    seldom = terms.found[vectors.columns] <= POSTINGS
    kept = seldom | (vectors.bits & RAREST > 0)
    part = vectors.values[TITLE_PART]
    titled = np.zeros(width, bool)
    titled[vectors.columns[part > 0]] = True
    spoken = (vectors.bits & SPOKEN > 0) & titled[vectors.columns] & seldom
    text = np.flatnonzero(kept), vectors.values[TEXT]
    speaks = np.flatnonzero(spoken), np.ones(len(part), np.float32)
    title = np.flatnonzero(spoken & (part > 0)), grained(part * weights.mention)
    right = _beside(vectors, (text, title, speaks), width)
    return Factors(_beside(vectors, (text, speaks, title), width), right.T.tocsr())


def nearest(
    factors: Factors, citations: Any, rows: NDArray[Any], count: int
) -> Iterator[tuple[NDArray[Any], Any, list[Found]]]:
    """Blocks of `rows`: (rows, their scores with every article as csr, `count` candidates of each).

    `citations` are weighed (articles x articles).
    """
    for start in range(0, len(rows), BLOCK):
        some = rows[start : start + BLOCK]
        scores = (factors.left[some] @ factors.across + citations[some]).tocsr()
        scores.data = np.round(scores.data, DIGITS)
        yield some, scores, [_best(scores, at, row, count) for at, row in enumerate(some.tolist())]


def _best(scores: Any, at: int, row: int, count: int) -> Found:
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
    return Found(others[order].astype(np.int32), found[order], whole)


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
        places = spans(before, wide)
        data[places] = values[entries]
        columns[places] = vectors.columns[entries] + number * width
        before += wide
    return sparse.csr_array((data, columns, starts), shape=(len(vectors), len(parts) * width))
