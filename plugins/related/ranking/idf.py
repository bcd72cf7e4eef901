"""Counts of articles rounded to coarse steps, and the weight of a term that follows from them.

With plain inverse document frequency one edit would move the weight of all its words, and with
them nearly every score on the site. A rounded count changes seldom, and only then do the articles
that have the word have to be weighed anew.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

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

    found: NDArray[np.int64]
    """The rounded number of articles that have the term; 1 for all below `SEVERAL`."""

    plain: NDArray[np.float32]
    """ln((1 + articles) / (1 + articles with the term)) + 1; 0 where no text has it."""

    telling: NDArray[np.float32]
    """The same, and 0 too where too many have it."""

    shared: NDArray[np.bool_]
    """Whether it is telling and two articles at least have it."""

    rare: NDArray[np.bool_]

    def take(self, rows: NDArray[Any]) -> TermWeights:
        """Some of the terms, in another order."""
        return TermWeights(*(getattr(self, field.name)[rows] for field in fields(self)))


def stepped(counts: Any) -> NDArray[np.int64]:
    """Counts rounded down to the powers of `RATIO`, which are themselves rounded up to integers."""
    counts = np.asarray(counts, np.int64)
    steps = _steps(int(counts.max(initial=1)))
    return np.where(counts > 0, steps[np.searchsorted(steps, counts, side="right") - 1], 0)


def term_weights(found_in: NDArray[Any], articles: int) -> TermWeights:
    """Weigh terms of which each is found in so many of the articles."""
    found_in, number = np.asarray(found_in), int(stepped(articles))
    found = np.where(found_in < SEVERAL, np.minimum(found_in, 1), stepped(found_in))
    idf = np.maximum(np.log((1 + number) / (1 + np.maximum(found, 1))) + 1, 0)
    plain = np.where(found > 0, idf, 0).astype(np.float32)
    few = found <= max(COMMON * number, FEW)
    two = found_in > 1
    telling = np.where(few, plain, np.float32(0))
    return TermWeights(found, plain, telling, few & two, two & (found <= RARE))


def _steps(most: int) -> NDArray[np.int64]:
    powers = RATIO ** np.arange(2 + np.log(max(most, 1)) / np.log(RATIO))
    # Less a little: else the powers of two would lie on either side of themselves.
    return np.unique(np.ceil(powers - 1e-9).astype(np.int64))
