"""The articles of one language with all that their scores are computed from, built or updated.

Numbers of articles are rounded (`idf`), so an edit changes what few terms weigh; an update weighs
only articles that have such a term. The outcome is that of building the index anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from .citations import evidence
from .idf import (
    TermNumbers,
    TermWeights,
    Vocabulary,
    rounded_down,
    term_weights,
    updated_vocabulary,
    vocabulary_of,
)
from .row_changes import RowChanges
from .scoring import Metadata, metadata_of
from .term_counts import IN_TITLE_OR_ALIAS, TRIPLE, TermCounts
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
    term_numbers: TermNumbers
    """For each entry of `counts`, the number of its term."""
    vocabulary: Vocabulary
    terms: TermWeights
    norms: Norms
    metadata: Metadata
    weights: Weights

    def __len__(self) -> int:
        return len(self.counts)

    def vectors(self, rows: NDArray[Any] | None = None) -> Vectors:
        """Vectors of all articles. With `rows`, only terms are kept that one of these rows has.

        Pairs of which one is among `rows` then have all that they share.
        """
        wanted = None
        if rows is not None and len(rows) < len(self):
            wanted = np.zeros(len(self.vocabulary.keys), bool)
            wanted[self.term_numbers[self.counts.entries(rows)]] = True
        return vectors_of(self.counts, self.term_numbers, self.terms, self.norms, wanted)

    def vectors_of(self, rows: NDArray[Any]) -> Vectors:
        """These articles alone, in this order, with all of their terms."""
        term_numbers = self.term_numbers[self.counts.entries(rows)]
        return vectors_of(self.counts.take(rows), term_numbers, self.terms, self.norms.take(rows))


def build_index(
    articles: Sequence[Article], counts: TermCounts, links: LinkedRows, weights: Weights
) -> Index:
    """Index `articles`, whose term counts are `counts`."""
    vocabulary, term_numbers = vocabulary_of(counts)
    terms = term_weights(vocabulary.document_frequency, len(articles))
    return Index(
        counts=counts,
        term_numbers=term_numbers,
        vocabulary=vocabulary,
        terms=terms,
        norms=norms_of(counts, term_numbers, terms),
        metadata=metadata_of(articles, evidence(counts, term_numbers, vocabulary, links, weights)),
        weights=weights,
    )


def update_index(
    old: Index,
    changes: RowChanges,
    articles: Sequence[Article],
    counts: TermCounts,
    links: LinkedRows,
) -> tuple[Index, NDArray[np.bool_]] | None:
    """What `build_index` makes of `articles`, and for each row whether it is marked as changed.

    Scores between two unmarked rows are as they were. None where all scores may have changed, and
    there is nothing to gain.
    """
    if rounded_down(len(articles)) != rounded_down(len(old)):
        return None
    removed, added = old.counts.take(changes.removed), counts.take(changes.added)
    gone = old.term_numbers[old.counts.entries(changes.removed)]
    vocabulary, added_numbers, new_numbers = updated_vocabulary(
        old.vocabulary, gone, removed, added
    )
    term_numbers = _term_numbers(old, changes, added, added_numbers, new_numbers)
    terms = term_weights(vocabulary.document_frequency, len(articles))
    metadata = metadata_of(articles, evidence(counts, term_numbers, vocabulary, links, old.weights))
    differing = _differing_terms(old, vocabulary, terms, new_numbers)
    changed = np.zeros(len(counts), bool)
    changed[_rows_with(differing, old, changes, counts, term_numbers)] = True
    changed[changes.added] = True
    changed[metadata.differing(old.metadata, changes)] = True
    norms = old.norms.renumbered(changes.old_rows, new_numbers)
    rows = np.flatnonzero(changed)
    norms.overwrite(rows, norms_of(counts.take(rows), term_numbers[counts.entries(rows)], terms))
    index = Index(
        counts=counts,
        term_numbers=term_numbers,
        vocabulary=vocabulary,
        terms=terms,
        norms=norms,
        metadata=metadata,
        weights=old.weights,
    )
    return index, changed


def _term_numbers(
    old: Index,
    changes: RowChanges,
    added: TermCounts,
    added_numbers: TermNumbers,
    new_numbers: TermNumbers,
) -> TermNumbers:
    """The term number of each entry of all articles."""
    starts = old.counts.starts
    parts = changes.interleaved(
        lambda first, end: new_numbers[old.term_numbers[starts[first] : starts[end]]],
        lambda first, end: added_numbers[added.starts[first] : added.starts[end]],
    )
    return np.concatenate([np.zeros(0, np.int32), *parts])


SELECTIVE_CHANGED, IDF_CHANGED, SHAREABLE_CHANGED, RARE_CHANGED = 1, 2, 4, 8
"""Bits of what is different for a term that was there before: its fields of `TermWeights`."""


def _differing_terms(
    old: Index, vocabulary: Vocabulary, terms: TermWeights, new_numbers: TermNumbers
) -> NDArray[np.uint8]:
    """For each term what is different, as bits.

    A phrase that was, or is now, in one text only is in one that is edited: it is not rare for
    two others, before or after.
    """
    was, now = old.terms, terms.take(new_numbers)
    frequency = vocabulary.document_frequency[new_numbers]
    least = np.minimum(old.vocabulary.document_frequency, frequency)
    idf = (was.idf != now.idf) | (was.rounded_frequency != now.rounded_frequency)
    bits = SELECTIVE_CHANGED * (was.selective_idf != now.selective_idf).astype(np.uint8)
    bits |= IDF_CHANGED * idf.astype(np.uint8)
    bits |= SHAREABLE_CHANGED * (was.shareable != now.shareable).astype(np.uint8)
    bits |= RARE_CHANGED * ((was.rare != now.rare) & (least > 1)).astype(np.uint8)
    found = np.zeros(len(terms.idf), np.uint8)
    found[new_numbers] = bits
    return found


def _rows_with(
    differing: NDArray[np.uint8],
    old: Index,
    changes: RowChanges,
    counts: TermCounts,
    term_numbers: TermNumbers,
) -> NDArray[np.intp]:
    """Rows with a term whose weight changed in a way that counts there."""
    bits = differing[term_numbers]
    at = np.flatnonzero(bits)
    bits, flags, text = bits[at], counts.flags[at], counts.text[at]
    rows = np.searchsorted(counts.starts, at, side="right") - 1
    only_common = old.norms.only_common[changes.old_rows[rows]]
    matters = (bits & SELECTIVE_CHANGED > 0) | ((bits & IDF_CHANGED > 0) & only_common)
    # Example: ‘heron’ was in one text only, and an edited article uses it now. No other unmarked
    # text has it, so it matters only in a title, whose norm it enters, and in tags or aliases
    # alone (text is 0), which `document_frequency` does not count.
    matters |= (bits & SHAREABLE_CHANGED > 0) & ((flags & IN_TITLE_OR_ALIAS > 0) | (text == 0))
    matters &= flags & TRIPLE == 0
    matters |= bits & RARE_CHANGED > 0
    return np.asarray(rows[matters])
