"""Why two articles belong together, in words that both of them use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from .growth import grown
from .uses import Text, Uses, spellings
from .words import key_of, reader_of

if TYPE_CHECKING:
    from .article import Article
    from .index import Index

Texts = tuple[Text, Text]

TOPICS = 3
"""More subjects than this are a list, not a reason."""

CANDIDATES = 24
"""Shared terms looked at: those that do most for the closeness."""

WORTH = 0.35
"""A further topic must do so much of what the first does."""

TELLING = 2.0
"""A name or a phrase tells a reader so much more than a single common word of the same weight."""

SHORTEST = 4
"""Letters in a single common word of an alphabet; shorter ones are seldom a subject."""

OFTEN = 3
"""A subject is spoken of so many times in the two articles together, or is in a title."""

NOUN = 0.25
"""A single common word is a subject if so many of its uses follow a determiner."""

FRAGMENT = 0.75
"""A capitalized word that so often stands beside another is part of a longer name: ‘San’."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that two articles share."""

    text: str
    """In the spelling that they use most."""

    weight: float
    is_name: bool
    """Capitalized within sentences, or a compound such as 1.18 or Get-Help."""

    is_subject: bool
    """Whether it can stand alone in a sentence: a name, or a phrase of telling words."""

    leads: bool
    """Whether the second article is about it: by its title, tags or other names."""

    words: frozenset[int]
    """Keys of its words."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles have in common."""

    topics: tuple[Topic, ...] = ()
    """At most `TOPICS`, the weightiest first."""

    subject: str = ""
    """The weightiest thing that the second article is about, by its title, tags or other names,
    and that the first speaks of; empty where there is none."""


def shared(index: Index, rows: tuple[int, int], texts: Texts, *, subject: bool) -> Shared:
    """What the articles in two rows of `index` share; `texts` are those articles.

    Without `subject` none is looked for, which spares most of the work.
    """
    found: list[Topic] = []
    generic = word_keys(texts[0].reader.language.code, "generic")
    for key, part in _contributions(index, rows):
        if key in generic:
            continue
        best = _best(found)
        if best and not subject and _beaten(part * TELLING, best):
            break
        uses = texts[0].uses(key), texts[1].uses(key)
        if all(uses):
            found.extend(_topic(texts, grown(texts, uses), part))
    subjects = (t.text for t in _by_weight(found) if t.is_subject and t.leads)
    return Shared(tuple(_best(found)), next(subjects, "") if subject else "")


def _beaten(most: float, best: list[Topic]) -> bool:
    """Whether a topic of at most that weight could no longer be among the best."""
    full = len(best) == TOPICS and most < best[-1].weight
    return full or most < WORTH * best[0].weight


def shared_tags(one: Article, other: Article) -> list[str]:
    """Tags that both have, as the first writes them, at most `TOPICS`."""
    theirs = {tag.casefold() for tag in other.tags}
    return [tag for tag in one.tags if tag.casefold() in theirs][:TOPICS]


def _by_weight(found: list[Topic]) -> list[Topic]:
    return sorted(found, key=lambda topic: (-topic.weight, topic.text))


def _best(found: list[Topic]) -> list[Topic]:
    """The weightiest topics, no word in two of them."""
    best: list[Topic] = []
    for topic in _by_weight(found):
        worth = not best or topic.weight >= WORTH * best[0].weight
        if worth and not any(topic.words & other.words for other in best):
            best.append(topic)
    return best[:TOPICS]


def _contributions(index: Index, rows: tuple[int, int]) -> list[tuple[int, float]]:
    """(key, part of the cosine) of the terms that two rows share, largest part first."""
    starts, indices, data = index.matrix.indptr, index.matrix.indices, index.matrix.data
    one, other = (slice(starts[row], starts[row + 1]) for row in rows)
    columns, here, there = np.intersect1d(
        indices[one], indices[other], assume_unique=True, return_indices=True
    )
    parts = data[one][here] * data[other][there]
    order = np.argsort(-parts, kind="stable")[:CANDIDATES]
    return [(int(index.vocabulary[columns[at]]), float(parts[at])) for at in order]


def _topic(texts: Texts, uses: Uses, part: float) -> Iterator[Topic]:
    """The topic that a shared term is, or nothing where it is none."""
    halves = [spellings(text, found) for text, found in zip(texts, uses, strict=True)]
    if not all(any(half) for half in halves):
        return
    inside, opening = halves[0][0] + halves[1][0], halves[0][1] + halves[1][1]
    text, _ = max((inside or opening).items(), key=lambda item: (item[1], item[0]))
    words = frozenset(texts[0].keys[slice(*uses[0][0])].tolist()) - {0}
    generic = words & word_keys(texts[0].reader.language.code, "generic")
    is_name = bool(inside) and _is_name(text)
    is_phrase = len(words) > 1
    weight = part * TELLING if is_name or (is_phrase and not generic) else part
    is_subject = is_name or (is_phrase and generic != words)
    leads = any(use[0] < texts[1].title or use[0] in texts[1].labels for use in uses[1])
    topic = Topic(text, weight, is_name, is_subject, leads, words)
    if _is_told(texts, uses, topic, generic=bool(generic)):
        yield topic


def _is_name(text: str) -> bool:
    first = text.partition(" ")[0]
    return first != first.lower() or (first[0].isdigit() and not first.isdigit()) or "." in first


def _is_told(texts: Texts, uses: Uses, topic: Topic, *, generic: bool) -> bool:
    """Whether both articles speak of it, rather than use a word in passing."""
    placed = zip(texts, uses, strict=True)
    in_title = any(use[0] < text.title for text, found in placed for use in found)
    often = in_title or sum(map(len, uses)) >= OFTEN
    if not often or not any(character.isalpha() for character in topic.text):
        return False
    language = texts[0].reader.language.code
    if topic.words <= word_keys(language, "calendar") | _numbers(topic.text):
        return False
    if len(topic.words) > 1:
        plain = topic.words <= word_keys(language, "generic") and topic.text.islower()
        return not plain or min(map(len, uses)) > 1
    if generic:
        return False
    if topic.is_name:
        return len(topic.text) > 1 and not _fragment(texts, uses)
    return _is_common_noun(texts, uses, topic.text) and (in_title or min(map(len, uses)) > 1)


def _is_common_noun(texts: Texts, uses: Uses, text: str) -> bool:
    if text.isascii() and len(text) < SHORTEST:
        return False
    return not texts[0].reader.language.determiners or _noun(texts, uses)


def _noun(texts: Texts, uses: Uses) -> bool:
    found = [t.follows_determiner(use) for t, us in zip(texts, uses, strict=True) for use in us]
    return sum(found) >= NOUN * len(found)


def _fragment(texts: Texts, uses: Uses) -> bool:
    beside = [
        text.beside_name(use)
        for text, found in zip(texts, uses, strict=True)
        for use in found
        if use[0] >= text.lead
    ]
    return bool(beside) and sum(beside) >= FRAGMENT * len(beside)


def _numbers(text: str) -> set[int]:
    return {key_of(word) for word in text.split() if word.isdigit()}


@lru_cache(maxsize=64)
def word_keys(lang: str, kind: Literal["generic", "calendar"]) -> frozenset[int]:
    """Keys of a language's generic words, or of its months and days."""
    language = reader_of(lang).language
    words = language.generic_words if kind == "generic" else language.calendar
    return frozenset(key_of(language.stem(word)) for word in words)
