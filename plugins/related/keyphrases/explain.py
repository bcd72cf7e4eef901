"""Why articles belong together: the keyphrases that both have, in words that both of them use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...common.regex import regex
from ..array_table import lookup
from ..text import token_flags
from ..text.hashing import Keys
from ..text.inflection import singular
from .explanation import NOTHING, Explanation
from .extraction import (
    ALL_GENERIC,
    IN_HEADING,
    IN_SENTENCE,
    IN_TITLE,
    IS_NOUN,
    LABEL,
    NAME,
    PHRASE,
    SOME_GENERIC,
    Keyphrases,
)

Weights = NDArray[np.float32]

TELLING = 3.0
"""A name or a phrase tells a reader so much more than a single common word of the same weight."""

ABOUT = 1.5
"""A subject in an article's title, tags or other names weighs so much more; twice if in both's."""

OFTEN = 3
"""A name or a phrase is a subject of two articles that use it so often together."""

NOUN_OFTEN = 6
"""A single common word that neither title has is one if each article uses it so often."""

RARE = 0.5
"""A single common word that is no tag of both must be so rare."""

AT_ONCE = 256
"""Pairs compared together at most: their number is the first eight bits of a key."""

REST = np.uint64(8)

HEADED = IN_TITLE | IN_HEADING | LABEL


class Overlap(NamedTuple):
    """Subjects that the articles of pairs have in common; one row each."""

    pairs: NDArray[np.intp]
    """Which of the pairs, ascending."""
    keys: Keys
    places: tuple[NDArray[np.intp], NDArray[np.intp]]
    """Among the first's subjects, and among the second's."""
    flags: tuple[NDArray[np.uint16], NDArray[np.uint16]]
    counts: tuple[NDArray[np.int32], NDArray[np.int32]]


def overlap_of(pairs: Sequence[tuple[Keyphrases, Keyphrases]]) -> Overlap:
    """What at most `AT_ONCE` pairs have in common."""
    ones, others = [one for one, _ in pairs], [other for _, other in pairs]
    (keys, of, starts), (their_keys, their_of, their_starts) = _numbered(ones), _numbered(others)
    places, known = lookup(keys, their_keys)
    here, there = places[known], np.flatnonzero(known)
    return Overlap(
        their_of[there],
        _column(ones, "keys")[here],
        (here - starts[of[here]], there - their_starts[their_of[there]]),
        (_column(ones, "flags")[here], _column(others, "flags")[there]),
        (
            _column(ones, "counts")[here].astype(np.int32),
            _column(others, "counts")[there].astype(np.int32),
        ),
    )


def _numbered(tables: list[Keyphrases]) -> tuple[Keys, NDArray[np.intp], NDArray[np.intp]]:
    """All their keys with the number of the table before them: still ascending."""
    sizes = np.array([len(table.keys) for table in tables], np.intp)
    of = np.repeat(np.arange(len(tables)), sizes)
    keys = _column(tables, "keys") >> REST
    return keys | (of.astype(np.uint64) << (np.uint64(64) - REST)), of, np.cumsum(sizes) - sizes


def _column(tables: list[Keyphrases], what: str) -> NDArray[Any]:
    return np.concatenate([getattr(table, what) for table in tables])


def weights_of(found: Overlap, rare: Weights) -> Weights:
    """How well each shared subject would do as a reason, but for its rarity; 0 for not at all."""
    flags, counts = found.flags, found.counts
    either, both = flags[0] | flags[1], flags[0] & flags[1]
    least, most = np.minimum(*counts), np.maximum(*counts)
    about = [(flag & (IN_TITLE | LABEL)) != 0 for flag in flags]
    of_either, of_both = about[0] | about[1], about[0] & about[1]
    headed = (flags[0] & HEADED != 0) & (flags[1] & HEADED != 0)
    name, phrase, plain, partly = (
        (either & bit) != 0 for bit in (NAME, PHRASE, ALL_GENERIC, SOME_GENERIC)
    )
    label, noun = (both & LABEL) != 0, (either & (IS_NOUN | LABEL)) != 0

    often = of_either | (least + most >= OFTEN)
    spoken = of_either & (headed | (least > OFTEN)) | (least >= NOUN_OFTEN)
    word = spoken & noun & ~plain & (rare >= RARE)
    common = np.where(plain, of_either & (least > 1), of_either | (least >= OFTEN))
    longer = np.where(partly & ~name, common, often) & (name | noun)
    chosen = (np.where(phrase | name, longer, word) | label) & (least > 0)

    telling = np.where(name | (phrase & ~partly), TELLING, 1.0)
    place = np.where(of_both, ABOUT * ABOUT, np.where(of_either, ABOUT, 1.0))
    uses = (1 + np.log(np.maximum(least, 1))) * (1 + np.log(np.maximum(most, 1)))
    return np.asarray(chosen * telling * place * uses, np.float32)


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

STRAY_MARKS = token_flags.QUOTES - {*"'’‘_"}
"""Marks that inside a word are a measure or a slip: no subject; an author's tag may have one."""

