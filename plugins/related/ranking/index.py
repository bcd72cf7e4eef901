"""The articles of one language with all that their scores are computed from, built or updated.

Numbers of articles are rounded (`idf`), so an edit changes what few terms weigh; an update weighs
only articles that have such a term. The outcome is that of building the index anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .citations import evidence
from .idf import (
    TermWeights,
    Vocabulary,
    rounded_down,
    term_weights,
    updated_vocabulary,
    vocabulary_of,
)
from .scoring import Metadata, metadata_of
from .term_counts import TITLE, TRIPLE, TermCounts
from .top_lists import NONE
from .vectors import Norms, Vectors, norms_of, vectors_of
from .weights import Weights

if TYPE_CHECKING:
    from ..article import Article

LinkedRows = Sequence[Sequence[int]]
"""For each row the rows to which its author links, the best evidence there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One row an article."""

    counts: TermCounts
    columns: NDArray[np.int32]
    """The place of the key of each entry of `counts` in the vocabulary."""
    vocabulary: Vocabulary
    terms: TermWeights
    norms: Norms
    frame: Metadata
    weights: Weights

    def __len__(self) -> int:
        return len(self.counts)

    def vectors(self, rows: NDArray[Any] | None = None) -> Vectors:
        """All articles; with `rows`, each only with the terms that one of these has.

        Pairs of which one is among `rows` then have all that they share.
        """
        wanted = None
        if rows is not None and len(rows) < len(self):
            wanted = np.zeros(len(self.vocabulary.keys), bool)
            wanted[self.columns[self.counts.entries(rows)]] = True
        return vectors_of(self.counts, self.columns, self.terms, self.norms, wanted)

    def vectors_of(self, rows: NDArray[Any]) -> Vectors:
        """These articles alone, in this order, with all of their terms."""
        columns = self.columns[self.counts.entries(rows)]
        return vectors_of(self.counts.take(rows), columns, self.terms, self.norms.take(rows))


def index(
    articles: Sequence[Article], counts: TermCounts, links: LinkedRows, weights: Weights
) -> Index:
    """Weigh `articles`, of which `counts` are the words."""
    vocabulary, columns = vocabulary_of(counts)
    terms = term_weights(vocabulary.document_frequency, len(articles))
    return Index(
        counts=counts,
        columns=columns,
        vocabulary=vocabulary,
        terms=terms,
        norms=norms_of(counts, columns, terms),
        frame=metadata_of(articles, evidence(counts, columns, vocabulary, links, weights)),
        weights=weights,
    )


SELECTIVE, IDF, SHARED, RARE = 1, 2, 4, 8
"""Bits of what is different for a term that was there before: its fields of `TermWeights`."""


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What became of the rows."""

    came_from: NDArray[np.int32]
    """For each row the one that it was before, ascending; `NONE` for what is new or edited."""

    before: int
    """How many rows there were."""

    @property
    def fresh(self) -> NDArray[np.intp]:
        """Rows that are new or edited."""
        return np.flatnonzero(self.came_from == NONE)

    @property
    def stayed(self) -> NDArray[np.intp]:
        """Rows that are as they were."""
        return np.flatnonzero(self.came_from != NONE)

    @property
    def gone(self) -> NDArray[np.int32]:
        """Former rows that are no more, or edited."""
        return np.setdiff1d(np.arange(self.before, dtype=np.int32), self.came_from)

    @property
    def places(self) -> NDArray[np.int32]:
        """The new number of each former row, `NONE` for those gone."""
        places = np.full(self.before, NONE, np.int32)
        places[self.came_from[self.stayed]] = self.stayed
        return places

    def runs(self) -> Iterator[tuple[int, int]]:
        """The rows, in order, as runs of those that stood one after the other, or are all new.

        (The former number of the first or `NONE`, how many).
        """
        new, far = self.came_from == NONE, np.diff(self.came_from, prepend=NONE - 2) != 1
        begins = np.flatnonzero(np.diff(new, prepend=~new[:1]) | (far & ~new))
        sizes = np.diff(begins, append=len(new))
        yield from zip(self.came_from[begins].tolist(), sizes.tolist(), strict=True)


