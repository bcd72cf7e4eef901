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
from .idf import TermWeights, Vocabulary, extended, stepped, term_weights, vocabulary_of
from .scoring import Frame, frame_of
from .term_counts import TITLE, TRIPLE, Counts
from .top_lists import NONE
from .vectors import Lengths, Vectors, lengths_of, vectors_of
from .weights import Weights

if TYPE_CHECKING:
    from ..article import Article

Links = Sequence[Sequence[int]]
"""For each row the rows to which its author links, the best evidence there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One row an article."""

    counts: Counts
    columns: NDArray[np.int32]
    """The place of the key of each entry of `counts` in the vocabulary."""
    vocabulary: Vocabulary
    terms: TermWeights
    lengths: Lengths
    frame: Frame
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
        return vectors_of(self.counts, self.columns, self.terms, self.lengths, wanted)

    def vectors_of(self, rows: NDArray[Any]) -> Vectors:
        """These articles alone, in this order, with all of their terms."""
        columns = self.columns[self.counts.entries(rows)]
        return vectors_of(self.counts.take(rows), columns, self.terms, self.lengths.take(rows))


def weighed(articles: Sequence[Article], counts: Counts, links: Links, weights: Weights) -> Weighed:
    """Weigh `articles`, of which `counts` are the words."""
    vocabulary, columns = vocabulary_of(counts)
    terms = term_weights(vocabulary.found_in, len(articles))
    return Weighed(
        counts=counts,
        columns=columns,
        vocabulary=vocabulary,
        terms=terms,
        lengths=lengths_of(counts, columns, terms),
        frame=frame_of(articles, evidence(counts, columns, vocabulary, links, weights)),
        weights=weights,
    )


TELLING, PLAIN, SHARED, RARE = 1, 2, 4, 8
"""Bits of what is different for a term that was there before: its fields of `TermWeights`."""


@dataclass(frozen=True, slots=True)
class Change:
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


def reweighed(
    before: Weighed, change: Change, articles: Sequence[Article], counts: Counts, links: Links
) -> tuple[Weighed, NDArray[np.bool_]] | None:
    """What `weighed` makes of `articles`, and which rows are not as they were.

    These are the rows whose closeness to rows that stayed may be another; closeness of two others
    is what it was. None where it may be another for all, and there is nothing to gain.
    """
    if stepped(len(articles)) != stepped(len(before)):
        return None
    fresh, stayed, gone = change.fresh, change.stayed, change.gone
    former = change.came_from[stayed]
    vocabulary, added, moved = extended(
        before.vocabulary,
        before.columns[before.counts.entries(gone)],
        before.counts.take(gone),
        counts.take(fresh),
    )
    columns = _columns(before, change, counts, added, moved)
    terms = term_weights(vocabulary.found_in, len(articles))
    frame = frame_of(articles, evidence(counts, columns, vocabulary, links, before.weights))
    changed = np.zeros(len(counts), bool)
    changed[
        _touched(before, change, counts, columns, _different(before, vocabulary, terms, moved))
    ] = True
    changed[fresh] = True
    changed[stayed[frame.differing(before.frame, stayed, former)]] = True
    lengths = before.lengths.moved(change.came_from, moved)
    rows = np.flatnonzero(changed)
    lengths.replace(rows, lengths_of(counts.take(rows), columns[counts.entries(rows)], terms))
    found = Weighed(
        counts=counts,
        columns=columns,
        vocabulary=vocabulary,
        terms=terms,
        lengths=lengths,
        frame=frame,
        weights=before.weights,
    )
    return found, changed


def _columns(
    before: Weighed,
    change: Change,
    counts: Counts,
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
    before: Weighed, vocabulary: Vocabulary, terms: TermWeights, moved: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """For each term what is different, as bits; `moved` are the new places of former terms.

    A phrase that was, or is now, in one text only is in one that is edited: it is not rare for
    two others, before or after.
    """
    old, now = before.terms, terms.take(moved)
    least = np.minimum(before.vocabulary.found_in, vocabulary.found_in[moved])
    bits = TELLING * (old.telling != now.telling).astype(np.uint8)
    bits |= PLAIN * ((old.plain != now.plain) | (old.found != now.found)).astype(np.uint8)
    bits |= SHARED * (old.shared != now.shared).astype(np.uint8)
    bits |= RARE * ((old.rare != now.rare) & (least > 1)).astype(np.uint8)
    found = np.zeros(len(terms.found), np.uint8)
    found[moved] = bits
    return found


def _touched(
    before: Weighed,
    change: Change,
    counts: Counts,
    columns: NDArray[np.int32],
    different: NDArray[np.uint8],
) -> NDArray[np.intp]:
    """Rows with a term of which something is different that matters there."""
    bits = different[columns]
    at = np.flatnonzero(bits)
    bits, flags, text = bits[at], counts.flags[at], counts.text[at]
    rows = np.searchsorted(counts.starts, at, side="right") - 1
    plain = before.lengths.plain[change.came_from[rows]]
    matters = (bits & TELLING > 0) | ((bits & PLAIN > 0) & plain)
    # Only the words of names and tags are in an article and do not count for those that have them.
    matters |= (bits & SHARED > 0) & ((flags & TITLE > 0) | (text == 0))
    matters &= flags & TRIPLE == 0
    matters |= bits & RARE > 0
    return np.asarray(rows[matters])
