"""The ranking from articles to lists; languages apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .article import Article
from .languages import primary
from .ranking.counts import Counts, joined
from .ranking.near import near_of
from .ranking.rank import KEPT, Neighbour, Ranking
from .ranking.reading import counts_in
from .ranking.weighed import weighed
from .ranking.weights import weights
from .readings import readings
from .topics import Topics, topics_in

Links = Mapping[str, Iterable[str]]
"""Id of an article to the ids of those that its author links."""


@dataclass(frozen=True)
class Group:
    """All articles of one language, in the order of their ids: whatever order they came in."""

    lang: str
    articles: tuple[Article, ...]
    topics: tuple[Topics, ...]
    """What each article may be said to be about."""

    ranking: Ranking

    def lists(self, count: int) -> list[list[Neighbour]]:
        """The closest `count` articles of each, closest first, in the order of `articles`."""
        if count > KEPT:
            return self.ranking.neighbours(count)
        return [nearest[:count] for nearest in self._nearest]

    @cached_property
    def _nearest(self) -> list[list[Neighbour]]:
        return self.ranking.neighbours()


def groups(articles: Iterable[Article], links: Links | None = None) -> list[Group]:
    """`articles` by primary language, sorted; each language is weighed by itself."""
    by_language: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        by_language.setdefault(primary(article.lang), []).append(article)
    return [
        _group(lang, tuple(members), links or {}) for lang, members in sorted(by_language.items())
    ]


def _group(lang: str, articles: tuple[Article, ...], links: Links) -> Group:
    rows = {article.id: row for row, article in enumerate(articles)}
    linked = [
        sorted(rows[other] for other in set(links.get(article.id, ())) if other in rows)
        for article in articles
    ]
    counts: list[Counts] = []
    topics: list[Topics] = []
    for batch, reading in readings(articles, lang):
        counts.append(counts_in(reading, batch))
        topics += topics_in(reading)
    known = weighed(articles, joined(counts), linked, weights())
    return Group(lang, articles, tuple(topics), Ranking(known, near_of(known)))


def rank(articles: Iterable[Article], count: int) -> dict[str, list[str]]:
    """``id -> ids of the closest articles``, closest first, by id."""
    return {
        article.id: [group.articles[near.row].id for near in nearest]
        for group in groups(articles)
        for article, nearest in zip(group.articles, group.lists(count), strict=True)
    }
