"""Why two articles belong together, in words that both of them use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .keys import Keys
from .topics import HEADING, INSIDE, LABEL, NAME, NOUN_BIT, PHRASE, PLAIN, TITLE, Topics

if TYPE_CHECKING:
    from .article import Article

Weights = NDArray[np.float32]

MOST = 3
"""More subjects than this are a list, not a reason."""

CANDIDATES = 12
"""Shared subjects of which the spelling is looked at."""

WORTH = 0.4
"""A further subject must do so much of what the first does."""

TELLING = 2.0
"""A name or a phrase tells a reader so much more than a single common word of the same weight."""

ABOUT = 1.5
"""A subject in an article's title, tags or other names weighs so much more; twice if in both's."""

OFTEN = 3
"""A name or a phrase is a subject of two articles that use it so often together."""

NOUN_OFTEN = 4
"""A single common word that neither title has is one if each article uses it so often."""

RARE = 0.5
"""A single common word that is no tag of both must be so rare."""

WHOLE = 0.3
"""A longer subject that weighs so much of a part of it is given instead of the part."""

SPELT_OUT = 4
"""Letters in a word of which an inflection is the same word."""

POSSESSIVE = re.compile("['’]s?$")
INITIALS = re.compile(r"(?:^|.* )[^\W\d_a-z](?:\.[^\W\d_a-z])+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that two articles share."""

    text: str
    """In the spelling that they use most."""

    weight: float


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles have in common."""

    topics: tuple[Topic, ...] = ()
    """At most `MOST`, the weightiest first."""

    subject: str = ""
    """The weightiest thing that the second article is about, by its title, tags or other names,
    and that the first speaks of; empty where there is none."""


def shared(one: Topics, other: Topics, rarity: Callable[[Keys], Weights]) -> Shared:
    """What two articles of one language share; `rarity` weighs each key, 0 for no reason."""
    here, there = _common(one.keys, other.keys)
    if not len(here):
        return Shared()
    flags = one.flags[here], other.flags[there]
    counts = one.counts[here].astype(np.int32), other.counts[there].astype(np.int32)
    rare = rarity(one.keys[here])
    weights = _weights(flags, counts, rare) * rare**2
    order = np.argsort(-weights, kind="stable")[:CANDIDATES]
    rows = [(at, float(weights[at])) for at in order.tolist() if weights[at] > 0]
    if not rows:
        return Shared()
    lines = one.spellings.split("\n"), other.spellings.split("\n")
    found = []
    for at, weight in rows:
        named = flags[0][at] & flags[1][at] & NAME
        forms = [
            (
                # Where only one article writes it as a name, the other's spelling is the plain one.
                int(flag[at] & INSIDE) * (1 if named or not flag[at] & NAME else 0.5),
                int(count[at]),
                _trimmed(line[place[at]]),
            )
            for flag, count, line, place in zip(flags, counts, lines, (here, there), strict=True)
        ]
        text = max(forms)[2]
        if len(text) > 1 or flags[0][at] & flags[1][at] & LABEL:
            found.append((Topic(text, weight), _is_subject(flags, counts, at)))
    return Shared(_best([topic for topic, _ in found]), _subject(found))


def shared_tags(one: Article, other: Article) -> list[str]:
    """Tags that both have, as the first writes them, at most `MOST`."""
    theirs = {tag.casefold() for tag in other.tags}
    return [tag for tag in one.tags if tag.casefold() in theirs][:MOST]


Pair = tuple[NDArray[np.uint8], NDArray[np.uint8]]
Counts = tuple[NDArray[np.int32], NDArray[np.int32]]


def _common(one: Keys, other: Keys) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the keys stand that both have."""
    if not len(one) or not len(other):
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    places = np.minimum(np.searchsorted(one, other), len(one) - 1)
    there = np.flatnonzero(one[places] == other)
    return places[there], there


def _weights(flags: Pair, counts: Counts, rare: Weights) -> Weights:
    """How well each shared subject would do as a reason, but for its rarity; 0 for not at all."""
    either, both = flags[0] | flags[1], flags[0] & flags[1]
    least, most = np.minimum(*counts), np.maximum(*counts)
    about = [(flag & (TITLE | LABEL)) != 0 for flag in flags]
    headed = [(flag & (TITLE | LABEL | HEADING)) != 0 for flag in flags]
    name, phrase, plain = ((either & bit) != 0 for bit in (NAME, PHRASE, PLAIN))
    of_either, of_both = about[0] | about[1], about[0] & about[1]

    label, noun = (both & LABEL) != 0, (either & (NOUN_BIT | LABEL)) != 0
    often = of_either | (least + most >= OFTEN)
    common = (
        (of_either & headed[0] & headed[1]) | (of_either & (least >= OFTEN)) | (least >= NOUN_OFTEN)
    )
    longer = np.where(plain & ~name, of_either & (least > 1), often) & (name | noun)
    told = np.where(phrase | name, longer, common & noun & ~plain & (rare >= RARE)) | label
    told &= least > 0

    telling = np.where((name | phrase) & ~plain, TELLING, 1.0)
    place = np.where(of_both, ABOUT * ABOUT, np.where(of_either, ABOUT, 1.0))
    spoken = (1 + np.log(np.maximum(least, 1))) * (1 + np.log(np.maximum(most, 1)))
    return np.asarray(told * telling * place * spoken, np.float32)


def _is_subject(flags: Pair, counts: Counts, at: int) -> bool:
    """Whether the second article is about it, and the first speaks of it more than in passing."""
    mine, theirs = int(flags[0][at]), int(flags[1][at])
    spoken = counts[0][at] > 1 or mine & (TITLE | LABEL)
    whole = (mine | theirs) & (NAME | PHRASE) or mine & theirs & LABEL
    return bool(theirs & (TITLE | LABEL) and spoken and whole and not mine & theirs & PLAIN)


def _subject(found: Iterable[tuple[Topic, bool]]) -> str:
    return next((topic.text for topic, is_subject in found if is_subject), "")


def _best(found: list[Topic]) -> tuple[Topic, ...]:
    """The weightiest topics, no word in two of them; a whole rather than a part of it."""
    best: list[Topic] = []
    for topic in found:
        worth = not best or topic.weight >= WORTH * best[0].weight
        if worth and not any(_overlap(topic.text, other.text) for other in best):
            best.append(_whole(topic, found))
    return tuple(best[:MOST])


def _whole(part: Topic, found: list[Topic]) -> Topic:
    """The weightiest subject that holds all words of `part` and more, or `part`."""
    words = set(part.text.casefold().split())
    wider = (t for t in found if words < set(t.text.casefold().split()))
    return next((t for t in wider if t.weight >= WHOLE * part.weight), part)


def _overlap(one: str, other: str) -> bool:
    """Whether they have a word in common, inflected or not, or a sign where there are no spaces."""
    return any(_same(a, b) for a in one.casefold().split() for b in other.casefold().split())


def _same(one: str, other: str) -> bool:
    if one.isascii() and other.isascii() and min(len(one), len(other)) < SPELT_OUT:
        return one == other
    return one.startswith(other) or other.startswith(one)


def _trimmed(text: str) -> str:
    text = POSSESSIVE.sub("", text)
    return f"{text}." if INITIALS.fullmatch(text) else text
