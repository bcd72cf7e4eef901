"""What two articles have in common, found for one article and several others at a time.

Symmetric: what one has in common with the other is what the other has with the one, to the last
bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .counts import spans
from .reading import MOST_PASSAGES
from .vectors import (
    CODE,
    HEAD,
    NAME,
    RARE_PAIR,
    RARE_TRIPLE,
    SPOKEN,
    TAGS,
    TEXT,
    TITLE_PART,
    Vectors,
)

BEST = 3
"""Passages whose likeness is averaged: one alone may be a chance."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
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
class Passages:
    """How like the passages of each article of a pair are to the other, added."""

    head: Numbers
    """To what introduces it: the mean of the `BEST` cosines."""

    name: Numbers
    """To its title, names, summary and headings: the best cosine."""

    text: Numbers
    """To all of it: the best cosine."""


class Table:
    """Vectors with room to look up one row's terms in others'."""

    def __init__(self, vectors: Vectors, width: int) -> None:
        self.vectors = vectors
        self._place = np.full(width, -1, np.int32)
        """Of each term: its entry in the row that is looked at, or -1."""

    def words(self, row: int, others: NDArray[Any]) -> Words:
        """What `row` shares with each of `others` as a whole."""
        return self._common(row, others).words()

    def passages(self, row: int, others: NDArray[Any]) -> Passages:
        """How like passages of `row` and of each of `others` are to the other."""
        return self._common(row, others).passages()

    def _common(self, row: int, others: NDArray[Any]) -> _Common:
        v = self.vectors
        mine = slice(v.starts[row], v.starts[row + 1])
        self._place[v.columns[mine]] = np.arange(mine.start, mine.stop)
        widths = v.starts[others + 1] - v.starts[others]
        theirs = spans(v.starts[others], widths)
        here = self._place[v.columns[theirs]]
        self._place[v.columns[mine]] = -1
        hit = np.flatnonzero(here >= 0)
        pair = np.repeat(np.arange(len(others)), widths)[hit]
        return _Common(v, pair, here[hit], theirs[hit], len(others))


@dataclass(frozen=True, slots=True)
class _Common:
    """The terms that pairs have in common: one entry of each article for each."""

    vectors: Vectors
    pair: NDArray[np.intp]
    """Ascending."""
    here: NDArray[np.int32]
    there: NDArray[np.intp]
    number: int

    def words(self) -> Words:
        mine = self.vectors.values[self.here].astype(np.float64)
        theirs = self.vectors.values[self.there].astype(np.float64)
        products = np.empty((len(mine), len(fields(Words))))
        products[:, 0] = mine[:, TEXT] * theirs[:, TEXT]
        products[:, 1] = _both(mine, theirs, SPOKEN, TITLE_PART)
        products[:, 2] = _both(mine, theirs, TEXT, TAGS)
        products[:, 3] = mine[:, CODE] * theirs[:, CODE]
        products[:, 4:] = mine[:, [RARE_PAIR, RARE_TRIPLE]]
        sums = np.zeros((self.number, products.shape[1]))
        begins = np.flatnonzero(np.diff(self.pair, prepend=-1))
        if len(begins):
            sums[self.pair[begins]] = np.add.reduceat(products, begins, axis=0)
        text, mention, tag_words, code, pairs, triples = sums.T
        return Words(
            text=text, mention=mention, tag_words=tag_words, code=code,
            rare_pairs=pairs, rare_triples=triples,
        )  # fmt: skip

    def passages(self) -> Passages:
        heads, names, texts = (np.zeros(self.number) for _ in range(3))
        for entries, facing in ((self.here, self.there), (self.there, self.here)):
            v = self.vectors
            widths = v.use_starts[entries + 1] - v.use_starts[entries]
            places = spans(v.use_starts[entries], widths)
            cells = np.repeat(self.pair * MOST_PASSAGES, widths) + v.use_passage[places]
            uses = v.use[places].astype(np.float64)
            faces = np.repeat(v.values[facing], widths, axis=0)
            heads += _best(self._likeness(cells, uses * faces[:, HEAD]), BEST)
            names += _best(self._likeness(cells, uses * faces[:, NAME]), 1)
            texts += _best(self._likeness(cells, uses * faces[:, TEXT]), 1)
        return Passages(head=heads, name=names, text=texts)

    def _likeness(self, cells: NDArray[np.intp], products: Numbers) -> Numbers:
        """Products summed for each passage (pairs x passages)."""
        sums = np.bincount(cells, products, self.number * MOST_PASSAGES)
        return np.asarray(sums.reshape(self.number, MOST_PASSAGES), np.float64)


def _both(mine: Numbers, theirs: Numbers, one: int, other: int) -> Numbers:
    return mine[:, one] * theirs[:, other] + mine[:, other] * theirs[:, one]


def _best(sums: Numbers, count: int) -> Numbers:
    """The mean of the `count` best of each row."""
    if count == 1:
        return np.asarray(sums.max(axis=1, initial=0))
    top = np.partition(sums, -count, axis=1)[:, -count:]
    return np.asarray(top.sum(axis=1) / count)


Kind = TypeVar("Kind", Words, Passages)


def chained(parts: Sequence[Kind]) -> Kind:
    """What was found for several articles, one after the other; at least one."""
    names = [field.name for field in fields(parts[0])]
    return type(parts[0])(
        **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    )
