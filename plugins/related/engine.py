"""Ranks articles: for each the closest others of its language; after an edit, only what changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..common.values import dataclass
from .article import Article, content_hash_of
from .keyphrases.extraction import KeyphraseRows, joined_rows, keyphrase_rows
from .ranking.index import Index, build_index, update_index
from .ranking.neighbours import NeighbourState, Ranking, find_neighbours, update_neighbours
from .ranking.row_changes import NO_ROW, RowChanges, compare_rows
from .ranking.term_counts import TermCounts, concatenated, table_of
from .ranking.weights import weights
from .reading import TextReading, read_texts
from .text.hashing import Keys
from .text.languages import primary

AuthorLinks = Mapping[str, Iterable[str]]
"""Id of an article to the ids of those that its author links."""

Reader = Callable[[Sequence[Article]], Sequence[TextReading]]
"""Gives the readings of articles, made now or before; asked for those that are new or edited."""


@dataclass(frozen=True, slots=True)
class LanguageState:
    """What a build found for the articles of one language, one row each; the next build uses it."""

    ids: tuple[str, ...]
    """Ids of the articles, sorted; row n is `ids[n]`."""
    hashes: tuple[str, ...]
    """`content_hash_of` each article."""
    keyphrases: KeyphraseRows
    """What each article may be said to be about."""
    index: Index
    neighbours: NeighbourState


@dataclass(frozen=True, slots=True)
class LanguageUpdate:
    """What is different from the last build."""

    is_added: NDArray[np.bool_]
    """For each row whether it is new or edited."""
    rescored: NDArray[np.bool_]
    """For each row whether its neighbours or their scores may have changed."""
    removed_keyphrases: Sequence[Keys]
    """Of each article that was removed or edited since the last build, as it was then."""


@dataclass(frozen=True)
class RankedLanguage:
    """All articles of one language, in the order of their ids: whatever order they came in."""

    lang: str
    articles: tuple[Article, ...]
    state: LanguageState
    update: LanguageUpdate | None = None
    """None: no earlier state, or everything may have changed; nothing can be reused."""

    @cached_property
    def ranking(self) -> Ranking:
        """How close the articles are."""
        return Ranking(self.state.index, self.state.neighbours)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each article by its id."""
        return {article.id: row for row, article in enumerate(self.articles)}


def rank_by_language(
    articles: Iterable[Article],
    links: AuthorLinks | None = None,
    states: dict[str, LanguageState] | None = None,
    read: Reader = read_texts,
) -> list[RankedLanguage]:
    """Group `articles` by primary language and rank each group by itself.

    The `states` of the last build by language make this one faster, and are brought up to date.
    """
    by_language: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        by_language.setdefault(primary(article.lang), []).append(article)
    previous = dict(states or {})
    ranked = []
    for lang, members in sorted(by_language.items()):
        state, update = rank_language(members, links or {}, previous.get(lang), read)
        ranked.append(RankedLanguage(lang, tuple(members), state, update))
    if states is not None:
        states.clear()
        states.update({each.lang: each.state for each in ranked})
    return ranked


def rank_language(
    articles: Sequence[Article],
    links: AuthorLinks,
    previous: LanguageState | None,
    read: Reader,
) -> tuple[LanguageState, LanguageUpdate | None]:
    """Rank the articles of one language, sorted by id; work only on what changed.

    1. Articles whose hash is that of the last build keep their term counts and keyphrases.
    2. The others are read.
    3. The index is updated, or built anew where most of it would change.
    4. Neighbours are found again where scores may have changed.
    """
    ids = tuple(article.id for article in articles)
    hashes = tuple(content_hash_of(article) for article in articles)
    old = zip(previous.ids, previous.hashes, strict=True) if previous else ()
    changes = compare_rows(list(old), list(zip(ids, hashes, strict=True)))
    readings = read([articles[row] for row in changes.added])
    counts, keyphrases = _counts_and_keyphrases(readings, changes, previous)
    linked = _linked_rows(ids, links)
    update = update_index(previous.index, changes, articles, counts, linked) if previous else None
    if previous is None or update is None:
        index = build_index(articles, counts, linked, weights())
        return LanguageState(ids, hashes, keyphrases, index, find_neighbours(index)), None
    index, changed = update
    old_neighbours = previous.neighbours.renumbered(changes)
    neighbours, rescored = update_neighbours(old_neighbours, index, changed)
    removed = [previous.keyphrases[row].keys for row in changes.removed]
    state = LanguageState(ids, hashes, keyphrases, index, neighbours)
    return state, LanguageUpdate(changes.old_rows == NO_ROW, rescored, removed)


def _counts_and_keyphrases(
    readings: Sequence[TextReading], changes: RowChanges, previous: LanguageState | None
) -> tuple[TermCounts, KeyphraseRows]:
    """Term counts and keyphrases of all articles; `readings` are those of the added ones."""
    counts = table_of([reading.terms for reading in readings])
    keyphrases = keyphrase_rows(reading.keyphrases for reading in readings)
    if previous is None:
        return counts, keyphrases
    every = changes.interleaved(previous.index.counts.rows, counts.rows)
    phrases = changes.interleaved(previous.keyphrases.rows, keyphrases.rows)
    return concatenated(list(every)), joined_rows(list(phrases))


def _linked_rows(ids: Sequence[str], links: AuthorLinks) -> list[list[int]]:
    """For each article the rows to which its author links."""
    rows = {name: row for row, name in enumerate(ids)}
    return [sorted(rows[other] for other in set(links.get(n, ())) if other in rows) for n in ids]


def rank(articles: Iterable[Article], count: int) -> dict[str, list[str]]:
    """``id -> ids of the closest articles``, closest first, by id."""
    closest = ClosestArticles(rank_by_language(articles), count)
    return {name: closest.of(name) for name in closest}


class ClosestArticles(Mapping[str, Collection[str]]):
    """``id -> ids of the closest articles``, looked up when they are asked for."""

    def __init__(self, ranked: Sequence[RankedLanguage], count: int) -> None:
        self._languages = {name: language for language in ranked for name in language.rows}
        self._lists = {language.lang: language.ranking.lists(count) for language in ranked}

    def of(self, name: str) -> list[str]:
        """Closest first."""
        language = self._languages[name]
        rows = self._lists[language.lang].rows(language.rows[name])
        return [language.articles[row].id for row in rows]

    def __getitem__(self, name: str) -> Collection[str]:
        return self.of(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Disable the cyclic garbage collector: it goes through all articles, and they have no cycles.

    On 10,000 articles it took 5 % of the time from nothing, and a quarter after an edit.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
