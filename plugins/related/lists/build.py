"""The list under each article: its closest others, the author's choices first, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ..keyphrases.explain import NOTHING, Explanation, explain_pairs
from ..ranking.neighbours import KEPT
from ..report.model import Exclusion
from ..wording.reasons import Kind, Reason
from .near_duplicates import near_duplicates_of
from .update import ArticleList, AuthorInput, CachedLists, Limits, Suggestion, plan_list_update

if TYPE_CHECKING:
    from ..engine import RankedLanguage
    from ..settings import RelatedSettings
    from .overrides import Choices
    from .relations import Relations

__all__ = [
    "AuthorInput",
    "CachedLists",
    "Lists",
    "Suggestion",
    "build_lists",
    "least_score",
    "suggest",
]

# Measured on articles drawn from four sites and mixed (tests/bench/bench_related.py --floor): of
# pairs from different sites, which have nothing to do with each other, 98 % are less close than
# .35, .28, .19, .19, .15 where the site has 4, 12, 30, 100, 400 articles; of pairs that their
# authors linked, 5 % are less close than .33, .33, .23, .26, .23. The fewer the articles, the less
# a shared word tells. The floor lies at .36, .23, .19, .17, .16.
SMALL_SITE = 0.8
"""Added to the floor, divided by the number of articles."""

UNEXPLAINED = 1.5
"""An article for which no reason can be said must be so many times as close as the floor."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What was decided for every article, by id."""

    made: dict[str, Sequence[Suggestion]] = field(default_factory=dict)
    passed_over: dict[str, Mapping[str, Exclusion]] = field(default_factory=dict)
    """Ids of articles that were close enough, and why they are not listed all the same."""


def least_score(floor: float, articles: int) -> float:
    """The closeness below which an article is not listed, on a site of so many articles."""
    return floor + SMALL_SITE / articles if floor and articles else floor


def suggest(
    groups: Iterable[RankedLanguage], settings: RelatedSettings, choices: Mapping[str, Choices]
) -> Mapping[str, Sequence[Suggestion]]:
    """``id -> list`` for every article; `choices` holds ids of articles of any group."""
    return build_lists(groups, settings, AuthorInput(choices, {})).made


def build_lists(
    groups: Iterable[RankedLanguage],
    settings: RelatedSettings,
    given: AuthorInput,
    memory: dict[str, CachedLists] | None = None,
) -> Lists:
    """The lists, and what was passed over.

    A `memory` of the last run by language, of which the groups know too, makes this one faster,
    and is brought up to date.
    """
    found = Lists()
    before = dict(memory or {})
    if memory is not None:
        memory.clear()
    for group in groups:
        kept = _Lists(group, settings, given, before.get(group.lang)).kept()
        if memory is not None:
            memory[group.lang] = kept
        for name, made in kept.made.items():
            found.made[name] = made.listed
            if made.passed_over:
                found.passed_over[name] = made.passed_over
    return found


class _Lists:
    """The lists of one language."""

    def __init__(
        self,
        group: RankedLanguage,
        settings: RelatedSettings,
        given: AuthorInput,
        before: CachedLists | None,
    ) -> None:
        self.group = group
        self.settings = settings
        self.given = given
        self.floor = least_score(settings.floor, len(group.articles))
        self.rows = group.rows
        self.topics = group.topics
        spare = max((len(c.never) + len(c.first) for c in given.choices.values()), default=0)
        long = max(KEPT, settings.count + spare)
        self.neighbours = group.ranking.lists(long)
        self.near_duplicates = near_duplicates_of(self.neighbours)
        # What an edit altered is known of the closest `KEPT`, and of none beyond.
        known = before if long == KEPT else None
        self.news = plan_list_update(group, known, self._limits(), given, self.near_duplicates)

    def kept(self) -> CachedLists:
        """Every article's list, and what the next run has to know of it."""
        again = np.flatnonzero(self.news.again).tolist()
        passed_over: dict[str, dict[str, Exclusion]] = {}
        wanted = {row: self._wanted(row, passed_over) for row in again}
        common = self._common(wanted)
        made = dict(self.news.made)
        for row in again:
            name = self.group.articles[row].id
            mine = common[row]
            listed = list(self._list(row, wanted[row], mine))
            listed += self._more(name, listed)
            made[name] = ArticleList(tuple(listed), passed_over.get(name, {}), mine)
        ordered = {article.id: made[article.id] for article in self.group.articles}
        return CachedLists(
            self._limits(), self.given, self.news.rarity, self.news.near_duplicates, ordered
        )

    def _limits(self) -> Limits:
        return Limits(self.settings.count, self.floor, UNEXPLAINED * self.floor)

    def _wanted(self, row: int, passed_over: dict[str, dict[str, Exclusion]]) -> dict[str, float]:
        """Ids of the articles that its list may name, in order, and how close each is."""
        name = self.group.articles[row].id
        chosen, kin = self.given.of(name)
        scores = {
            self.group.articles[near.row].id: near.score
            for near in self.neighbours.of(row)
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
            if other != kin.before and not rows.isdisjoint(
                self.near_duplicates.get(self.rows[other], ())
            ):
                passed_over.setdefault(name, {})[other] = Exclusion.NEAR_DUPLICATE
                continue
            wanted[other] = score
            rows.add(self.rows[other])
        return wanted

    def _common(self, wanted: dict[int, dict[str, float]]) -> dict[int, dict[str, Explanation]]:
        """What each article shares with those that its list may name."""
        found: dict[int, dict[str, Explanation]] = {row: {} for row in wanted}
        asked: list[tuple[int, str]] = []
        for row, others in wanted.items():
            for other in others:
                if other in self.rows:
                    known = self.news.common(row, self.rows[other], other)
                    found[row][other] = known or NOTHING
                    asked += [] if known else [(row, other)]
        pairs = [(self.topics[row], self.topics[self.rows[other]]) for row, other in asked]
        for (row, other), both in zip(asked, explain_pairs(pairs, self.news.rarity), strict=True):
            found[row][other] = both
        return found

    def _list(
        self, row: int, wanted: dict[str, float], common: dict[str, Explanation]
    ) -> Iterator[Suggestion]:
        chosen, kin = self.given.of(self.group.articles[row].id)
        for nth, (other, score) in enumerate(wanted.items()):
            both = common.get(other, NOTHING)
            reason = self._reason(kin, other, both, score)
            sure = reason.kind != Kind.ALIKE or score >= UNEXPLAINED * self.floor
            if sure or other in chosen.first:
                # Only the first is what a closing sentence may lead to.
                yield Suggestion(other, score, reason, replace(both, subject="") if nth else both)

    def _more(self, name: str, listed: list[Suggestion]) -> list[Suggestion]:
        """What fills a list that has room: the part before, then translations."""
        chosen, kin = self.given.of(name)
        passed = {"", *chosen.never, *(made.id for made in listed)}
        more = [other for other in (kin.before, *kin.translations) if other not in passed]
        room = max(self.settings.count - len(listed), 0)
        return [Suggestion(other, 0.0, kin.reasons[other], NOTHING) for other in more[:room]]

    def _reason(self, kin: Relations, other: str, both: Explanation, score: float) -> Reason:
        if other in kin.reasons:
            return kin.reasons[other]
        if both.topics:
            return Reason(Kind.TOPICS, tuple(topic.text for topic in both.topics))
        if both.tags:
            return Reason(Kind.TAGS, both.tags)
        if other in kin.linked:
            return Reason(Kind.NAMED)
        return Reason(Kind.ALIKE if score else Kind.CHOSEN)
