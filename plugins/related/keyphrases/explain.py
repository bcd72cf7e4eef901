"""Why articles belong together, in words that both of them use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..text.hashing import Keys
from ..text.inflection import singular
from .extraction import Topics
from .overlap import AT_ONCE, Common, Weights, common_of, weights_of
from .selection import IN_TITLE, INSIDE, LABEL, NAME, PHRASE, PLAIN

MOST = 3
"""More subjects than this are a list, not a reason."""

CANDIDATES = 8
"""Shared subjects of which the spelling is looked at."""

WORTH = 0.3
"""A further subject must do so much of what the first does."""

WHOLE = 0.3
"""A longer subject that weighs so much of a part of it is given instead of the part."""

LONGER = 2
"""Words that such a longer subject may have more."""

INFLECTED = 4
"""Letters in a word whose longer forms are the same word to a reader; a shorter one may add an s,
as ID and IDs."""

DOUBLE = '"'
"""Inside a word it is a measure or a slip, and no subject; an author's tag may have one."""

POSSESSIVE = re.compile("['’]s?$")
INITIALS = re.compile(r"(?:.* )?[^\W\d_a-z](?:\.[^\W\d_a-z])+")


@dataclass(frozen=True)
class Topic:
    """A subject that two articles share."""

    text: str
    """In the spelling that they use most."""

    weight: float


@dataclass(frozen=True)
class Shared:
    """What two articles have in common."""

    topics: tuple[Topic, ...] = ()
    """At most `MOST`, the weightiest first."""

    tags: tuple[str, ...] = ()
    """Tags or other names of both that few other articles have, at most `MOST`, the rarest first;
    whether the texts speak of them or not."""

    subject: str = ""
    """The weightiest thing that the second article is about, by its title, tags or other names,
    and that the first speaks of; empty where there is none."""


NOTHING = Shared()


def shared(
    pairs: Sequence[tuple[Topics, Topics]], rarity: Callable[[Keys], Weights]
) -> list[Shared]:
    """What the two articles of each pair, in one language, share.

    `rarity` weighs each key from 1, in two articles only, to 0, no reason at all. Many pairs at
    once cost less than one by one.
    """
    blocks = (pairs[at : at + AT_ONCE] for at in range(0, len(pairs), AT_ONCE))
    return [found for block in blocks for found in _shared(block, rarity)]


def _shared(
    pairs: Sequence[tuple[Topics, Topics]], rarity: Callable[[Keys], Weights]
) -> Iterator[Shared]:
    found = common_of(pairs)
    rare = rarity(found.keys)
    weights = weights_of(found, rare) * rare**2
    chosen = _by_pair(found, weights, len(pairs))
    tagged = _by_pair(found, rare * ((found.flags[0] & found.flags[1] & LABEL) != 0), len(pairs))
    for (one, other), rows, tags in zip(pairs, chosen, tagged, strict=True):
        if not len(rows) and not len(tags):
            yield NOTHING
            continue
        texts = _lines(one.spellings), _lines(other.spellings)
        spelt = zip(-rare[tags], found.places[0][tags].tolist(), strict=True)
        labels = sorted((weight, texts[0][at]) for weight, at in spelt)[:MOST]
        found_here = _candidates(found, rows[:CANDIDATES], weights, texts)
        yield _chosen(found_here, tuple(label for _, label in labels))


def _by_pair(found: Common, weights: Weights, pairs: int) -> list[NDArray[np.intp]]:
    """The rows of each pair that weigh anything, weightiest first."""
    order = np.lexsort((found.keys, -weights, found.pairs))
    order = order[weights[order] > 0]
    return np.split(order, np.searchsorted(found.pairs[order], np.arange(1, pairs)))


@lru_cache(maxsize=2048)
def _lines(spellings: str) -> list[str]:
    return spellings.split("\n")


class _Candidate(NamedTuple):
    text: str
    weight: float
    words: frozenset[str]
    is_subject: bool


class _Preference(NamedTuple):
    inside: bool
    tag: bool
    plain: bool
    uses: int
    text: str


def _candidates(
    found: Common,
    rows: NDArray[np.intp],
    weights: Weights,
    texts: tuple[list[str], list[str]],
) -> list[_Candidate]:
    """The shared subjects in `rows`, as the articles write them."""
    columns = weights, *found.places, *found.flags, *found.counts
    values = zip(*(column[rows].tolist() for column in columns), strict=True)
    candidates = []
    for weight, at, there, my_flags, their_flags, my_count, their_count in values:
        mine, theirs = texts[0][at], texts[1][there]
        if mine != theirs:
            named = bool(my_flags & their_flags & NAME)
            mine = max(
                _preference(my_flags, my_count, mine, named=named),
                _preference(their_flags, their_count, theirs, named=named),
            ).text
        text = _trimmed(mine)
        if (len(text) > 1 and DOUBLE not in text) or my_flags & their_flags & LABEL:
            spoken = my_count > 1 or my_flags & (IN_TITLE | LABEL)
            subject = bool(spoken and _is_subject(my_flags, their_flags))
            words = frozenset(map(singular, text.casefold().split()))
            candidates.append(_Candidate(text, weight, words, subject))
    return candidates


def _preference(flags: int, count: int, text: str, *, named: bool) -> _Preference:
    """The greater, the better the spelling: as inside a sentence, an author's tag, the plain one.

    It is plain where only the other article writes the subject as a name.
    """
    tag = bool(flags & LABEL) and not named
    return _Preference(bool(flags & INSIDE), tag, named or not flags & NAME, count, text)


def _is_subject(mine: int, theirs: int) -> bool:
    """Whether the second article is about it, and it can stand alone in a sentence."""
    whole = (mine | theirs) & (NAME | PHRASE) or mine & theirs & LABEL
    return bool(theirs & (IN_TITLE | LABEL) and whole and not (mine | theirs) & PLAIN)


def _chosen(found: list[_Candidate], tags: tuple[str, ...]) -> Shared:
    """The weightiest topics, no word in two of them; a whole rather than a part of it."""
    best: list[_Candidate] = []
    for candidate in found:
        if len(best) == MOST or (best and candidate.weight < WORTH * best[0].weight):
            break
        if not any(_overlap(candidate.words, other.words) for other in best):
            best.append(_whole(candidate, found))
    subjects = [candidate for candidate in found if candidate.is_subject]
    subject = _whole(subjects[0], subjects).text if subjects else ""
    return Shared(tuple(Topic(c.text, c.weight) for c in best), tags, subject)


def _whole(part: _Candidate, found: list[_Candidate]) -> _Candidate:
    """The weightiest subject that holds all words of `part` and more, or `part`."""
    least = WHOLE * part.weight
    most = len(part.words) + LONGER
    wider = (c for c in found if part.words < c.words and len(c.words) <= most)
    return next((c for c in wider if c.weight >= least), part)


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether they have a word in common, inflected or not, or a sign where there are no spaces."""
    return not one.isdisjoint(other) or any(_same(a, b) for a in one for b in other)


def _same(one: str, other: str) -> bool:
    if one.isascii() and other.isascii() and min(len(one), len(other)) < INFLECTED:
        return f"{one}s" == other or one == f"{other}s"
    return one.startswith(other) or other.startswith(one)


def _trimmed(text: str) -> str:
    if text.endswith(("'s", "’s", "'", "’")):
        text = POSSESSIVE.sub("", text)
    return f"{text}." if "." in text and INITIALS.fullmatch(text) else text
