"""Which articles are worth a closer look for each, kept up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .change import Change
from .index import Weighed
from .nearest import Found, factors_of, nearest
from .top_lists import NONE, Best, best_of, none
from .vectors import Vectors

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Candidates:
    """By the cheap score of `nearest`, best first: those looked at, then spare ones."""

    best: Best

    whole: Mask
    """Whether the row has no other candidates."""

    def moved(self, change: Change) -> Candidates:
        """The same under the numbers that articles have now."""
        whole = np.append(self.whole, False)[change.came_from]
        return Candidates(self.best.moved(change.places, change.came_from), whole)

    def lost(self, changed: Mask) -> Mask:
        """Which entries are of articles that are gone or have changed."""
        gone = ~self.best.there | np.append(changed, False)[self.best.rows]
        return np.asarray((self.best.scores > -np.inf) & gone)

    def border(self) -> NDArray[np.float64]:
        """For each row the score above which all of its candidates are known."""
        return np.where(self.whole, -np.inf, self.best.scores[:, -1])

    def filled(self, rows: Rows, found: list[Found]) -> Candidates:
        """With what was found for some of the rows."""
        lists, whole = none(len(rows), self.best.width), self.whole.copy()
        for at, each in enumerate(found):
            lists.rows[at, : len(each.rows)] = each.rows
            lists.scores[at, : len(each.rows)] = each.scores
        whole[rows] = [each.whole for each in found]
        return Candidates(self.best.replaced(rows, lists), whole)


class _Coming(NamedTuple):
    """Pairs of a row that stays and one that changed, with their new score."""

    to: NDArray[Any]
    of: NDArray[Any]
    scores: NDArray[np.float64]


def searched(
    before: Candidates, weighed: Weighed, vectors: Vectors, changed: Mask, least: int
) -> tuple[Candidates, Rows]:
    """The candidates now, at least `least` where there are so many; rows that may have others.

    `vectors` are at least those of pairs of which one has `changed`.
    """
    lost = before.lost(changed)
    rows = np.flatnonzero(changed)
    found, coming = _found(before, weighed, vectors, rows, changed)
    touched = np.asarray(lost.any(axis=1))
    touched[coming.to] = True
    touched &= ~changed
    now, short = _merged(before, np.flatnonzero(touched), lost, coming, least)
    now = now.filled(rows, found)
    if len(short):
        again, _ = _found(now, weighed, weighed.vectors(short), short, np.ones_like(changed))
        now = now.filled(short, again)
    return now, np.flatnonzero(changed | touched)


def _found(
    before: Candidates, weighed: Weighed, vectors: Vectors, rows: Rows, changed: Mask
) -> tuple[list[Found], _Coming]:
    """The candidates of `rows`; and for rows that stay, those of `rows` above their border."""
    factors = factors_of(vectors, weighed.terms, weighed.weights)
    border = np.maximum(before.border(), 0)
    found: list[Found] = []
    coming = [_Coming(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0))]
    for some, scores, best in nearest(factors, weighed.frame.citations, rows, before.best.width):
        found += best
        if not changed.all():
            to = scores.indices
            at = np.flatnonzero((scores.data > border[to]) & ~changed[to])
            of = some[np.searchsorted(scores.indptr, at, side="right") - 1]
            coming.append(_Coming(to[at], of, scores.data[at]))
    return found, _Coming(*(np.concatenate(each) for each in zip(*coming, strict=True)))


def _merged(
    before: Candidates, rows: Rows, lost: Mask, coming: _Coming, least: int
) -> tuple[Candidates, Rows]:
    """The lists of `rows`, with what came and without what left; rows that are too short now.

    Of a list that was not whole, only what is better than its last is sure to be all there is.
    """
    old = before.best
    place = np.full(len(old), NONE)
    place[rows] = np.arange(len(rows))
    mine = old.take(rows)
    stays = mine.there & ~lost[rows] & (mine.scores > before.border()[rows, None])
    at, column = np.nonzero(stays)
    here = place[coming.to] != NONE
    owners = np.concatenate([at, place[coming.to[here]]])
    others = np.concatenate([mine.rows[at, column], coming.of[here]])
    scores = np.concatenate([mine.scores[at, column], coming.scores[here]])
    many = np.bincount(owners, minlength=len(rows))
    whole = before.whole.copy()
    whole[rows] &= many <= old.width
    lists = best_of(owners, others, scores, len(rows), old.width)
    short = rows[(many < least) & ~whole[rows]]
    return Candidates(old.replaced(rows, lists), whole), short