def update_index(
    before: Index,
    change: RowChanges,
    articles: Sequence[Article],
    counts: TermCounts,
    links: LinkedRows,
) -> tuple[Index, NDArray[np.bool_]] | None:
    """What `build_index` makes of `articles`, and which rows are not as they were.

    These are the rows whose closeness to rows that stayed may be another; closeness of two others
    is what it was. None where it may be another for all, and there is nothing to gain.
    """
    if rounded_down(len(articles)) != rounded_down(len(before)):
        return None
    fresh, stayed, gone = change.fresh, change.stayed, change.gone
    former = change.came_from[stayed]
    vocabulary, added, moved = updated_vocabulary(
        before.vocabulary,
        before.columns[before.counts.entries(gone)],
        before.counts.take(gone),
        counts.take(fresh),
    )
    columns = _columns(before, change, counts, added, moved)
    terms = term_weights(vocabulary.document_frequency, len(articles))
    frame = metadata_of(articles, evidence(counts, columns, vocabulary, links, before.weights))
    changed = np.zeros(len(counts), bool)
    changed[
        _touched(before, change, counts, columns, _different(before, vocabulary, terms, moved))
    ] = True
    changed[fresh] = True
    changed[stayed[frame.differing(before.frame, stayed, former)]] = True
    norms = before.norms.moved(change.came_from, moved)
    rows = np.flatnonzero(changed)
    norms.replace(rows, norms_of(counts.take(rows), columns[counts.entries(rows)], terms))
    found = Index(
        counts=counts,
        columns=columns,
        vocabulary=vocabulary,
        terms=terms,
        norms=norms,
        frame=frame,
        weights=before.weights,
    )
    return found, changed


def _columns(
    before: Index,
    change: RowChanges,
    counts: TermCounts,
    added: NDArray[np.int32],
    moved: NDArray[np.int32],
) -> NDArray[np.int32]:
    """The place of each key of `counts`: `added` where it is new, else `moved` there."""
    parts = [np.zeros(0, np.int32)]
    starts, row, read = before.counts.starts, 0, 0
    for first, number in change.runs():
        if first == NONE:
            width = int(counts.starts[row + number] - counts.starts[row])
            parts.append(added[read : read + width])
            read += width
        else:
            parts.append(moved[before.columns[starts[first] : starts[first + number]]])
        row += number
    return np.concatenate(parts)


def _different(
    before: Index, vocabulary: Vocabulary, terms: TermWeights, moved: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """For each term what is different, as bits; `moved` are the new places of former terms.

    A phrase that was, or is now, in one text only is in one that is edited: it is not rare for
    two others, before or after.
    """
    old, now = before.terms, terms.take(moved)
    least = np.minimum(before.vocabulary.document_frequency, vocabulary.document_frequency[moved])
    bits = SELECTIVE * (old.selective_idf != now.selective_idf).astype(np.uint8)
    bits |= IDF * ((old.idf != now.idf) | (old.rounded_frequency != now.rounded_frequency)).astype(
        np.uint8
    )
    bits |= SHARED * (old.shareable != now.shareable).astype(np.uint8)
    bits |= RARE * ((old.rare != now.rare) & (least > 1)).astype(np.uint8)
    found = np.zeros(len(terms.rounded_frequency), np.uint8)
    found[moved] = bits
    return found


def _touched(
    before: Index,
    change: RowChanges,
    counts: TermCounts,
    columns: NDArray[np.int32],
    different: NDArray[np.uint8],
) -> NDArray[np.intp]:
    """Rows with a term of which something is different that matters there."""
    bits = different[columns]
    at = np.flatnonzero(bits)
    bits, flags, text = bits[at], counts.flags[at], counts.text[at]
    rows = np.searchsorted(counts.starts, at, side="right") - 1
    plain = before.norms.only_common[change.came_from[rows]]
    matters = (bits & SELECTIVE > 0) | ((bits & IDF > 0) & plain)
    # Only the words of names and tags are in an article and do not count for those that have them.
    matters |= (bits & SHARED > 0) & ((flags & TITLE > 0) | (text == 0))
    matters &= flags & TRIPLE == 0
    matters |= bits & RARE > 0
    return np.asarray(rows[matters])
