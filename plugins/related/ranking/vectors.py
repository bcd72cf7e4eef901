"""Articles as weighted terms, ready to be multiplied.

All values are multiples of `QUANTUM`, so that sums of their products are exact in double precision:
the order in which they are added, and so the order of files, the number of workers and the way by
which a score is reached, leave no trace.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import ArrayTable, ranges
from .idf import TermNumbers, TermWeights
from .term_counts import (
    IN_TAGS,
    IN_TITLE_OR_ALIAS,
    MOST_PASSAGES,
    PAIR,
    QUARTERS,
    TRIPLE,
    TermCounts,
)

QUANTUM = 2.0**-20
LOG_OF_QUARTERS = np.log1p(np.arange(1 << 16) / QUARTERS).astype(np.float32)
LOG_OF_USES = np.log1p(np.arange(256)).astype(np.float32)
LOG_OF_ONE = LOG_OF_USES[1]
"""ln(1 + uses) by `TermCounts.text`, by whole uses, and of one use."""

TEXT, HEAD, NAME, CODE, TAGS, TITLE_PART = range(6)
CHANNELS = 6
"""What is known of a term in an article.

Its part in the whole text, in what introduces it (`HEAD`), in title, names, summary and headings
(`NAME`), in the code and in the words of the tags, each a vector of length 1 (terms that no other
article has counted). Its part in the title's squared weights, which sum to 1.
"""

IN_TEXT, RARE_PAIR, RARE_TRIPLE, IN_TITLE_TAGS_OR_CODE, RAREST = 1, 2, 4, 8, 16
"""Bits of what else is known: it is in the text, not in the tags alone; it is two words, or three,
that few articles have in a row; it is in the code, in the tags or in the title; it is the rarest of
an article without selective terms."""

ROWS = 500
ENTRIES = 1 << 17
"""Worked on at a time: what is held meanwhile stays small, and near the processor."""

TITLE_LEAST = 160.0
"""A title of less weight, such as ‘Constants’, is never wholly mentioned: its words are in many
texts that mean something else by them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms(ArrayTable):
    """L2 norms by which the values of each row are divided: of all its terms, shared or not."""

    channels: NDArray[np.float64]
    """Rows x `CHANNELS`; 1 where there is nothing."""

    passages: NDArray[np.float64]
    """Rows x `MOST_PASSAGES`; 1 where there is nothing."""

    only_common: NDArray[np.bool_]
    """For each row, whether it has no selective term, so that all of its terms count."""

    rarest: NDArray[np.int32]
    """For each row that has no selective term, the number of its rarest term, the first of equals;
    -1 for others."""

    def renumbered(self, old_rows: NDArray[Any], new_numbers: TermNumbers) -> Norms:
        """Those of some old rows; `new_numbers` are those that old terms have now."""
        found = self.take(old_rows)
        known = found.rarest >= 0
        found.rarest[known] = new_numbers[found.rarest[known]]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Rows of articles; of their entries only those that another article could share."""

    starts: NDArray[np.int64]
    term_numbers: TermNumbers
    """Which term of the site; ascending in each row."""

    values: NDArray[np.float32]
    """`CHANNELS` x entries."""

    bits: NDArray[np.uint8]
    """For each entry, `IN_TEXT` to `RAREST`."""

    use_starts: NDArray[np.int32]
    """For each entry, where its uses in passages begin; then their number."""

    use_passage: NDArray[np.uint8]
    use: NDArray[np.float32]
    """The entry's weight in that passage, which is of length 1."""

    def __len__(self) -> int:
        return len(self.starts) - 1


def norms_of(counts: TermCounts, term_numbers: TermNumbers, terms: TermWeights) -> Norms:
    """Measure `counts`; `term_numbers` are the places of its keys in `terms`."""
    parts = []
    for first in range(0, max(len(counts), 1), ROWS):
        some = counts.rows(first, min(first + ROWS, len(counts)))
        entries = slice(counts.starts[first], counts.starts[first] + len(some.keys))
        parts.append(_norms(some, term_numbers[entries], terms))
    return Norms.concatenated(parts)


