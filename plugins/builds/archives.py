"""Lists of articles that are asked, for each article of the site, whether it is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


class Listed(list[Any]):
    """Articles of one category, tag or author; whether one is among them does not cost a search."""

    def __init__(self, articles: Iterable[Any]) -> None:
        super().__init__(articles)
        self._known = frozenset(self)

    def __contains__(self, article: Any) -> bool:
        return article in self._known


def in_order_of(articles: Iterable[Any], wanted: Iterable[Iterable[Any]]) -> Iterator[list[Any]]:
    """Each of the `wanted` groups of some of the `articles`, in their order."""
    place = {article: number for number, article in enumerate(articles)}
    for group in wanted:
        yield sorted((one for one in group if one in place), key=place.__getitem__)
