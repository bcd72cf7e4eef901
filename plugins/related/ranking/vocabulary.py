"""The terms of a site: which there are, and how many articles have each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..text.hashing import Keys
from .term_counts import TRIPLE, Counts


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, by ascending key."""

    keys: Keys
    found_in: NDArray[np.int32]
    """Articles whose text has the term; a word of tags alone is not counted."""


def vocabulary_of(counts: Counts) -> tuple[Vocabulary, NDArray[np.int32]]:
    """The terms of a site, and for each entry of `counts` the place of its term."""
    keys, columns = np.unique(counts.keys, return_inverse=True)
    places = columns.astype(np.int32)
    return Vocabulary(keys, _found_in(places, counts, len(keys))), places


def extended(
    before: Vocabulary, columns: NDArray[np.int32], gone: Counts, fresh: Counts
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
    found_in = _found_in(added, fresh, len(keys))
    found_in[places] += before.found_in - _found_in(columns, gone, len(before.keys))
    return Vocabulary(keys, found_in), added, places


def _found_in(columns: NDArray[Any], counts: Counts, number: int) -> NDArray[np.int32]:
    return np.bincount(
        columns[(counts.text > 0) | (counts.flags & TRIPLE > 0)], minlength=number
    ).astype(np.int32)
