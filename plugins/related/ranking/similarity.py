"""How similar two articles are, computed for one article and several others at a time.

Symmetric: what one has in common with the other is what the other has with the one, to the last
bit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass, names_of
from ..array_table import ArrayTable, ranges
from .term_counts import MOST_PASSAGES
from .vectors import (
    CODE,
    HEAD,
    IN_TEXT,
    IN_TITLE_TAGS_OR_CODE,
    NAME,
    RARE_PAIR,
    RARE_TRIPLE,
    TAGS,
    TEXT,
    TITLE_PART,
    Vectors,
)

BEST = 3
"""Passages whose likeness is averaged: one alone may be a chance."""

PAIRS = 512
"""Pairs compared at once, or as many as the last row has more: a call to numpy costs the same for
few as for many."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSimilarity(ArrayTable):
    """What the whole texts of pairs share; one number a pair."""

    text: Numbers
    """Cosine."""

    mention: Numbers
    """How much of the title of each stands in the other's text, added."""

    tag_words: Numbers
    """The text of each beside the other's tags, read as words, added."""

    code: Numbers
    """Cosine."""

    rare_pairs: Numbers
    """How many pairs of words they share that few articles have."""

    rare_triples: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSimilarity(ArrayTable):
    """How similar the passages of each article are to the other, added; one number a pair."""

    head: Numbers
    """To what introduces it: the mean of the `BEST` cosines."""

    name: Numbers
    """To its title, names, summary and headings: the best cosine."""

    text: Numbers
    """To all of it: the best cosine."""


class SimilarityTable:
    """Vectors with room to look up one row's terms in others'."""

    def __init__(self, vectors: Vectors, width: int) -> None:
        """`width` is the number of terms on the site."""
        self.vectors = vectors
        self._place = np.full(width, -1, np.int32)
        """Of each term: its entry in the row that is looked at, or -1."""

    def texts(self, rows: NDArray[Any], others: NDArray[Any]) -> TextSimilarity:
        """What the pairs (row, other) share; fastest if pairs of the same row stand together."""
        return _joined(TextSimilarity, [c.texts() for c in self._shared_terms(rows, others)])

    def passages(
        self, rows: NDArray[Any], others: NDArray[Any]
    ) -> tuple[TextSimilarity, PassageSimilarity]:
        """The same, and how like passages of each are to the other."""
        found = [(c.texts(), c.passages()) for c in self._shared_terms(rows, others)]
        texts, passages = zip(*found, strict=True) if found else ((), ())
        return _joined(TextSimilarity, texts), _joined(PassageSimilarity, passages)

    def _shared_terms(self, rows: NDArray[Any], others: NDArray[Any]) -> Iterator[_SharedTerms]:
        begins = np.flatnonzero(np.diff(rows, prepend=-1)).tolist()
        first, found = 0, []
        for begin, end in pairwise([*begins, len(rows)]):
            found.append(self._shared_with(int(rows[begin]), others[begin:end], begin - first))
            if end - first >= PAIRS or end == len(rows):
                pair, here, there = map(np.concatenate, zip(*found, strict=True))
                yield _SharedTerms(self.vectors, pair, here, there, end - first)
                first, found = end, []

    def _shared_with(
        self, row: int, others: NDArray[Any], first: int
    ) -> tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.intp]]:
        """Columns of `_SharedTerms` for the pairs of one row, numbered from `first` on."""
        v = self.vectors
        mine = slice(v.starts[row], v.starts[row + 1])
        self._place[v.term_numbers[mine]] = np.arange(mine.start, mine.stop)
        begins, ends = v.starts[others], v.starts[others + 1]
        # One after the other, without the arrays of `ranges`, which would take as long again.
        slices = map(slice, begins.tolist(), ends.tolist())
        here = self._place[np.concatenate([v.term_numbers[each] for each in slices])]
        self._place[v.term_numbers[mine]] = -1
        hit = np.flatnonzero(here >= 0)
        after = np.cumsum(ends - begins)
        many = np.diff(np.searchsorted(hit, after), prepend=0)
        there = hit + np.repeat(ends - after, many)
        return np.repeat(np.arange(first, first + len(others)), many), here[hit], there


