"""Which lists have to be made anew after an edit; the others are kept from the last build.

Nothing here decides what is in a list: with what is kept or without, the lists are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..keyphrases.explanation import Explanation
from ..keyphrases.rarity import Rarity, holders, rarity_of
from .suggestions import ArticleList, AuthorInput

if TYPE_CHECKING:
    from ..engine import RankedLanguage

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ListLimits:
    """What the owner set, and what follows from the number of articles."""

    count: int
    ranked: int
    """Neighbours that were found for each article; where they are more, others may be closest."""
    floor: float
    unexplained: float
    """The floor of an article for which no reason can be said."""

    @property
    def lengths(self) -> tuple[int, int]:
        """Where one of these changes, every list may."""
        return self.count, self.ranked


@dataclass(frozen=True, slots=True)
class CachedLists:
    """What a build leaves to the next one, of one language."""

    limits: ListLimits
    author_input: AuthorInput
    rarity: Rarity
    near_duplicates: Mapping[str, AbstractSet[str]]
    lists: Mapping[str, ArticleList]


@dataclass(frozen=True, slots=True)
class ListUpdate:
    """What is different from the last build."""

    rebuild: Mask
    """Rows whose lists have to be made."""

    rarity: Rarity
    near_duplicates: Mapping[str, AbstractSet[str]]
    lists: Mapping[str, ArticleList]
    """The last build's."""

    is_added: Mask
    """Rows that are new or edited."""

    reweighted: Mask
    """Rows with a keyphrase that weighs something else now."""

    ids: tuple[str, ...]

    def explanation(self, row: int, other: int, name: str) -> Explanation | None:
        """What two articles share, if that is known; `name` is the other's id."""
        is_added = self.is_added[row] or self.is_added[other]
        if is_added or (self.reweighted[row] and self.reweighted[other]):
            return None
        return self.lists[self.ids[row]].explanations.get(name)


def plan_update(
    language: RankedLanguage,
    previous: CachedLists | None,
    limits: ListLimits,
    author_input: AuthorInput,
    near_duplicates: Mapping[int, AbstractSet[int]],
) -> ListUpdate:
    """What is different; all of it where nothing is known, or limits changed for every list."""
    ids, rows = tuple(language.rows), language.rows
    similar = {ids[row]: {ids[other] for other in found} for row, found in near_duplicates.items()}
    update = language.update
    keyphrases = language.state.keyphrases
    tables = np.split(keyphrases.keys, keyphrases.starts[1:-1]) if len(keyphrases) else []
    if previous is None or update is None or previous.limits.lengths != limits.lengths:
        every = np.ones(len(ids), bool)
        return ListUpdate(every, rarity_of(tables), similar, {}, every, every, ids)
    added = [tables[row] for row in np.flatnonzero(update.is_added)]
    rarity = previous.rarity.updated(update.removed_keyphrases, added)
    reweighted = holders(tables, rarity.differing(previous.rarity))
    rebuild = update.rescored | update.is_added | _crossed(language, previous.limits, limits)
    was_similar = previous.near_duplicates
    names = {*similar, *was_similar} & rows.keys()
    differing = [rows[name] for name in names if similar.get(name) != was_similar.get(name)]
    rebuild |= _neighbours_of(language, differing)
    for name in {*author_input, *previous.author_input} & rows.keys():
        rebuild[rows[name]] |= author_input.of(name) != previous.author_input.of(name)
    for row in np.flatnonzero(reweighted & ~rebuild).tolist():
        others = previous.lists[ids[row]].explanations
        rebuild[row] = any(reweighted[rows[other]] for other in others)
    return ListUpdate(rebuild, rarity, similar, previous.lists, update.is_added, reweighted, ids)


def _crossed(language: RankedLanguage, old: ListLimits, new: ListLimits) -> Mask:
    """Rows with a neighbour that one floor lets in and the other does not."""
    scores = language.state.neighbours.closest.scores
    crossed = (scores >= old.floor) != (scores >= new.floor)
    crossed |= (scores >= old.unexplained) != (scores >= new.unexplained)
    return np.asarray(crossed.any(axis=1))


def _neighbours_of(language: RankedLanguage, rows: list[int]) -> Mask:
    """Rows that have one of these among their neighbours."""
    closest = language.state.neighbours.closest
    return np.asarray(np.isin(closest.rows, rows).any(axis=1))
