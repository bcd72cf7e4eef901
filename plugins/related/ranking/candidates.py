"""Which articles are worth a closer look for each: those that share most, by one sparse product.

A cheap score: cosine and title mentions over terms that are not too frequent, and citations.
`similarity` then weighs all evidence for the few that are found here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import ranges
from .idf import TermWeights
from .index import Index
from .row_changes import NO_ROW
from .sparse_rows import SparseRows, sparse_rows
from .top_lists import TopLists, top_lists
from .vectors import IN_TEXT, RAREST, TEXT, TITLE_PART, Vectors, quantized
from .weights import Weights

CANDIDATES = 40
"""Looked at closely for each article. 48 or 32 are as good (nDCG@10 within .001, on four sites and
on one of 1,975 articles made of all); 24 cost .003 and .004, with and without the words of authors'
links."""

POSTINGS = 100
"""A term that more articles have is not looked up: it costs most and says least. On the site of
1,975, 200 is as good; 50 costs .001 and .002, 25 costs .002 and .004."""

PRODUCTS, CELLS = 1 << 17, 1 << 18
"""Multiplied at a time, at most but for one row's: what is held meanwhile stays in the processor's
cache."""

DIGITS = 5


Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Candidates(TopLists):
    """By the cheap score of `search`, best first: those looked at, then spare ones."""

    complete: Mask
    """For each row whether the list holds every candidate there is."""

    def lost(self, changed: Mask) -> Mask:
        """Which entries are of articles that are gone or have changed."""
        gone = ~self.filled | np.append(changed, False)[self.rows]
        return np.asarray((self.scores > -np.inf) & gone)

    def border(self) -> NDArray[np.float64]:
        """For each row the score above which all of its candidates are known."""
        return np.where(self.complete, -np.inf, self.scores[:, -1])


class _Incoming(NamedTuple):
    """New scores of pairs, for the lists of rows that did not change."""

    owners: NDArray[Any]
    """Rows that did not change."""
    others: NDArray[Any]
    """Rows that changed."""
    scores: NDArray[np.float64]


def update_candidates(
    previous: Candidates, index: Index, vectors: Vectors, changed: Mask, least: int
) -> tuple[Candidates, Rows]:
    """The candidates now, at least `least` where there are so many; rows whose lists may differ.

    `vectors` are at least those of pairs of which one has `changed`.
    """
    lost = previous.lost(changed)
    rows = np.flatnonzero(changed)
    found, incoming = _search_for(previous, index, vectors, rows, changed)
    touched = np.asarray(lost.any(axis=1))
    touched[incoming.owners] = True
    touched &= ~changed
    now, short = _merged(previous, np.flatnonzero(touched), lost, incoming, least)
    now = now.replaced(rows, found)
    if len(short):
        again, _ = _search_for(now, index, index.vectors(short), short, np.ones_like(changed))
        now = now.replaced(short, again)
    return now, np.flatnonzero(changed | touched)


def _search_for(
    previous: Candidates, index: Index, vectors: Vectors, rows: Rows, changed: Mask
) -> tuple[Candidates, _Incoming]:
    """The candidates of `rows`; and, for unchanged rows, those of `rows` above their border.

    That is, with a score above the border of that row's list.
    """
    factors = factors_of(vectors, index.terms, index.weights)
    border = np.maximum(previous.border(), 0)
    found = [Candidates.none(0, previous.width)]
    incoming = [_Incoming(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0))]
    for some, scores, lists in search(factors, index.metadata.citations, rows, previous.width):
        found.append(lists)
        if not changed.all():
            owners = scores.columns
            at = np.flatnonzero((scores.values > border[owners]) & ~changed[owners])
            others = some[scores.owners()[at]]
            incoming.append(_Incoming(owners[at], others, scores.values[at]))
    every = _Incoming(*(np.concatenate(each) for each in zip(*incoming, strict=True)))
    return Candidates.concatenated(found), every


def _merged(
    previous: Candidates, rows: Rows, lost: Mask, incoming: _Incoming, least: int
) -> tuple[Candidates, Rows]:
    """The lists of `rows`, with what came and without what left; rows that are too short now.

    In an incomplete list only what is better than its last entry is certain.
    """
    place = np.full(len(previous), NO_ROW)
    place[rows] = np.arange(len(rows))
    mine = previous.take(rows)
    stays = mine.filled & ~lost[rows] & (mine.scores > previous.border()[rows, None])
    at, column = np.nonzero(stays)
    here = place[incoming.owners] != NO_ROW
    owners = np.concatenate([at, place[incoming.owners[here]]])
    others = np.concatenate([mine.rows[at, column], incoming.others[here]])
    scores = np.concatenate([mine.scores[at, column], incoming.scores[here]])
    many = np.bincount(owners, minlength=len(rows))
    complete = mine.complete & (many <= previous.width)
    lists = top_lists(owners, others, scores, len(rows), previous.width)
    now = previous.replaced(rows, Candidates(lists.rows, lists.scores, complete))
    return now, rows[(many < least) & ~complete]


def factors_of(
    vectors: Vectors, terms: TermWeights, weights: Weights
) -> tuple[SparseRows, SparseRows]:
    """Two matrices (articles x features, features x articles); their product are the scores.

    Features are three blocks, each of all terms of the site. Text meets text; what a text mentions
    meets the other's title; the title meets what the other mentions.
    """
    width = len(terms.rounded_frequency)
    seldom = terms.rounded_frequency[vectors.term_numbers] <= POSTINGS
    kept = seldom | (vectors.bits & RAREST > 0)
    part = vectors.values[TITLE_PART]
    in_a_title = np.zeros(width, bool)
    in_a_title[vectors.term_numbers[part > 0]] = True
    mentioned = (vectors.bits & IN_TEXT > 0) & in_a_title[vectors.term_numbers] & seldom
    of_text, of_mention = np.flatnonzero(kept), np.flatnonzero(mentioned)
    of_title = of_mention[part[of_mention] > 0]
    text = of_text, vectors.values[TEXT][of_text]
    mention = of_mention, np.ones(len(of_mention), np.float32)
    title = of_title, quantized(part[of_title] * weights.mention)
    right = _side_by_side(vectors, (text, title, mention), width)
    return _side_by_side(vectors, (text, mention, title), width), right.transposed()


def search(
    factors: tuple[SparseRows, SparseRows], citations: SparseRows, rows: Rows, count: int
) -> Iterator[tuple[Rows, SparseRows, Candidates]]:
    """The `count` candidates of each of `rows`, some rows at a time.

    Yields (rows, their scores with every article, their candidates); `citations` are those of
    `citations.evidence`, articles x articles.
    """
    for some in _blocks(factors, rows):
        scores = _scores(factors, citations, some)
        lists = Candidates.none(len(some), count)
        for at, row in enumerate(some.tolist()):
            _fill(lists, scores, at, row)
        yield some, scores, lists


def _blocks(factors: tuple[SparseRows, SparseRows], rows: Rows) -> Iterator[Rows]:
    """Rows that are multiplied together: few enough for the processor's cache."""
    left, right = factors
    entries, many = left.entries(rows)
    ends = np.cumsum(np.append(0, np.diff(right.starts)[left.columns[entries]]))[np.cumsum(many)]
    work = ends // PRODUCTS + np.arange(1, len(rows) + 1) * len(left) // CELLS
    yield from np.split(rows, np.flatnonzero(np.diff(work)) + 1) if len(rows) else ()


