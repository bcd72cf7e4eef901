"""The articles of one language with all that their scores are computed from, built or updated.

Numbers of articles are rounded (`idf`), so an edit changes what few terms weigh; an update weighs
only articles that have such a term. The outcome is that of building the index anew.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from .row_changes import RowChanges
from .scoring import Metadata, metadata_of
from .term_counts import IN_TITLE, TRIPLE, TermCounts
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
    metadata: Metadata
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


def build_index(
    articles: Sequence[Article], counts: TermCounts, links: LinkedRows, weights: Weights
) -> Index:
    """Index `articles`, whose term counts are `counts`."""
    vocabulary, columns = vocabulary_of(counts)
    terms = term_weights(vocabulary.document_frequency, len(articles))
    return Index(
        counts=counts,
        columns=columns,
        vocabulary=vocabulary,
        terms=terms,
        norms=norms_of(counts, columns, terms),
        metadata=metadata_of(articles, evidence(counts, columns, vocabulary, links, weights)),
        weights=weights,
    )


def update_index(
    old: Index,
    changes: RowChanges,
    articles: Sequence[Article],
    counts: TermCounts,
    links: LinkedRows,
) -> tuple[Index, NDArray[np.bool_]] | None:
    """What `build_index` makes of `articles`, and which rows are not as they were.

    These are the rows whose score with rows that stayed may be another; the score of two others is
    what it was. None where it may be another for all, and there is nothing to gain.
    """
    if rounded_down(len(articles)) != rounded_down(len(old)):
        return None
    removed, added = changes.removed, counts.take(changes.added)
    vocabulary, added_columns, new_columns = updated_vocabulary(
        old.vocabulary, old.columns[old.counts.entries(removed)], old.counts.take(removed), added
    )
    columns = _columns(old, changes, added, added_columns, new_columns)
    terms = term_weights(vocabulary.document_frequency, len(articles))
    metadata = metadata_of(articles, evidence(counts, columns, vocabulary, links, old.weights))
    differing = _differing_terms(old, vocabulary, terms, new_columns)
    changed = np.zeros(len(counts), bool)
    changed[_rows_with(differing, old, changes, counts, columns)] = True
    changed[changes.added] = True
    changed[metadata.differing(old.metadata, changes)] = True
    norms = old.norms.renumbered(changes.old_rows, new_columns)
    rows = np.flatnonzero(changed)
    norms.overwrite(rows, norms_of(counts.take(rows), columns[counts.entries(rows)], terms))
    index = Index(
        counts=counts,
        columns=columns,
        vocabulary=vocabulary,
        terms=terms,
        norms=norms,
        metadata=metadata,
        weights=old.weights,
    )
    return index, changed


def _columns(
    old: Index,
    changes: RowChanges,
    added: TermCounts,
    added_columns: NDArray[np.int32],
    new_columns: NDArray[np.int32],
) -> NDArray[np.int32]:
    """The place of each key of all articles."""
    starts = old.counts.starts
    parts = changes.interleaved(
        lambda first, end: new_columns[old.columns[starts[first] : starts[end]]],
        lambda first, end: added_columns[added.starts[first] : added.starts[end]],
    )
    return np.concatenate([np.zeros(0, np.int32), *parts])


SELECTIVE, IDF, SHARED, RARE = 1, 2, 4, 8
"""Bits of what is different for a term that was there before: its fields of `TermWeights`."""


def _differing_terms(
    old: Index, vocabulary: Vocabulary, terms: TermWeights, new_columns: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """For each term what is different, as bits.

    A phrase that was, or is now, in one text only is in one that is edited: it is not rare for
    two others, before or after.
    """
    was, now = old.terms, terms.take(new_columns)
    least = np.minimum(
        old.vocabulary.document_frequency, vocabulary.document_frequency[new_columns]
    )
    idf = (was.idf != now.idf) | (was.rounded_frequency != now.rounded_frequency)
    bits = SELECTIVE * (was.selective_idf != now.selective_idf).astype(np.uint8)
    bits |= IDF * idf.astype(np.uint8)
    bits |= SHARED * (was.shareable != now.shareable).astype(np.uint8)
    bits |= RARE * ((was.rare != now.rare) & (least > 1)).astype(np.uint8)
    found = np.zeros(len(terms.idf), np.uint8)
    found[new_columns] = bits
    return found


def _rows_with(
    differing: NDArray[np.uint8],
    old: Index,
    changes: RowChanges,
    counts: TermCounts,
    columns: NDArray[np.int32],
) -> NDArray[np.intp]:
    """Rows with a term of which something is different that matters there."""
    bits = differing[columns]
    at = np.flatnonzero(bits)
    bits, flags, text = bits[at], counts.flags[at], counts.text[at]
    rows = np.searchsorted(counts.starts, at, side="right") - 1
    only_common = old.norms.only_common[changes.old_rows[rows]]
    matters = (bits & SELECTIVE > 0) | ((bits & IDF > 0) & only_common)
    # Only the words of names and tags are in an article and do not count for those that have them.
    matters |= (bits & SHARED > 0) & ((flags & IN_TITLE > 0) | (text == 0))
    matters &= flags & TRIPLE == 0
    matters |= bits & RARE > 0
    return np.asarray(rows[matters])
