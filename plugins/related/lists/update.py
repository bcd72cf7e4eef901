"""Which lists have to be made anew after an edit, and what is known of the others.

Nothing here decides what is in a list: with what is kept of the last run or without, the lists are
the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..keyphrases.explain import Explanation
from ..keyphrases.rarity import Rarity, holders, rarity_of
from ..report.model import Exclusion
from ..wording.reasons import Reason
from .overrides import Choices
from .relations import Relations

if TYPE_CHECKING:
    from ..engine import RankedLanguage

NO_CHOICES = Choices()
NO_KIN = Relations()

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Suggestion:
    """One line of a list."""

    id: str
    score: float
    reason: Reason
    shared: Explanation
    """What both are about."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner set, and what follows from the number of articles."""

    count: int
    floor: float
    unexplained: float
    """The floor of an article for which no reason can be said."""


@dataclass(frozen=True, slots=True)
class AuthorInput:
    """What authors wrote about lists and series, by id; for many articles there is nothing."""

    choices: Mapping[str, Choices]
    kin: Mapping[str, Relations]

    def of(self, name: str) -> tuple[Choices, Relations]:
        """For one article."""
        return self.choices.get(name, NO_CHOICES), self.kin.get(name, NO_KIN)

    def __iter__(self) -> Iterator[str]:
        """The ids of articles for which there is something."""
        return iter({*self.choices, *self.kin})


@dataclass(frozen=True)
class ArticleList:
    """What became of one article's list."""

    listed: tuple[Suggestion, ...]
    passed_over: Mapping[str, Exclusion]
    common: Mapping[str, Explanation]
    """What it shares with each article that the list may name, also if it does not."""


@dataclass(frozen=True, slots=True)
class CachedLists:
    """What a run leaves to the next one, of one language."""

    limits: Limits
    given: AuthorInput
    rarity: Rarity
    near_duplicates: Mapping[str, AbstractSet[str]]
    made: Mapping[str, ArticleList]


@dataclass(frozen=True, slots=True)
class ListUpdate:
    """What is different from the last run."""

    again: Mask
    """Rows whose lists have to be made."""

    rarity: Rarity
    near_duplicates: Mapping[str, AbstractSet[str]]
    made: Mapping[str, ArticleList]
    """The last run's."""

    fresh: Mask
    """Rows that are new or edited."""

    moved: Mask
    """Rows with a subject that weighs something else now."""

    ids: tuple[str, ...]

    def common(self, row: int, other: int, name: str) -> Explanation | None:
        """What two articles share, if that is known; `name` is the other's id."""
        if self.fresh[row] or self.fresh[other] or (self.moved[row] and self.moved[other]):
            return None
        return self.made[self.ids[row]].common.get(name)


def plan_list_update(
    group: RankedLanguage,
    before: CachedLists | None,
    limits: Limits,
    given: AuthorInput,
    near_duplicates: Mapping[int, AbstractSet[int]],
) -> ListUpdate:
    """What is different; all of it where nothing is known, or limits changed for every list."""
    ids = tuple(article.id for article in group.articles)
    named = {ids[row]: {ids[other] for other in others} for row, others in near_duplicates.items()}
    since, number = group.since, len(ids)
    tables = [topics.keys for topics in group.topics]
    if before is None or since is None or before.limits.count != limits.count:
        every = np.ones(number, bool)
        return ListUpdate(every, rarity_of(tables), named, {}, every, every, ids)
    fresh = [tables[row] for row in np.flatnonzero(since.fresh)]
    rarity = before.rarity.changed(since.gone, fresh)
    moved = holders(tables, rarity.differing(before.rarity))
    again = since.altered | since.fresh | _crossed(group, before.limits, limits)
    others = {
        name
        for name in {*named, *before.near_duplicates}
        if named.get(name) != before.near_duplicates.get(name)
    }
    again |= _beside(group, [group.rows[name] for name in others if name in group.rows])
    for name in {*given, *before.given} & group.rows.keys():
        again[group.rows[name]] |= given.of(name) != before.given.of(name)
    for row in np.flatnonzero(moved & ~again).tolist():
        listed = before.made[ids[row]].common
        again[row] = any(moved[group.rows[other]] for other in listed)
    return ListUpdate(again, rarity, named, before.made, since.fresh, moved, ids)


def _crossed(group: RankedLanguage, old: Limits, new: Limits) -> Mask:
    """Rows with a neighbour that one floor lets in and the other does not."""
    scores = group.ranking.near.closest.best.scores
    crossed = (scores >= old.floor) != (scores >= new.floor)
    crossed |= (scores >= old.unexplained) != (scores >= new.unexplained)
    return np.asarray(crossed.any(axis=1))


def _beside(group: RankedLanguage, rows: list[int]) -> Mask:
    """Rows that have one of these among their neighbours."""
    if not rows:
        return np.zeros(len(group.articles), bool)
    return np.asarray(np.isin(group.ranking.near.closest.best.rows, rows).any(axis=1))
