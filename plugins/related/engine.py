"""The ranking from articles to lists: read, index, rank; languages apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .article import Article
from .index import Index, build
from .languages import primary
from .rank import Neighbour, neighbours
from .terms import Terms, terms_of


@dataclass(frozen=True, slots=True)
class Group:
    """All articles of one language, in the order of their ids: whatever order they came in."""

    lang: str
    articles: tuple[Article, ...]
    terms: tuple[Terms, ...]
    index: Index

    def lists(self, count: int, *, floor: float = 0.0) -> list[list[Neighbour]]:
        """The closest `count` articles of each, in the order of `articles`."""
        return neighbours(self.articles, self.index, count, floor=floor)


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
