"""The list under each article: its closest others, the author's choices first, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .overrides import Choices
from .rarity import rarity_of
from .reasons import Shared, shared
from .topics import topics_of
from .why import Kind, Reason

if TYPE_CHECKING:
    from .engine import Group
    from .ranking.rank import Neighbour
    from .settings import RelatedSettings

# Measured on articles drawn from four sites and mixed (tests/bench/bench_related.py --floor): of
# pairs from different sites, which have nothing to do with each other, 98 % are less close than
# .35, .28, .19, .19, .15 where the site has 4, 12, 30, 100, 400 articles; of pairs that their
# authors linked, 5 % are less close than .33, .33, .23, .26, .23. The fewer the articles, the less
# a shared word tells. The floor lies at .36, .23, .19, .17, .16.
SMALL_SITE = 0.8
"""Added to the floor, divided by the number of articles."""

UNEXPLAINED = 1.25
"""An article for which no reason can be said must be so many times as close as the floor."""

NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of a list."""

    id: str
    score: float
    reason: Reason
    shared: Shared
    """What both are about."""


def least_score(floor: float, articles: int) -> float:
    """The closeness below which an article is not listed, on a site of so many articles."""
    return floor + SMALL_SITE / articles if floor and articles else floor


def suggest(
    groups: Iterable[Group], settings: RelatedSettings, choices: Mapping[str, Choices]
) -> dict[str, list[Suggestion]]:
    """``id -> list`` for every article; `choices` holds ids of articles of any group."""
    groups = list(groups)
    found: dict[str, list[Suggestion]] = {}
    for group in groups:
        found |= _Lists(group, settings, choices).all()
    return found


class _Lists:
    """The lists of one language."""

    def __init__(
        self, group: Group, settings: RelatedSettings, choices: Mapping[str, Choices]
    ) -> None:
        self.group = group
        self.settings = settings
        self.choices = choices
        self.floor = least_score(settings.floor, len(group.articles))
        self.rows = {article.id: row for row, article in enumerate(group.articles)}
        self.topics = topics_of(group.articles, group.lang)
        self.rarity = rarity_of(topics.keys for topics in self.topics)

    def all(self) -> dict[str, list[Suggestion]]:
        """Every article's list."""
        spare = max((len(c.never) + len(c.first) for c in self.choices.values()), default=0)
        nearest = self.group.lists(self.settings.count + spare)
        wanted = [self._wanted(row, near) for row, near in enumerate(nearest)]
        common = self._common(wanted)
        return {
            article.id: list(self._list(row, wanted[row], common))
            for row, article in enumerate(self.group.articles)
        }

    def _wanted(self, row: int, nearest: list[Neighbour]) -> dict[str, float]:
        """Ids of the articles that its list may name, in order, and how close each is."""
        chosen = self.choices.get(self.group.articles[row].id, NO_CHOICES)
        scores = {
            self.group.articles[near.row].id: near.score
            for near in nearest
            if near.score >= self.floor
        }
        ranked = [other for other in scores if other not in chosen.never | {*chosen.first}]
        wanted = [*chosen.first, *ranked][: max(self.settings.count, len(chosen.first))]
        return {other: scores.get(other, 0.0) for other in wanted}

    def _common(self, wanted: list[dict[str, float]]) -> dict[tuple[int, int], Shared]:
        """What each article shares with those that its list may name."""
        rows = [
            (row, self.rows[other])
            for row, others in enumerate(wanted)
            for other in others
            if other in self.rows
        ]
        pairs = [(self.topics[one], self.topics[other]) for one, other in rows]
        return dict(zip(rows, shared(pairs, self.rarity), strict=True))

    def _list(
        self, row: int, wanted: dict[str, float], common: dict[tuple[int, int], Shared]
    ) -> Iterator[Suggestion]:
        chosen = self.choices.get(self.group.articles[row].id, NO_CHOICES)
        for nth, (other, score) in enumerate(wanted.items()):
            made = self._suggestion(row, other, score, common)
            sure = made.reason.kind != Kind.ALIKE or made.score >= UNEXPLAINED * self.floor
            if sure or other in chosen.first:
                # Only the first is what a closing sentence may lead to.
                yield made if not nth else replace(made, shared=replace(made.shared, subject=""))

    def _suggestion(
        self, row: int, other: str, score: float, common: dict[tuple[int, int], Shared]
    ) -> Suggestion:
        if other not in self.rows:
            return Suggestion(other, score, Reason(Kind.CHOSEN), Shared())
        rows = row, self.rows[other]
        return Suggestion(other, score, self._reason(common[rows], score), common[rows])

    def _reason(self, common: Shared, score: float) -> Reason:
        if common.topics:
            return Reason(Kind.TOPICS, tuple(topic.text for topic in common.topics))
        if common.tags:
            return Reason(Kind.TAGS, common.tags)
        return Reason(Kind.ALIKE if score else Kind.CHOSEN)
