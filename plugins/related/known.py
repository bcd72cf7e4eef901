"""What is known of the articles of one language, kept from one run to the next.

Nothing here decides anything: with what is kept or without, what is known is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .article import Article, key_of
from .keyphrases.extraction import Topics, topics_in
from .ranking.change import Change, reweighed
from .ranking.index import Weighed, weighed
from .ranking.near import Near, near_of, updated
from .ranking.reading import counts_in
from .ranking.term_counts import Counts, joined
from .ranking.top_lists import NONE
from .ranking.weights import weights
from .text.hashing import Keys
from .text.readings import readings


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
