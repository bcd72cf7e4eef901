"""How telling each subject is on a site: the more, the fewer articles have it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .keys import Keys

COMMON = 0.2
"""A subject of a larger share of the articles is the site's own, and tells none from another."""

FEW = 6
"""On a site so small that `COMMON` would leave nothing, this many articles may have a subject."""

STEP = 1.25
"""Counts are rounded down to powers of this, so that one article more changes few weights."""


TWO = np.array([2])


@dataclass(frozen=True, slots=True)
class Rarity:
    """The weight of every subject that at least two articles have."""

    keys: Keys
    """Ascending."""
    weights: NDArray[np.float32]

    def __call__(self, keys: Keys) -> NDArray[np.float32]:
        """From 1 for a subject of two articles down; 0 for one of too many, of one, or unknown."""
        if not len(self.keys):
            return np.zeros(len(keys), np.float32)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, self.weights[places], np.float32(0))


def rarity_of(tables: Iterable[Keys]) -> Rarity:
    """Weigh the subjects of a site; each table holds those of one article, each once.

    The weight is ln(1 + articles / articles with the subject), over that of one that two have.
    """
    listed = list(tables)
    together = np.concatenate(listed) if listed else np.zeros(0, np.uint64)
    keys, found_in = np.unique(together, return_counts=True)
    kept = (found_in > 1) & (found_in <= max(COMMON * len(listed), FEW))
    articles = _rounded(len(listed))
    weights = np.log1p(articles / _steps(found_in[kept])) / np.log1p(articles / _steps(TWO)[0])
    return Rarity(keys[kept], weights.astype(np.float32))


def _steps(counts: NDArray[np.intp]) -> NDArray[np.float64]:
    # A little more than the logarithm: else 1.25 ** 3 could lie on either side of its own step.
    steps = np.floor(np.log(counts) / math.log(STEP) + 1e-9)
    return np.asarray(STEP**steps, np.float64)


def _rounded(articles: int) -> float:
    return float(_steps(np.array([max(articles, 1)]))[0])
