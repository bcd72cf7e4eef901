"""Articles worth a closer look: for each, those that share most with it, found by one product.

A cheap score: cosine and title mentions over terms that are not too frequent, and citations.
`pairs` then weighs all evidence for the few that are found here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .steps import TermWeights
from .vectors import SPOKEN, TEXT, TITLE_PART, Vectors, grained
from .weights import Weights

CANDIDATES = 48
"""Looked at closely for each article. 64 were no better (nDCG@10), 32 cost .0015."""

POSTINGS = 200
"""A term that more articles have is not looked up: it costs most and says least."""

BLOCK = 512
"""Rows multiplied at a time: memory grows with this times the articles, never with their square."""

DIGITS = 5


@dataclass(frozen=True, slots=True)
class Factors:
    """Two matrices (articles x features, csr, float64); a product of their rows is a score."""

    left: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Found:
    """One article's candidates, best first; equals in the order of the rows."""

    rows: NDArray[np.int32]
    scores: NDArray[np.float64]


def factors_of(vectors: Vectors, terms: TermWeights, weights: Weights) -> Factors:
    """The factors of articles, over the terms of the site and twice those of titles."""
    width = len(terms.found)
    seldom = terms.found <= POSTINGS
    kept = seldom[vectors.columns] | _rarest(vectors, terms.found)
    titled = np.zeros(width, bool)
    part = vectors.values[:, TITLE_PART]
    titled[vectors.columns[part > 0]] = True
    titled &= seldom
    spoken = (vectors.values[:, SPOKEN] > 0) & titled[vectors.columns]
    text = _matrix(vectors, vectors.values[:, TEXT], kept, width)
    speaks = _matrix(vectors, np.ones(len(vectors.columns)), spoken, width)
    title = _matrix(vectors, grained(part * weights.mention), (part > 0) & spoken, width)
    return Factors(
        sparse.hstack([text, speaks, title], format="csr"),
        sparse.hstack([text, title, speaks], format="csr"),
    )


def nearest(factors: Factors, citations: Any, count: int) -> Iterator[Found]:
    """At most `count` candidates of every article, in the order of the rows."""
    across = factors.right.T.tocsr()
    for start in range(0, factors.left.shape[0], BLOCK):
        rows = slice(start, start + BLOCK)
        scores = (factors.left[rows] @ across + citations[rows]).tocsr()
        for offset in range(scores.shape[0]):
            entries = slice(scores.indptr[offset], scores.indptr[offset + 1])
            yield best(scores.indices[entries], scores.data[entries], start + offset, count)


def best(others: Any, scores: Any, row: int, count: int) -> Found:
    """The `count` best of the other articles; `row` itself is none of them."""
    scores = np.round(scores, DIGITS)
    kept = (scores > 0) & (others != row)
    others, scores = others[kept], scores[kept]
    if len(scores) > count:
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        kept = scores >= least
        others, scores = others[kept], scores[kept]
    order = np.lexsort((others, -scores))[:count]
    return Found(others[order].astype(np.int32), scores[order])


def _rarest(vectors: Vectors, found: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Of each row without telling terms, the entry that fewest articles have."""
    kept = np.zeros(len(vectors.columns), bool)
    for row in np.flatnonzero(vectors.plain).tolist():
        entries = slice(vectors.starts[row], vectors.starts[row + 1])
        if entries.start < entries.stop:
            kept[entries.start + int(np.argmin(found[vectors.columns[entries]]))] = True
    return kept


def _matrix(vectors: Vectors, values: Any, kept: NDArray[np.bool_], width: int) -> Any:
    ends = np.concatenate([[0], np.cumsum(kept)])
    data = np.asarray(values, np.float64)[kept]
    return sparse.csr_array(
        (data, vectors.columns[kept], ends[vectors.starts]), shape=(len(vectors), width)
    )
