"""What a score is made of, for a few pairs: the terms of `rank`'s formula, in plain words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .rank import DATES, DAYS, MENTION

if TYPE_CHECKING:
    from .engine import Group
    from .rank import Neighbour

Parts = tuple[tuple[str, float], ...]

LEAST = 1e-9


def parts_of(group: Group, row: int, near: Sequence[Neighbour]) -> dict[str, Parts]:
    """``id -> parts`` of the article in `row` with each of `near`.

    (words + titles) x tags x dates is the score; shared words and titles count from 0, the other
    two are factors from 1.
    """
    if not near:
        return {}
    rows = [neighbour.row for neighbour in near]
    matrix, titles = group.index.matrix, group.index.titles
    own, others = matrix[[row]], matrix[rows]
    words = (own @ others.T).toarray()[0]
    named = (own.sign() @ titles[rows].T + titles[[row]] @ others.sign().T).toarray()[0]
    found = zip(near, words, MENTION * np.asarray(named), strict=True)
    return {
        group.articles[n.row].id: _parts(n.score, float(w), float(t), _closeness(group, row, n.row))
        for n, w, t in found
    }


def _parts(score: float, words: float, titles: float, dates: float) -> Parts:
    tags = score / max((words + titles) * dates, LEAST)
    return (("words", words), ("titles", titles), ("× tags", tags), ("× dates", dates))


def _closeness(group: Group, one: int, other: int) -> float:
    first, second = group.articles[one].date, group.articles[other].date
    if first is None or second is None:
        return 1.0
    return 1 + DATES * math.exp(-abs((first - second).days) / DAYS)
