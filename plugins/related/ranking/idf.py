"""Inverse document frequency (idf): what a term weighs, by how many articles have it.

With plain idf one edit would move the weight of all its words, and with them nearly every score on
the site. So the number of articles is rounded to coarse steps: it changes seldom, and only then do
the articles that have the word have to be weighed anew.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..text.hashing import Keys
from .term_counts import TRIPLE, TermCounts


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, by ascending key."""

    keys: Keys
    document_frequency: NDArray[np.int32]
    """Articles whose text has the term; a word of tags alone is not counted."""


def vocabulary_of(counts: TermCounts) -> tuple[Vocabulary, NDArray[np.int32]]:
    """The terms of a site, and for each entry of `counts` the place of its term."""
    keys, columns = np.unique(counts.keys, return_inverse=True)
    places = columns.astype(np.int32)
    return Vocabulary(keys, _found_in(places, counts, len(keys))), places


def updated_vocabulary(
    before: Vocabulary, columns: NDArray[np.int32], gone: TermCounts, fresh: TermCounts
) -> tuple[Vocabulary, NDArray[np.int32], NDArray[np.int32]]:
    """The terms after some articles left the site and others came.

    `columns` are the places of the keys of `gone`, one after the other. Returned with those of
    the keys of `fresh`, and with the new place of each term that there was before. A term that no
    article has any more keeps its place.
    """
    new = np.unique(fresh.keys)
    at = np.searchsorted(before.keys, new)
    unknown = np.append(before.keys, np.uint64(0))[at] != new
    new, at = new[unknown], at[unknown]
    old = np.arange(len(before.keys))
    places = np.asarray(old + np.searchsorted(at, old, side="right"), np.int32)
    keys = np.insert(before.keys, at, new)
    added = np.searchsorted(keys, fresh.keys).astype(np.int32)
    document_frequency = _found_in(added, fresh, len(keys))
    document_frequency[places] += before.document_frequency - _found_in(
        columns, gone, len(before.keys)
    )
    return Vocabulary(keys, document_frequency), added, places


def _found_in(columns: NDArray[Any], counts: TermCounts, number: int) -> NDArray[np.int32]:
    return np.bincount(
        columns[(counts.text > 0) | (counts.flags & TRIPLE > 0)], minlength=number
    ).astype(np.int32)


RATIO = 2**0.5
"""One step to the next. What it costs stands in ARCHITECTURE.md, measured by `invoke bench`; with
2, nDCG@10 were .007 and .008 less (with and without the words of authors' links)."""

SEVERAL = 4
"""Terms in fewer articles weigh alike. They are most of the terms that an edit touches; telling
them apart gained nothing (nDCG@10 .690 and .612 with, .692 and .611 without)."""

COMMON = 0.4
"""A term found in a larger share of the articles tells none from another."""

FEW = 6
"""On a site so small that `COMMON` would leave nothing, a term may be in this many articles."""

RARE = 5
"""A pair of words in so many articles at most is rare: few would write it by chance."""


@dataclass(frozen=True, slots=True)
class TermWeights:
    """What each term weighs, given how many articles have it; one row a term."""

    rounded_frequency: NDArray[np.int64]
    """The rounded number of articles that have the term; 1 for all below `SEVERAL`."""

    idf: NDArray[np.float32]
    """ln((1 + articles) / (1 + articles with the term)) + 1; 0 where no text has it."""

    selective_idf: NDArray[np.float32]
    """The same, and 0 too where too many have it."""

    shareable: NDArray[np.bool_]
    """Whether it is telling and two articles at least have it."""

    rare: NDArray[np.bool_]

    def take(self, rows: NDArray[Any]) -> TermWeights:
        """Some of the terms, in another order."""
        return TermWeights(*(getattr(self, field.name)[rows] for field in fields(self)))


def rounded_down(counts: Any) -> NDArray[np.int64]:
    """Counts rounded down to the powers of `RATIO`, which are themselves rounded up to integers."""
    counts = np.asarray(counts, np.int64)
    steps = _steps(int(counts.max(initial=1)))
    return np.where(counts > 0, steps[np.searchsorted(steps, counts, side="right") - 1], 0)


def term_weights(document_frequency: NDArray[Any], articles: int) -> TermWeights:
    """Weigh terms of which each is found in so many of the articles."""
    document_frequency, number = np.asarray(document_frequency), int(rounded_down(articles))
    found = np.where(
        document_frequency < SEVERAL,
        np.minimum(document_frequency, 1),
        rounded_down(document_frequency),
    )
    idf = np.maximum(np.log((1 + number) / (1 + np.maximum(found, 1))) + 1, 0)
    plain = np.where(found > 0, idf, 0).astype(np.float32)
    few = found <= max(COMMON * number, FEW)
    two = document_frequency > 1
    selective_idf = np.where(few, plain, np.float32(0))
    return TermWeights(found, plain, selective_idf, few & two, two & (found <= RARE))


def _steps(most: int) -> NDArray[np.int64]:
    powers = RATIO ** np.arange(2 + np.log(max(most, 1)) / np.log(RATIO))
    # Less a little: else the powers of two would lie on either side of themselves.
    return np.unique(np.ceil(powers - 1e-9).astype(np.int64))
