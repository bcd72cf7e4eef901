"""The order of articles in feeds: newest first, and the same whatever the order they come in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Generic, Protocol, TypeVar


class Dated(Protocol):
    """Anything with a date and an address."""

    @property
    def date(self) -> datetime:
        """When it was published; knows its zone."""

    @property
    def url(self) -> str:
        """Its address."""


DatedT = TypeVar("DatedT", bound=Dated)


class Order(Generic[DatedT]):
    """Sorts the articles of a site once, then any list of them by what it knows."""

    def __init__(self, articles: Iterable[DatedT]) -> None:
        self.all = sorted(articles, key=lambda article: article.url)
        self.all.sort(key=lambda article: article.date, reverse=True)
        self._place = {id(article): place for place, article in enumerate(self.all)}

    def newest_first(self, articles: Iterable[DatedT]) -> list[DatedT]:
        """Those of `articles` that are the site's; addresses decide between those of one date."""
        own = (article for article in articles if id(article) in self._place)
        return sorted(own, key=lambda article: self._place[id(article)])
