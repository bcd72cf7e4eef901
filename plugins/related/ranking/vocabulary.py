"""The terms of a site: which there are, and how many articles have each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..keys import Keys
from .counts import TRIPLE, Counts


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, by ascending key."""

    keys: Keys
    found_in: NDArray[np.int32]
    """Articles whose text has the term; a word of tags alone is not counted."""


def vocabulary_of(counts: Counts) -> tuple[Vocabulary, NDArray[np.int32]]:
    """The terms of a site, and for each entry of `counts` the place of its term."""
    keys, columns = np.unique(counts.keys, return_inverse=True)
    return Vocabulary(keys, _found_in(columns, counts, len(keys))), columns.astype(np.int32)


def _found_in(columns: NDArray[Any], counts: Counts, number: int) -> NDArray[np.int32]:
    return np.bincount(
        columns[(counts.text > 0) | (counts.flags & TRIPLE > 0)], minlength=number
    ).astype(np.int32)
