"""The articles closest to each: what is worth a look, looked at in two rounds.

An update is the same work for fewer rows: what was found before is kept where nothing that it was
computed from has changed, and a first run is an update of nothing. All scores are exact and the
same from both sides, so that what is kept and what is computed anew agree to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .candidates import Candidates, searched
from .change import Change
from .compared import Comparison, Scored
from .index import Weighed
from .nearest import CANDIDATES
from .top_lists import none

KEPT = 20
"""Neighbours of an article, and those of its candidates whose passages are read."""

SPARE = 24
"""Further candidates that are remembered, so that a list that loses one knows the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What was found; one row an article."""

    candidates: Candidates

    words: Scored
    """The first of the candidates, in their order; closeness without passages."""

    closest: Scored
    """The neighbours, closest first."""

    def moved(self, change: Change) -> Near:
        """The same under the numbers that articles have now."""
        return Near(
            candidates=self.candidates.moved(change),
            words=self.words.moved(change),
            closest=self.closest.moved(change),
        )


def near_of(weighed: Weighed, count: int = 0) -> Near:
    """For each article `KEPT` others that share something with it, or `count` if that is more."""
    number, kept = len(weighed), max(count, KEPT)
    looked = max(CANDIDATES, 2 * kept)
    nothing = Near(
        candidates=Candidates(none(number, looked + SPARE), np.zeros(number, bool)),
        words=Scored(none(number, looked), np.zeros((number, looked))),
        closest=Scored(none(number, kept), np.zeros((number, kept))),
    )
    return updated(nothing, weighed, np.ones(number, bool))[0]


def updated(
    before: Near, weighed: Weighed, changed: NDArray[np.bool_]
) -> tuple[Near, NDArray[np.bool_]]:
    """What is near now that some rows have changed; and rows for which something else may be.

    `before` has been `moved`.
    """
    if not changed.any() and not before.candidates.lost(changed).any():
        return before, changed
    vectors = weighed.vectors(np.flatnonzero(changed))
    looked, kept = before.words.best.width, before.closest.best.width
    candidates, rows = searched(before.candidates, weighed, vectors, changed, looked)
    comparison = Comparison(weighed, vectors, changed)
    asked = candidates.best.rows[rows, :looked]
    words = comparison.scored(rows, asked, before.words, passages=False)
    some = words.best.rows[np.arange(len(rows))[:, None], words.best.order(kept)]
    closest = comparison.scored(rows, some, before.closest, passages=True)
    altered = np.zeros_like(changed)
    altered[rows] = True
    now = replace(
        before,
        candidates=candidates,
        words=before.words.replaced(rows, words),
        closest=before.closest.replaced(rows, closest.at(closest.best.order(kept))),
    )
    return now, altered
