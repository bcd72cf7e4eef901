"""The ranking from articles to lists: read, index, rank; languages apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .article import Article
from .index import Index, build
from .languages import primary
from .rank import Neighbour, neighbours
from .terms import Terms, terms_of

KEPT = 24
"""Neighbours of each article that are found at once: enough for its list and for its links."""


@dataclass(frozen=True)
class Group:
    """All articles of one language, in the order of their ids: whatever order they came in."""

    lang: str
    articles: tuple[Article, ...]
    terms: tuple[Terms, ...]
    index: Index

    def lists(self, count: int) -> list[list[Neighbour]]:
        """The closest `count` articles of each, closest first, in the order of `articles`."""
        if count > KEPT:
            return neighbours(self.articles, self.index, count)
        return [nearest[:count] for nearest in self._nearest]

    @cached_property
    def _nearest(self) -> list[list[Neighbour]]:
        return neighbours(self.articles, self.index, KEPT)


def groups(articles: Iterable[Article]) -> list[Group]:
    """`articles` by primary language, sorted; each language is weighed by itself."""
    by_language: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        by_language.setdefault(primary(article.lang), []).append(article)
    return [_group(lang, tuple(members)) for lang, members in sorted(by_language.items())]


def _group(lang: str, articles: tuple[Article, ...]) -> Group:
    terms = tuple(terms_of(article) for article in articles)
    return Group(lang, articles, terms, build(terms))


def rank(articles: Iterable[Article], count: int) -> dict[str, list[str]]:
    """``id -> ids of the closest articles``, closest first, by id."""
    return {
        article.id: [group.articles[near.row].id for near in nearest]
        for group in groups(articles)
        for article, nearest in zip(group.articles, group.lists(count), strict=True)
    }
