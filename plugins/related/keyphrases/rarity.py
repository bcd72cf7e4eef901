"""How much each keyphrase tells on a site: the more, the fewer articles have it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import distinct, lookup
from ..text.hashing import Keys, among

COMMON = 0.2
"""A keyphrase of a larger share of the articles is the site's own, and tells none from another."""

FEW = 6
"""On a site so small that `COMMON` would leave nothing, this many articles may have a keyphrase."""

STEP = 1.25
"""Counts are rounded down to powers of this, so that one article more changes few weights."""

TWO = np.array([2])

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rarity:
    """The weights of the keyphrases of a site."""

    articles: int
    keys: Keys
    """Of all keyphrases, ascending."""
    document_frequency: NDArray[np.intp]
    """How many articles have each."""
    weights: Weights
    """From 1 for a keyphrase of two articles down; 0 for one of too many, or of one."""

    def __call__(self, keys: Keys) -> Weights:
        """The weights of some keyphrases; 0 for one that is unknown."""
        places, known = lookup(self.keys, keys)
        weights = np.zeros(len(keys), np.float32)
        weights[known] = self.weights[places[known]]
        return weights

    def updated(self, removed: Iterable[Keys], added: Iterable[Keys]) -> Rarity:
        """The weights after some articles left the site and others came."""
        left, came = list(removed), list(added)
        more = rarity_of(came)
        new = more.keys[~among(more.keys, self.keys)]
        at = np.searchsorted(self.keys, new)
        keys = np.insert(self.keys, at, new)
        document_frequency = np.insert(self.document_frequency, at, 0)
        for tables, step in ((left, -1), (came, 1)):
            np.add.at(document_frequency, np.searchsorted(keys, _all_keys(tables)), step)
        there = document_frequency > 0
        articles = self.articles - len(left) + len(came)
        return _rarity(articles, keys[there], document_frequency[there])

    def differing(self, before: Rarity) -> Keys:
        """The keyphrases that weigh something else here than there, ascending."""
        mine, theirs = self.keys, before.keys
        if np.array_equal(mine, theirs):
            return np.asarray(mine[self.weights != before.weights])
        moved = mine[self.weights != before(mine)]
        removed = theirs[(before.weights != 0) & ~among(theirs, mine)]
        return distinct(np.concatenate((moved, removed)))


def rarity_of(tables: Iterable[Keys]) -> Rarity:
    """Weigh the keyphrases of a site; each table holds those of one article, each once.

    The weight is ln(1 + articles / articles with the keyphrase), over that of one that two have.
    """
    listed = list(tables)
    return _rarity(len(listed), *np.unique(_all_keys(listed), return_counts=True))


def _rarity(articles: int, keys: Keys, document_frequency: NDArray[np.intp]) -> Rarity:
    kept = (document_frequency > 1) & (document_frequency <= max(COMMON * articles, FEW))
    number = float(_steps(np.array([max(articles, 1)]))[0])
    weights = np.zeros(len(keys), np.float32)
    most = np.log1p(number / _steps(TWO)[0])
    weights[kept] = np.log1p(number / _steps(document_frequency[kept])) / most
    return Rarity(articles, keys, document_frequency, weights)


def holders(tables: Sequence[Keys], keys: Keys) -> NDArray[np.bool_]:
    """Which of the tables have one of `keys`, which ascend."""
    found = np.zeros(len(tables), bool)
    owners = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
    found[owners[among(_all_keys(tables), keys)]] = True
    return found


def _all_keys(tables: Sequence[Keys]) -> Keys:
    return np.concatenate([np.zeros(0, np.uint64), *tables])


def _steps(counts: NDArray[np.intp]) -> NDArray[np.float64]:
    # A little more than the logarithm: else 1.25 ** 3 could lie on either side of its own step.
    steps = np.floor(np.log(counts) / math.log(STEP) + 1e-9)
    return np.asarray(STEP**steps, np.float64)