def _norms(counts: TermCounts, term_numbers: TermNumbers, terms: TermWeights) -> Norms:
    number, rows = len(counts), _rows(counts)
    selective_idf = np.where(counts.text > 0, terms.selective_idf[term_numbers], np.float32(0))
    only_common = np.bincount(rows, selective_idf, number) == 0
    weight = _weights(term_numbers, rows, only_common, terms)
    norms = np.empty((number, CHANNELS))
    for channel in range(CHANNELS):
        squares = _counted(counts, channel, slice(None), term_numbers, terms) * weight
        squares = np.square(squares, dtype=np.float64)
        sums = np.bincount(rows, squares, number)
        title = channel == TITLE_PART
        norms[:, channel] = np.maximum(sums, TITLE_LEAST) if title else np.sqrt(sums)
    norms[norms == 0] = 1
    return Norms(
        channels=norms,
        passages=_passage_lengths(counts, weight),
        only_common=only_common,
        rarest=_rarest(counts, term_numbers, terms, only_common),
    )


def _rarest(
    counts: TermCounts,
    term_numbers: TermNumbers,
    terms: TermWeights,
    only_common: NDArray[np.bool_],
) -> NDArray[np.int32]:
    found = np.full(len(counts), -1, np.int32)
    for row in np.flatnonzero(only_common).tolist():
        entries = slice(counts.starts[row], counts.starts[row + 1])
        mine = term_numbers[entries][counts.text[entries] > 0]
        if len(mine):
            found[row] = mine[np.argmin(terms.rounded_frequency[mine])]
    return found


def vectors_of(
    counts: TermCounts,
    term_numbers: TermNumbers,
    terms: TermWeights,
    norms: Norms,
    wanted: NDArray[np.bool_] | None = None,
) -> Vectors:
    """Weigh `counts`. With `wanted` (one flag a term) only entries of those terms are kept."""
    at = _kept(counts, term_numbers, terms, norms.only_common, wanted)
    rows, term_numbers = _rows(counts)[at], term_numbers[at]
    many = counts.uses[at]
    use_starts = np.zeros(len(at) + 1, np.int32)
    np.cumsum(many, out=use_starts[1:])
    found = Vectors(
        starts=np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(counts)))]),
        term_numbers=term_numbers,
        values=np.empty((CHANNELS, len(at)), np.float32),
        bits=np.empty(len(at), np.uint8),
        use_starts=use_starts,
        use_passage=np.empty(use_starts[-1], np.uint8),
        use=np.empty(use_starts[-1], np.float32),
    )
    filling = _Filling(found, counts, counts.use_begins(), terms, norms)
    for begin in range(0, len(at), ENTRIES):
        part = slice(begin, begin + ENTRIES)
        filling.fill(part, at[part], rows[part])
    return found


@dataclass(frozen=True, slots=True)
class _Filling:
    """Vectors that are made entry by entry."""

    vectors: Vectors
    counts: TermCounts
    use_begins: NDArray[np.int32]
    """`counts.use_begins`."""
    terms: TermWeights
    norms: Norms

    def fill(self, part: slice, at: NDArray[np.int32], rows: NDArray[np.int32]) -> None:
        """Make some entries, which are `at` these places of the counts, in these rows."""
        v, counts, norms = self.vectors, self.counts, self.norms
        term_numbers, values = v.term_numbers[part], v.values[:, part]
        weight = _weights(term_numbers, rows, norms.only_common, self.terms)
        for channel in range(CHANNELS):
            counted = _counted(counts, channel, at, term_numbers, self.terms) * weight
            if channel == TITLE_PART:
                counted = np.square(counted)
            values[channel] = quantized(counted / norms.channels[rows, channel])
        flags, spoken = counts.flags[at], counts.text[at] > 0
        placed = (values[CODE] > 0) | (values[TAGS] > 0) | (values[TITLE_PART] > 0)
        v.bits[part] = (
            IN_TEXT * spoken
            | RARE_PAIR * (self.terms.rare[term_numbers] & spoken & (flags & PAIR > 0))
            | RARE_TRIPLE * (flags & TRIPLE > 0)
            | IN_TITLE_TAGS_OR_CODE * placed
            | RAREST * (term_numbers == norms.rarest[rows])
        )
        self._fill_uses(int(v.use_starts[part.start]), at, rows, weight)

    def _fill_uses(
        self, first: int, at: NDArray[np.int32], rows: NDArray[np.int32], weight: Any
    ) -> None:
        counts = self.counts
        many = counts.uses[at].astype(np.int64)
        mine = ranges(self.use_begins[at], many)
        passages = counts.use_passage[mine]
        value = LOG_OF_USES[counts.use_count[mine]] * np.repeat(weight, many)
        length = self.norms.passages[np.repeat(rows, many), passages]
        self.vectors.use_passage[first : first + len(mine)] = passages
        self.vectors.use[first : first + len(mine)] = quantized(value / length)