@dataclass(frozen=True, slots=True)
class _SharedTerms:
    """The terms that pairs have in common: one entry of each article for each."""

    vectors: Vectors
    pair: NDArray[np.intp]
    """Ascending."""
    here: NDArray[np.int32]
    there: NDArray[np.intp]
    number: int

    def texts(self) -> TextSimilarity:
        values, bits = self.vectors.values, self.vectors.bits
        here, there, pair = self.here, self.there, self.pair
        text = self._summed(pair, _product(values[TEXT][here], values[TEXT][there]))
        mine, theirs = bits[here], bits[there]
        # Few terms are more than words of the text: the rest is looked up for these alone.
        at = np.flatnonzero((mine | theirs) & IN_TITLE_TAGS_OR_CODE)
        one, other = values[:, here[at]], values[:, there[at]]
        spoken = (mine[at] & IN_TEXT).astype(bool), (theirs[at] & IN_TEXT).astype(bool)
        mention = spoken[0] * other[TITLE_PART].astype(np.float64) + spoken[1] * one[TITLE_PART]
        tags = _product(one[TEXT], other[TAGS]) + _product(one[TAGS], other[TEXT])
        return TextSimilarity(
            text=text,
            mention=self._summed(pair[at], mention),
            tag_words=self._summed(pair[at], tags),
            code=self._summed(pair[at], _product(one[CODE], other[CODE])),
            rare_pairs=self._counted(pair[(mine & theirs & RARE_PAIR) > 0]),
            rare_triples=self._counted(pair[(mine & theirs & RARE_TRIPLE) > 0]),
        )

    def passages(self) -> PassageSimilarity:
        v, sums = self.vectors, np.zeros((3, self.number))
        for entries, facing in ((self.here, self.there), (self.there, self.here)):
            for row, (channel, count) in enumerate(((HEAD, BEST), (NAME, 1), (TEXT, 1))):
                faces = v.values[channel][facing]
                at = np.flatnonzero(faces)
                found = self._passage_sums(self.pair[at], entries[at], faces[at])
                sums[row] += _best(found, count)
        return PassageSimilarity(head=sums[0], name=sums[1], text=sums[2])

    def _summed(self, pair: NDArray[np.intp], products: Numbers) -> Numbers:
        return np.asarray(np.bincount(pair, products, self.number), np.float64)

    def _counted(self, pair: NDArray[np.intp]) -> Numbers:
        return np.bincount(pair, minlength=self.number).astype(np.float64)

    def _passage_sums(
        self, pair: NDArray[np.intp], entries: NDArray[Any], faces: NDArray[np.float32]
    ) -> Numbers:
        """Each passage's use of the entries by what faces them, summed (pairs x passages)."""
        v = self.vectors
        begins = v.use_starts[entries]
        widths = v.use_starts[entries + 1] - begins
        places = ranges(begins, widths)
        cells = np.repeat(pair * MOST_PASSAGES, widths) + v.use_passage[places]
        products = _product(v.use[places], np.repeat(faces, widths))
        sums = np.bincount(cells, products, self.number * MOST_PASSAGES)
        return np.asarray(sums.reshape(self.number, MOST_PASSAGES), np.float64)


def _product(one: NDArray[np.float32], other: NDArray[np.float32]) -> Numbers:
    """Products of quantized values, exact to the last bit."""
    return np.multiply(one, other, dtype=np.float64)


def _best(sums: Numbers, count: int) -> Numbers:
    """The mean of the `count` best of each row."""
    if count == 1:
        return np.asarray(sums.max(axis=1, initial=0))
    top = np.partition(sums, -count, axis=1)[:, -count:]
    return np.asarray(top.sum(axis=1) / count)


Table = TypeVar("Table", bound=ArrayTable)


def _joined(kind: type[Table], parts: Sequence[Table]) -> Table:
    """What was found for several articles, one after the other; there may be none."""
    none = kind(**dict.fromkeys(names_of(kind), np.zeros(0)))
    return kind.concatenated([none, *parts])
