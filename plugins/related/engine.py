"""The ranking from articles to lists; languages apart."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .article import Article, article_key
from .keyphrases.extraction import Keyphrases, keyphrases_in
from .ranking.index import Index, RowChanges, index, update_index
from .ranking.neighbours import NearestNeighbours, Neighbours, Ranking, find_neighbours, updated
from .ranking.term_counts import TermCounts, concatenated, count_batch
from .ranking.top_lists import NONE
from .ranking.weights import weights
from .text.fields import token_batches
from .text.hashing import Keys
from .text.languages import primary

AuthorLinks = Mapping[str, Iterable[str]]
"""Id of an article to the ids of those that its author links."""


@dataclass(frozen=True)
class RankedLanguage:
    """All articles of one language, in the order of their ids: whatever order they came in."""

    lang: str
    articles: tuple[Article, ...]
    topics: Sequence[Keyphrases]
    """What each article may be said to be about."""

    ranking: Ranking
    since: LanguageUpdate | None = None
    """What is different from the last run; None where none is known."""

    def lists(self, count: int) -> Neighbours:
        """The closest `count` articles of each, closest first, in the order of `articles`."""
        return self.ranking.lists(count)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each article by its id."""
        return {article.id: row for row, article in enumerate(self.articles)}


def rank_by_language(
    articles: Iterable[Article],
    links: AuthorLinks | None = None,
    memory: dict[str, CachedLanguage] | None = None,
) -> list[RankedLanguage]:
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
        known, since = relate_language(lang, members, links or {}, before.get(lang))
        if memory is not None:
            memory[lang] = known
        ranking = Ranking(known.index, known.near)
        found.append(RankedLanguage(lang, tuple(members), known.topics, ranking, since))
    return found


def rank(articles: Iterable[Article], count: int) -> dict[str, list[str]]:
    """``id -> ids of the closest articles``, closest first, by id."""
    closest = ClosestArticles(rank_by_language(articles), count)
    return {name: closest.of(name) for name in closest}


class ClosestArticles(Mapping[str, Collection[str]]):
    """``id -> ids of the closest articles``, looked up when they are asked for."""

    def __init__(self, grouped: Sequence[RankedLanguage], count: int) -> None:
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
class CachedLanguage:
    """All articles, one row each."""

    ids: tuple[str, ...]
    """Ascending."""
    keys: tuple[str, ...]
    """A hash of each article."""
    topics: tuple[Keyphrases, ...]
    index: Index
    near: NearestNeighbours


@dataclass(frozen=True, slots=True)
class LanguageUpdate:
    """What is different from the last run."""

    fresh: NDArray[np.bool_]
    """Rows that are new or edited."""
    altered: NDArray[np.bool_]
    """Rows whose neighbours may be others, or closer, or less close."""
    gone: Sequence[Keys]
    """The subjects of former articles that are no more, or edited."""


def relate_language(
    lang: str,
    articles: Sequence[Article],
    links: Mapping[str, Iterable[str]],
    before: CachedLanguage | None,
) -> tuple[CachedLanguage, LanguageUpdate | None]:
    """What is known of `articles`, whose ids ascend, and what is new in it.

    `links` are the ids that authors link, by id.
    """
    rows = {article.id: row for row, article in enumerate(articles)}
    linked = [
        sorted(rows[other] for other in set(links.get(article.id, ())) if other in rows)
        for article in articles
    ]
    ids = tuple(rows)
    keys = tuple(article_key(article) for article in articles)
    change = _change(ids, keys, before)
    counts, topics = _read(lang, [articles[row] for row in change.fresh])
    update = None
    if before is not None:
        counts, topics = _together(before, change, counts, topics)
        update = update_index(before.index, change, articles, counts, linked)
    if before is None or update is None:
        found = index(articles, counts, linked, weights())
        return CachedLanguage(ids, keys, topics, found, find_neighbours(found)), None
    found, changed = update
    near, altered = updated(before.near.moved(change), found, changed)
    fresh = np.zeros(len(ids), bool)
    fresh[change.fresh] = True
    gone = [before.topics[row].keys for row in change.gone]
    return CachedLanguage(ids, keys, topics, found, near), LanguageUpdate(fresh, altered, gone)


def _change(ids: Sequence[str], keys: Sequence[str], before: CachedLanguage | None) -> RowChanges:
    former: dict[str, tuple[str, int]] = {}
    if before is not None:
        rows = range(len(before.ids))
        former = dict(zip(before.ids, zip(before.keys, rows, strict=True), strict=True))
    came_from = np.full(len(ids), NONE, np.int32)
    for row, (name, key) in enumerate(zip(ids, keys, strict=True)):
        known, place = former.get(name, ("", NONE))
        if known == key:
            came_from[row] = place
    return RowChanges(came_from, len(former))


def _read(lang: str, articles: Sequence[Article]) -> tuple[TermCounts, tuple[Keyphrases, ...]]:
    counts: list[TermCounts] = []
    topics: list[Keyphrases] = []
    for batch, stream in token_batches(articles, lang):
        counts.append(count_batch(stream, batch))
        topics += keyphrases_in(stream)
    return concatenated(counts), tuple(topics)


def _together(
    before: CachedLanguage, change: RowChanges, counts: TermCounts, topics: Sequence[Keyphrases]
) -> tuple[TermCounts, tuple[Keyphrases, ...]]:
    """What was read before and now, in the order of the rows."""
    parts: list[TermCounts] = []
    every: list[Keyphrases] = []
    read = 0
    for first, number in change.runs():
        if first == NONE:
            parts.append(counts.rows(read, read + number))
            every += topics[read : read + number]
            read += number
        else:
            parts.append(before.index.counts.rows(first, first + number))
            every += before.topics[first : first + number]
    return concatenated(parts), tuple(every)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
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