POSSESSIVE = regex("['’]s?$")
INITIALS = regex(r"(?:.* )?[^\W\d_a-z](?:\.[^\W\d_a-z])+")


def explain_pairs(
    pairs: Sequence[tuple[Keyphrases, Keyphrases]], rarity: Callable[[Keys], Weights]
) -> list[Explanation]:
    """What the two articles of each pair, in one language, share.

    `rarity` weighs each key from 1, in two articles only, to 0, no reason at all. Many pairs at
    once cost less than one by one.
    """
    blocks = (pairs[at : at + AT_ONCE] for at in range(0, len(pairs), AT_ONCE))
    return [found for block in blocks for found in _shared(block, rarity)]


def _shared(
    pairs: Sequence[tuple[Keyphrases, Keyphrases]], rarity: Callable[[Keys], Weights]
) -> Iterator[Explanation]:
    found = overlap_of(pairs)
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


def _by_pair(found: Overlap, weights: Weights, pairs: int) -> list[NDArray[np.intp]]:
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


def _candidates(
    found: Overlap,
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
            )[-1]
        text = _trimmed(mine)
        if (len(text) > 1 and STRAY_MARKS.isdisjoint(text)) or my_flags & their_flags & LABEL:
            spoken = my_count > 1 or my_flags & (IN_TITLE | LABEL)
            subject = bool(spoken and _is_subject(my_flags, their_flags))
            words = frozenset(map(singular, text.casefold().split()))
            candidates.append(_Candidate(text, weight, words, subject))
    return candidates


def _preference(
    flags: int, count: int, text: str, *, named: bool
) -> tuple[bool, bool, bool, int, str]:
    """The greater, the better the spelling: as inside a sentence, an author's tag, the plain one.

    It is plain where only the other article writes the subject as a name.
    """
    tag = bool(flags & LABEL) and not named
    return bool(flags & IN_SENTENCE), tag, named or not flags & NAME, count, text


def _is_subject(mine: int, theirs: int) -> bool:
    """Whether the second article is about it, and it can stand alone in a sentence."""
    whole = (mine | theirs) & (NAME | PHRASE) or mine & theirs & LABEL
    return bool(theirs & (IN_TITLE | LABEL) and whole and not (mine | theirs) & ALL_GENERIC)


def _chosen(found: list[_Candidate], tags: tuple[str, ...]) -> Explanation:
    """The weightiest topics, no word in two of them; a whole rather than a part of it."""
    best: list[_Candidate] = []
    for candidate in found:
        if len(best) == MOST or (best and candidate.weight < WORTH * best[0].weight):
            break
        if not any(_overlap(candidate.words, other.words) for other in best):
            best.append(_whole_key(candidate, found))
    subjects = [candidate for candidate in found if candidate.is_subject]
    subject = _whole_key(subjects[0], subjects).text if subjects else ""
    return Explanation(tuple(c.text for c in best), tags, subject)


def _whole_key(part: _Candidate, found: list[_Candidate]) -> _Candidate:
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