def _scores(
    factors: tuple[SparseRows, SparseRows], citations: SparseRows, rows: Rows
) -> SparseRows:
    """The product of the factors, and citations: some rows of it."""
    left, right = factors
    entries, many = left.entries(rows)
    places, widths = right.entries(left.columns[entries])
    first = np.repeat(np.arange(len(rows)) * right.width, many)
    cells = np.repeat(first, widths) + right.columns[places]
    products = np.repeat(left.values[entries], widths) * right.values[places]
    scores = np.bincount(cells, products, len(rows) * right.width).astype(np.float64, copy=False)
    entries, many = citations.entries(rows)
    cells = np.repeat(np.arange(len(rows)) * right.width, many) + citations.columns[entries]
    scores[cells] += citations.values[entries]
    cells = np.flatnonzero(scores)
    found = np.round(scores[cells], DIGITS)
    return sparse_rows(*np.divmod(cells, right.width), found, len(rows), right.width)


def _fill(lists: Candidates, scores: SparseRows, at: int, row: int) -> None:
    """Make a list of the best articles by a row of `scores`; `row` itself is none of them."""
    entries = slice(scores.starts[at], scores.starts[at + 1])
    others, found, count = scores.columns[entries], scores.values[entries], lists.width
    kept = (found > 0) & (others != row)
    others, found = others[kept], found[kept]
    lists.complete[at] = len(found) <= count
    if len(found) > count:
        least = np.partition(found, len(found) - count)[len(found) - count]
        kept = found >= least
        others, found = others[kept], found[kept]
    order = np.lexsort((others, -found))[:count]
    lists.rows[at, : len(order)], lists.scores[at, : len(order)] = others[order], found[order]


def _side_by_side(
    vectors: Vectors, parts: Sequence[tuple[NDArray[np.intp], NDArray[np.float32]]], width: int
) -> SparseRows:
    """Matrices (articles x terms) side by side; of each which entries, and their values."""
    bounds = [np.searchsorted(entries, vectors.starts) for entries, _ in parts]
    many = [np.diff(bound) for bound in bounds]
    starts = np.concatenate([[0], np.cumsum(np.sum(many, axis=0))])
    data, columns = np.empty(starts[-1]), np.empty(starts[-1], np.int32)
    before = starts[:-1].copy()
    for number, ((entries, values), wide) in enumerate(zip(parts, many, strict=True)):
        places = ranges(before, wide)
        data[places] = values
        columns[places] = vectors.term_numbers[entries] + number * width
        before += wide
    return SparseRows(starts, columns, data, len(parts) * width)
