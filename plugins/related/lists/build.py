"""The list under each article: its closest others, the author's choices first, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ...common.values import dataclass
from ..keyphrases.explain import explain_pairs
from ..keyphrases.explanation import NOTHING, Explanation
from ..wording.reasons import Reason, ReasonKind
from .near_duplicates import near_duplicates_of
from .suggestions import ArticleList, AuthorInput, Exclusion, Suggestion
from .update import CachedLists, ListLimits, plan_update

if TYPE_CHECKING:
    from ..engine import RankedLanguage
    from ..settings import RelatedSettings
    from .relations import Relations

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


def build_lists(
    languages: Iterable[RankedLanguage],
    settings: RelatedSettings,
    author_input: AuthorInput,
    cached: dict[str, CachedLists] | None = None,
) -> Lists:
    """The lists, and what was passed over.

    What the last build `cached` by language, of which the `languages` know too, makes this one
    faster, and is brought up to date.
    """
    found = Lists()
    previous = dict(cached or {})
    if cached is not None:
        cached.clear()
    for language in languages:
        now = _LanguageLists(language, settings, author_input, previous.get(language.lang)).build()
        if cached is not None:
            cached[language.lang] = now
        for name, made in now.lists.items():
            found.made[name] = made.listed
            if made.passed_over:
                found.passed_over[name] = made.passed_over
    return found


class _LanguageLists:
    """The lists of one language."""

    def __init__(
        self,
        language: RankedLanguage,
        settings: RelatedSettings,
        author_input: AuthorInput,
        previous: CachedLists | None,
    ) -> None:
        self.articles = language.articles
        self.rows = language.rows
        self.keyphrases = cache(language.state.keyphrases.__getitem__)
        self.count = settings.count
        self.author_input = author_input
        self.floor = least_score(settings.floor, len(self.articles))
        spare = max((len(c.never) + len(c.first) for c in author_input.choices.values()), default=0)
        kept = language.ranking.kept
        ranked = max(kept, self.count + spare)
        self.limits = ListLimits(self.count, ranked, self.floor, UNEXPLAINED * self.floor)
        self.neighbours = language.ranking.lists(ranked)
        self.near_duplicates = near_duplicates_of(self.neighbours)
        # What an edit altered is known of the closest that are kept, and of none beyond.
        known = previous if ranked == kept else None
        self.update = plan_update(language, known, self.limits, author_input, self.near_duplicates)

    def build(self) -> CachedLists:
        """Every article's list, and what the next build has to know of it."""
        passed_over: dict[str, dict[str, Exclusion]] = {}
        rebuild = np.flatnonzero(self.update.rebuild).tolist()
        wanted = {row: self._wanted(row, passed_over) for row in rebuild}
        explanations = self._explanations(wanted)
        lists = dict(self.update.lists)
        for row in rebuild:
            name = self.articles[row].id
            listed = list(self._list(name, wanted[row], explanations[row]))
            listed += self._more(name, listed)
            lists[name] = ArticleList(tuple(listed), passed_over.get(name, {}), explanations[row])
        return CachedLists(
            self.limits,
            self.author_input,
            self.update.rarity,
            self.update.near_duplicates,
            {article.id: lists[article.id] for article in self.articles},
        )

    def _wanted(self, row: int, passed_over: dict[str, dict[str, Exclusion]]) -> dict[str, float]:
        """Ids of the articles that its list may name, in order, and how close each is."""
        name = self.articles[row].id
        choices, relations = self.author_input.of(name)
        scores = {
            self.articles[neighbour.row].id: neighbour.score
            for neighbour in self.neighbours.of(row)
            if neighbour.score >= self.floor
        }
        most = max(self.count, len(choices.first))
        # What most readers of a part want next is the next part: it goes before what is ranked.
        next_part = {relations.next_part} - {"", *choices.never, *choices.first}
        wanted = {o: scores.get(o, 0.0) for o in [*choices.first, *next_part][:most]}
        rows = {self.rows[other] for other in wanted if other in self.rows}
        for other, score in scores.items():
            if len(wanted) >= most:
                break
            if other in wanted or other in choices.never:
                continue
            similar = self.near_duplicates.get(self.rows[other], ())
            if other != relations.previous_part and not rows.isdisjoint(similar):
                passed_over.setdefault(name, {})[other] = Exclusion.NEAR_DUPLICATE
                continue
            wanted[other] = score
            rows.add(self.rows[other])
        return wanted

    def _explanations(
        self, wanted: dict[int, dict[str, float]]
    ) -> dict[int, dict[str, Explanation]]:
        """What each article shares with those that its list may name."""
        found: dict[int, dict[str, Explanation]] = {row: {} for row in wanted}
        asked: list[tuple[int, str]] = []
        for row, others in wanted.items():
            for other in others:
                if other in self.rows:
                    known = self.update.explanation(row, self.rows[other], other)
                    found[row][other] = known or NOTHING
                    asked += [] if known else [(row, other)]
        pairs = [(self.keyphrases(row), self.keyphrases(self.rows[o])) for row, o in asked]
        explained = explain_pairs(pairs, self.update.rarity)
        for (row, other), explanation in zip(asked, explained, strict=True):
            found[row][other] = explanation
        return found

    def _list(
        self, name: str, wanted: dict[str, float], explanations: dict[str, Explanation]
    ) -> Iterator[Suggestion]:
        choices, relations = self.author_input.of(name)
        for nth, (other, score) in enumerate(wanted.items()):
            why = explanations.get(other, NOTHING)
            reason = _reason(relations, other, why, score)
            sure = reason.kind != ReasonKind.ALIKE or score >= self.limits.unexplained
            if sure or other in choices.first:
                # Only the first is what a closing sentence may lead to.
                yield Suggestion(other, score, reason, replace(why, subject="") if nth else why)

    def _more(self, name: str, listed: list[Suggestion]) -> list[Suggestion]:
        """What fills a list that has room: the part before, then translations."""
        choices, relations = self.author_input.of(name)
        passed = {"", *choices.never, *(suggestion.id for suggestion in listed)}
        more = (relations.previous_part, *relations.translations)
        ids = [other for other in more if other not in passed]
        room = max(self.count - len(listed), 0)
        return [Suggestion(other, 0.0, relations.reasons[other], NOTHING) for other in ids[:room]]


def _reason(relations: Relations, other: str, why: Explanation, score: float) -> Reason:
    if other in relations.reasons:
        return relations.reasons[other]
    if why.keyphrases:
        return Reason(ReasonKind.TOPICS, why.keyphrases)
    if why.tags:
        return Reason(ReasonKind.TAGS, why.tags)
    if other in relations.linked:
        return Reason(ReasonKind.NAMED)
    return Reason(ReasonKind.ALIKE if score else ReasonKind.CHOSEN)
