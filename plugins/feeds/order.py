"""The order of articles in feeds: newest first, and the same whatever the order they come in."""

from __future__ import annotations

from collections.abc import Iterable

from ..article import Article
from .entry import NEVER


class Order:
    """Sorts the articles of a site once, then any list of them by what it knows."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.all = sorted(articles, key=lambda article: article.url)
        self.all.sort(key=lambda article: article.published or NEVER, reverse=True)
        self._place = {article.source: place for place, article in enumerate(self.all)}

    def newest_first(self, articles: Iterable[Article]) -> list[Article]:
        """Those of `articles` that are the site's; addresses decide between those of one date."""
        own = (article for article in articles if article.source in self._place)
        return sorted(own, key=lambda article: self._place[article.source])
