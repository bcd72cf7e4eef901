"""The ranking from articles to lists; languages apart."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .article import Article, key_of
from .keyphrases.extraction import Topics, topics_in
from .ranking.index import Change, Weighed, reweighed, weighed
from .ranking.neighbours import Near, Neighbours, Ranking, near_of, updated
from .ranking.term_counts import Counts, counts_in, joined
from .ranking.top_lists import NONE
from .ranking.weights import weights
from .text.fields import readings
from .text.hashing import Keys
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


@dataclass(frozen=True, slots=True)
class Known:
    """All articles, one row each."""

    ids: tuple[str, ...]
    """Ascending."""
    keys: tuple[str, ...]
    """A hash of each article."""
    topics: tuple[Topics, ...]
    weighed: Weighed
    near: Near


@dataclass(frozen=True, slots=True)
class Since:
    """What is different from the last run."""

    fresh: NDArray[np.bool_]
    """Rows that are new or edited."""
    altered: NDArray[np.bool_]
    """Rows whose neighbours may be others, or closer, or less close."""
    gone: Sequence[Keys]
    """The subjects of former articles that are no more, or edited."""


def known_of(
    lang: str,
    articles: Sequence[Article],
    links: Mapping[str, Iterable[str]],
    before: Known | None,
) -> tuple[Known, Since | None]:
    """What is known of `articles`, whose ids ascend, and what is new in it.

    `links` are the ids that authors link, by id.
    """
    rows = {article.id: row for row, article in enumerate(articles)}
    linked = [
        sorted(rows[other] for other in set(links.get(article.id, ())) if other in rows)
        for article in articles
    ]
    ids = tuple(rows)
    keys = tuple(key_of(article) for article in articles)
    change = _change(ids, keys, before)
    counts, topics = _read(lang, [articles[row] for row in change.fresh])
    update = None
    if before is not None:
        counts, topics = _together(before, change, counts, topics)
        update = reweighed(before.weighed, change, articles, counts, linked)
    if before is None or update is None:
        found = weighed(articles, counts, linked, weights())
        return Known(ids, keys, topics, found, near_of(found)), None
    found, changed = update
    near, altered = updated(before.near.moved(change), found, changed)
    fresh = np.zeros(len(ids), bool)
    fresh[change.fresh] = True
    gone = [before.topics[row].keys for row in change.gone]
    return Known(ids, keys, topics, found, near), Since(fresh, altered, gone)


def _change(ids: Sequence[str], keys: Sequence[str], before: Known | None) -> Change:
    former: dict[str, tuple[str, int]] = {}
    if before is not None:
        rows = range(len(before.ids))
        former = dict(zip(before.ids, zip(before.keys, rows, strict=True), strict=True))
    came_from = np.full(len(ids), NONE, np.int32)
    for row, (name, key) in enumerate(zip(ids, keys, strict=True)):
        known, place = former.get(name, ("", NONE))
        if known == key:
            came_from[row] = place
    return Change(came_from, len(former))


def _read(lang: str, articles: Sequence[Article]) -> tuple[Counts, tuple[Topics, ...]]:
    counts: list[Counts] = []
    topics: list[Topics] = []
    for batch, reading in readings(articles, lang):
        counts.append(counts_in(reading, batch))
        topics += topics_in(reading)
    return joined(counts), tuple(topics)


def _together(
    before: Known, change: Change, counts: Counts, topics: Sequence[Topics]
) -> tuple[Counts, tuple[Topics, ...]]:
    """What was read before and now, in the order of the rows."""
    parts: list[Counts] = []
    every: list[Topics] = []
    read = 0
    for first, number in change.runs():
        if first == NONE:
            parts.append(counts.rows(read, read + number))
            every += topics[read : read + number]
            read += number
        else:
            parts.append(before.weighed.counts.rows(first, first + number))
            every += before.topics[first : first + number]
    return joined(parts), tuple(every)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looks for garbage in cycles: related articles make none, and each goes through all.

    On 10,000 articles they took 5 % of the time from nothing, and a quarter after an edit.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