def _kept(
    counts: TermCounts,
    term_numbers: TermNumbers,
    terms: TermWeights,
    only_common: NDArray[np.bool_],
    wanted: NDArray[np.bool_] | None,
) -> NDArray[np.int32]:
    """The entries that another article could share."""
    every = np.arange(len(term_numbers), dtype=np.int32)
    at = every if wanted is None else every[wanted[term_numbers]]
    term_numbers = term_numbers[at]
    triple = counts.flags[at] & TRIPLE > 0
    kept = np.where(triple, terms.rare[term_numbers], terms.shareable[term_numbers])
    if only_common.any():
        kept |= only_common[_rows(counts)[at]] & (terms.idf[term_numbers] > 0) & ~triple
    return at[kept]


def quantized(values: Any) -> NDArray[np.float32]:
    """Values from 0 to 1 as multiples of `QUANTUM`."""
    return np.asarray(np.rint(np.asarray(values, np.float64) / QUANTUM) * QUANTUM, np.float32)


def _rows(counts: TermCounts) -> NDArray[np.int32]:
    return np.repeat(np.arange(len(counts), dtype=np.int32), np.diff(counts.starts))


def _weights(
    term_numbers: TermNumbers,
    rows: NDArray[np.int32],
    only_common: NDArray[np.bool_],
    terms: TermWeights,
) -> NDArray[np.float32]:
    selective_idf = terms.selective_idf[term_numbers]
    if not only_common.any():
        return selective_idf
    return np.where(only_common[rows], terms.idf[term_numbers], selective_idf)


def _counted(
    counts: TermCounts, channel: int, at: Any, term_numbers: TermNumbers, terms: TermWeights
) -> NDArray[np.float32]:
    """What is counted of entries in a channel, before it is weighed."""
    if channel == TEXT:
        return np.asarray(LOG_OF_QUARTERS[counts.text[at]], np.float32)
    if channel == TAGS:
        return np.asarray(LOG_OF_ONE * (counts.flags[at] & IN_TAGS > 0), np.float32)
    if channel == TITLE_PART:
        titled = (counts.flags[at] & IN_TITLE_OR_ALIAS > 0) & terms.shareable[term_numbers]
        return np.asarray(titled, np.float32)
    column = {HEAD: counts.head, NAME: counts.name, CODE: counts.code}[channel]
    return np.asarray(LOG_OF_USES[column[at]], np.float32)


def _passage_lengths(counts: TermCounts, weight: NDArray[np.float32]) -> NDArray[np.float64]:
    owner = np.repeat(np.arange(len(counts)), np.diff(counts.use_starts))
    squares = LOG_OF_USES[counts.use_count] * np.repeat(weight, counts.uses)
    squares = np.square(squares, dtype=np.float64)
    passage = owner * MOST_PASSAGES + counts.use_passage
    norms = np.sqrt(np.bincount(passage, squares, len(counts) * MOST_PASSAGES))
    return np.where(norms > 0, norms, 1.0).reshape(len(counts), MOST_PASSAGES)
