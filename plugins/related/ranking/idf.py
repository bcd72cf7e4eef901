"""Inverse document frequency (idf): what a term weighs, by how many articles have it.

With plain idf one edit would move the weight of all its words, and with them nearly every score on
the site. So the number of articles is rounded to coarse steps: it changes seldom, and only then do
the articles that have the word have to be weighed anew.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import ArrayTable, distinct
from ..text.hashing import Keys
from .term_counts import TRIPLE, TermCounts

TermNumbers = NDArray[np.int32]
"""Places of terms in the vocabulary; mostly one for each entry of some `TermCounts`."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, by ascending key."""

    keys: Keys
    document_frequency: NDArray[np.int32]
    """Articles whose text has the term; a word of tags alone is not counted."""


def vocabulary_of(counts: TermCounts) -> tuple[Vocabulary, TermNumbers]:
    """The terms of a site, and for each entry of `counts` the place of its term."""
    # As `unique` with the inverse. The keys of each article are sorted, which a stable sort sees.
    order = np.argsort(counts.keys, kind="stable")
    ordered = counts.keys[order]
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    keys, term_numbers = ordered[is_first], np.empty(len(ordered), np.int32)
    term_numbers[order] = np.cumsum(is_first) - 1
    return Vocabulary(keys, _document_frequency(term_numbers, counts, len(keys))), term_numbers


def updated_vocabulary(
    old: Vocabulary, removed_numbers: TermNumbers, removed: TermCounts, added: TermCounts
) -> tuple[Vocabulary, TermNumbers, TermNumbers]:
    """The terms after some articles left the site and others came.

    Returned with the places of the keys of `added`, one after the other, and with the new place of
    each old term. `removed_numbers` are the old places of the keys of `removed`. A term that no
    article has any more keeps its place.
    """
    keys = distinct(added.keys)
    at = np.searchsorted(old.keys, keys)
    unknown = np.append(old.keys, np.uint64(0))[at] != keys
    keys, at = keys[unknown], at[unknown]
    numbers = np.arange(len(old.keys))
    new_numbers = np.asarray(numbers + np.searchsorted(at, numbers, side="right"), np.int32)
    keys = np.insert(old.keys, at, keys)
    added_numbers = np.searchsorted(keys, added.keys).astype(np.int32)
    frequency = _document_frequency(added_numbers, added, len(keys))
    gone = _document_frequency(removed_numbers, removed, len(old.keys))
    frequency[new_numbers] += old.document_frequency - gone
    return Vocabulary(keys, frequency), added_numbers, new_numbers


def _document_frequency(
    term_numbers: TermNumbers, counts: TermCounts, number: int
) -> NDArray[np.int32]:
    in_text = (counts.text > 0) | (counts.flags & TRIPLE > 0)
    return np.bincount(term_numbers[in_text], minlength=number).astype(np.int32)


RATIO = 2**0.5
"""Ratio of one rounding step to the one before. docs/related-articles.md tells what it costs; with
2, nDCG@10 were .007 and .008 less (with and without the words of authors' links)."""

SEVERAL = 4
"""Terms in fewer articles weigh alike. They are most of the terms that an edit touches; telling
them apart gained nothing (nDCG@10 .690 and .612 with, .692 and .611 without)."""

COMMON = 0.4
"""A term found in a larger share of the articles tells none from another."""

FEW = 6
"""On a site so small that `COMMON` would leave nothing, a term may be in this many articles."""

RARE_AT_MOST = 5
"""A pair of words in so many articles at most is rare: few would write it by chance."""


@dataclass(frozen=True, slots=True)
class TermWeights(ArrayTable):
    """What each term weighs, given how many articles have it; one row a term."""

    rounded_frequency: NDArray[np.int64]
    """The rounded number of articles that have the term; 1 for all below `SEVERAL`."""

    idf: NDArray[np.float32]
    """ln((1 + articles) / (1 + articles with the term)) + 1; 0 where no text has it."""

    selective_idf: NDArray[np.float32]
    """The same, and 0 too where too many articles have the term: only a selective term counts."""

    shareable: NDArray[np.bool_]
    """Whether it is selective, and two articles at least have it."""

    rare: NDArray[np.bool_]
    """Whether at least two and at most `RARE_AT_MOST` articles have it."""


def rounded_down(counts: Any) -> NDArray[np.int64]:
    """Counts rounded down to the powers of `RATIO`, which are themselves rounded up to integers."""
    counts = np.asarray(counts, np.int64)
    steps = _steps(int(counts.max(initial=1)))
    return np.where(counts > 0, steps[np.searchsorted(steps, counts, side="right") - 1], 0)


def term_weights(document_frequency: NDArray[Any], articles: int) -> TermWeights:
    """Weigh terms of which each is found in so many of the articles."""
    number = int(rounded_down(articles))
    several = document_frequency >= SEVERAL
    rounded = np.where(several, rounded_down(document_frequency), document_frequency > 0)
    idf = np.maximum(np.log((1 + number) / (1 + np.maximum(rounded, 1))) + 1, 0)
    idf = np.where(rounded > 0, idf, 0).astype(np.float32)
    not_common = rounded <= max(COMMON * number, FEW)
    in_two_or_more = document_frequency > 1
    selective_idf = np.where(not_common, idf, np.float32(0))
    rare = in_two_or_more & (rounded <= RARE_AT_MOST)
    return TermWeights(rounded, idf, selective_idf, not_common & in_two_or_more, rare)


def _steps(most: int) -> NDArray[np.int64]:
    powers = RATIO ** np.arange(2 + np.log(max(most, 1)) / np.log(RATIO))
    # Less a little: else the powers of two would lie on either side of themselves.
    return distinct(np.ceil(powers - 1e-9).astype(np.int64))
