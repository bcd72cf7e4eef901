"""Groups of articles, in time that grows with the articles and not with their square."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

Processed = tuple[list[Any], list[Any]]


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


def by_groups(
    process: Callable[[list[Any], str | Collection[str] | None], Processed],
    contents: list[Any],
    translation_id: str | Collection[str] | None = None,
) -> Processed:
    """What `process` gives of texts: originals and translations, each group of them by itself."""
    names = {translation_id} if isinstance(translation_id, str) else translation_id or ()
    try:
        same = attrgetter(*names)
        contents.sort(key=same)
    except (TypeError, AttributeError):  # there is no such attribute, or none is wanted
        return process(contents, translation_id)
    groups = [process(list(items), translation_id) for _, items in groupby(contents, same)]
    return [one for first, _ in groups for one in first], [o for _, more in groups for o in more]
