"""The ranking from articles to lists; languages apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .article import Article
from .keyphrases.extraction import Topics
from .known import Known, Since, known_of
from .ranking.neighbours import Neighbours, Ranking
from .text.languages import primary

Links = Mapping[str, Iterable[str]]
"""Id of an article to the ids of those that its author links."""


@dataclass(frozen=True)
class Group:
    """All articles of one language, in the order of their ids: whatever order they came in."""

    lang: str
    articles: tuple[Article, ...]
    topics: Sequence[Topics]
    """What each article may be said to be about."""

    ranking: Ranking
    since: Since | None = None
    """What is different from the last run; None where none is known."""

    def lists(self, count: int) -> Neighbours:
        """The closest `count` articles of each, closest first, in the order of `articles`."""
        return self.ranking.lists(count)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each article by its id."""
        return {article.id: row for row, article in enumerate(self.articles)}


def groups(
    articles: Iterable[Article],
    links: Links | None = None,
    memory: dict[str, Known] | None = None,
) -> list[Group]:
    """`articles` by primary language, sorted; each language is weighed by itself.

    A `memory` of the last run by language makes this one faster, and is brought up to date.
    """
    by_language: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        by_language.setdefault(primary(article.lang), []).append(article)
    before = dict(memory or {})
    if memory is not None:
        memory.clear()
    found = []
    for lang, members in sorted(by_language.items()):
        known, since = known_of(lang, members, links or {}, before.get(lang))
        if memory is not None:
            memory[lang] = known
        ranking = Ranking(known.weighed, known.near)
        found.append(Group(lang, tuple(members), known.topics, ranking, since))
    return found


def rank(articles: Iterable[Article], count: int) -> dict[str, list[str]]:
    """``id -> ids of the closest articles``, closest first, by id."""
    closest = Closest(groups(articles), count)
    return {name: closest.of(name) for name in closest}


class Closest(Mapping[str, Collection[str]]):
    """``id -> ids of the closest articles``, looked up when they are asked for."""

    def __init__(self, grouped: Sequence[Group], count: int) -> None:
        self._groups = {name: group for group in grouped for name in group.rows}
        self._lists = {group.lang: group.lists(count) for group in grouped}

    def of(self, name: str) -> list[str]:
        """Closest first."""
        group = self._groups[name]
        rows = self._lists[group.lang].rows(group.rows[name])
        return [group.articles[row].id for row in rows]

    def __getitem__(self, name: str) -> Collection[str]:
        return self.of(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)
