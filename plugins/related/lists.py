"""The list under each article: its closest others, the author's choices first, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .insight import Why
from .kin import Kin
from .overrides import Choices
from .ranking.rank import KEPT
from .rarity import rarity_of
from .reasons import NOTHING, Shared, shared
from .twins import twins_of
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
NO_KIN = Kin()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of a list."""

    id: str
    score: float
    reason: Reason
    shared: Shared
    """What both are about."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What was decided for every article, by id."""

    made: dict[str, list[Suggestion]] = field(default_factory=dict)
    passed_over: dict[str, dict[str, Why]] = field(default_factory=dict)
    """Ids of articles that were close enough, and why they are not listed all the same."""


def least_score(floor: float, articles: int) -> float:
    """The closeness below which an article is not listed, on a site of so many articles."""
    return floor + SMALL_SITE / articles if floor and articles else floor


def suggest(
    groups: Iterable[Group], settings: RelatedSettings, choices: Mapping[str, Choices]
) -> dict[str, list[Suggestion]]:
    """``id -> list`` for every article; `choices` holds ids of articles of any group."""
    return lists_of(groups, settings, choices, {}).made


def lists_of(
    groups: Iterable[Group],
    settings: RelatedSettings,
    choices: Mapping[str, Choices],
    kin: Mapping[str, Kin],
) -> Lists:
    """The same with what ties articles to others, and with what was passed over."""
    found = Lists()
    for group in groups:
        _Lists(group, settings, choices, kin).add_to(found)
    return found


class _Lists:
    """The lists of one language."""

    def __init__(
        self,
        group: Group,
        settings: RelatedSettings,
        choices: Mapping[str, Choices],
        kin: Mapping[str, Kin],
    ) -> None:
        self.group = group
        self.settings = settings
        self.choices = choices
        self.kin = kin
        self.floor = least_score(settings.floor, len(group.articles))
        self.rows = {article.id: row for row, article in enumerate(group.articles)}
        self.topics = group.topics
        self.rarity = rarity_of(topics.keys for topics in self.topics)

    def add_to(self, lists: Lists) -> None:
        """Add every article's list."""
        spare = max((len(c.never) + len(c.first) for c in self.choices.values()), default=0)
        nearest = self.group.lists(max(KEPT, self.settings.count + spare))
        self.twins = twins_of(nearest)
        wanted = [self._wanted(row, near, lists) for row, near in enumerate(nearest)]
        common = self._common(wanted)
        for row, article in enumerate(self.group.articles):
            listed = list(self._list(row, wanted[row], common))
            lists.made[article.id] = [*listed, *self._more(article.id, listed)]

    def _wanted(self, row: int, nearest: list[Neighbour], lists: Lists) -> dict[str, float]:
        """Ids of the articles that its list may name, in order, and how close each is."""
        name = self.group.articles[row].id
        chosen, kin = self.choices.get(name, NO_CHOICES), self.kin.get(name, NO_KIN)
        scores = {
            self.group.articles[near.row].id: near.score
            for near in nearest
            if near.score >= self.floor
        }
        most = max(self.settings.count, len(chosen.first))
        # What most readers of a part want next is the next part: it goes before what is ranked.
        leading = [*chosen.first, *({kin.following} - {"", *chosen.never, *chosen.first})]
        wanted = {other: scores.get(other, 0.0) for other in leading[:most]}
        rows = {self.rows[other] for other in wanted if other in self.rows}
        for other, score in scores.items():
            if len(wanted) >= most:
                break
            if other in wanted or other in chosen.never:
                continue
            if other != kin.before and not rows.isdisjoint(self.twins.get(self.rows[other], ())):
                lists.passed_over.setdefault(name, {})[other] = Why.TWIN
                continue
            wanted[other] = score
            rows.add(self.rows[other])
        return wanted

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
        name = self.group.articles[row].id
        chosen = self.choices.get(name, NO_CHOICES)
        for nth, (other, score) in enumerate(wanted.items()):
            both = common.get((row, self.rows.get(other, -1)), NOTHING)
            reason = self._reason(self.kin.get(name, NO_KIN), other, both, score)
            sure = reason.kind != Kind.ALIKE or score >= UNEXPLAINED * self.floor
            if sure or other in chosen.first:
                # Only the first is what a closing sentence may lead to.
                yield Suggestion(other, score, reason, replace(both, subject="") if nth else both)

    def _more(self, name: str, listed: list[Suggestion]) -> list[Suggestion]:
        """What fills a list that has room: the part before, then translations."""
        kin, never = self.kin.get(name, NO_KIN), self.choices.get(name, NO_CHOICES).never
        passed = {"", *never, *(made.id for made in listed)}
        more = [other for other in (kin.before, *kin.translations) if other not in passed]
        room = max(self.settings.count - len(listed), 0)
        return [Suggestion(other, 0.0, kin.reasons[other], NOTHING) for other in more[:room]]

    def _reason(self, kin: Kin, other: str, both: Shared, score: float) -> Reason:
        if other in kin.reasons:
            return kin.reasons[other]
        if both.topics:
            return Reason(Kind.TOPICS, tuple(topic.text for topic in both.topics))
        if both.tags:
            return Reason(Kind.TAGS, both.tags)
        if other in kin.linked:
            return Reason(Kind.NAMED)
        return Reason(Kind.ALIKE if score else Kind.CHOSEN)
