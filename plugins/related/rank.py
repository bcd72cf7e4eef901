"""Which articles are closest to each article, and how close."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .article import Article
    from .index import Index

# Tuned on the visible half of four sites; the table stands in tests/bench/bench_related.py.
MENTION = 0.07
TAGS = 0.15
DATES = 0.4
DAYS = 365

BLOCK = 256
"""Rows scored at a time: memory grows with BLOCK x articles, never with articles squared."""

DIGITS = 5
"""Scores are compared to so many places: below lie only the rounding errors of single floats."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article by its row, and how close it is."""

    row: int

    score: float
    """(cosine + mention) x tags x dates: from 0, nothing shared, to 1.9, the same article twice."""


def neighbours(articles: Sequence[Article], index: Index, count: int) -> list[list[Neighbour]]:
    """For each article, at most `count` others that share something with it, closest first.

    Equals stand in the order of `articles`.
    """
    return [_closest(row, scores, count) for row, scores in enumerate(_scores(articles, index))]


def _scores(articles: Sequence[Article], index: Index) -> Iterator[NDArray[np.float32]]:
    """The score of every other article, row by row; an article's score with itself is 0."""
    matrix, titles = index.matrix, index.titles
    tags = _tag_matrix(articles)
    days = np.array([a.date.toordinal() if a.date else math.nan for a in articles])
    across, titles_across, tags_across = matrix.T.tocsr(), titles.T.tocsr(), tags.T.tocsr()
    holds = sparse.csr_array(
        (np.ones_like(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape
    )
    holds_across = holds.T.tocsr()
    for start in range(0, len(articles), BLOCK):
        rows = slice(start, start + BLOCK)
        scores = _dense(matrix[rows] @ across)
        scores += MENTION * _dense(holds[rows] @ titles_across)
        scores += MENTION * _dense(titles[rows] @ holds_across)
        scores *= 1 + TAGS * _dense(tags[rows] @ tags_across)
        apart = np.abs(days[rows, None] - days[None, :])
        scores *= 1 + DATES * np.nan_to_num(np.exp(-apart / DAYS)).astype(np.float32)
        for offset, row in enumerate(scores):
            row[start + offset] = 0
            yield row


def _closest(row: int, scores: NDArray[np.float32], count: int) -> list[Neighbour]:
    rounded = np.round(scores.astype(np.float64), DIGITS)
    count = min(count, len(rounded))
    least = np.partition(rounded, -count)[-count] if count else math.inf
    least = max(least, 10.0**-DIGITS)
    candidates = np.flatnonzero(rounded >= least)
    order = candidates[np.argsort(-rounded[candidates], kind="stable")][:count]
    return [Neighbour(int(other), float(rounded[other])) for other in order if other != row]


def _tag_matrix(articles: Sequence[Article]) -> Any:
    """Articles x tags, unit rows, a tag weighing the more the fewer articles have it."""
    tagged = [sorted({tag.casefold() for tag in article.tags}) for article in articles]
    found_in = Counter(tag for tags in tagged for tag in tags)
    column = {tag: number for number, tag in enumerate(sorted(found_in))}
    idf = {tag: math.log((1 + len(articles)) / (1 + n)) + 1 for tag, n in found_in.items()}
    lengths = [math.hypot(*(idf[tag] for tag in tags)) for tags in tagged]
    values = [
        idf[tag] / length for tags, length in zip(tagged, lengths, strict=True) for tag in tags
    ]
    columns = [column[tag] for tags in tagged for tag in tags]
    starts = np.cumsum([0, *map(len, tagged)])
    shape = (len(articles), len(column))
    return sparse.csr_array((np.array(values, np.float32), columns, starts), shape=shape)


def _dense(product: Any) -> NDArray[np.float32]:
    return np.asarray(product.toarray(), np.float32)
