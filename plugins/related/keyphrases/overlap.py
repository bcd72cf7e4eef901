"""Which subjects the articles of pairs share, and how well each would do as a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..text.hashing import Keys
from .extraction import Topics
from .selection import IN_HEADING, IN_TITLE, IS_NOUN, LABEL, NAME, PARTLY, PHRASE, PLAIN

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


class Common(NamedTuple):
    """Subjects that the articles of pairs have in common; one row each."""

    pairs: NDArray[np.intp]
    """Which of the pairs, ascending."""
    keys: Keys
    places: tuple[NDArray[np.intp], NDArray[np.intp]]
    """Among the first's subjects, and among the second's."""
    flags: tuple[NDArray[np.uint16], NDArray[np.uint16]]
    counts: tuple[NDArray[np.int32], NDArray[np.int32]]


def common_of(pairs: Sequence[tuple[Topics, Topics]]) -> Common:
    """What at most `AT_ONCE` pairs have in common."""
    ones, others = [one for one, _ in pairs], [other for _, other in pairs]
    (keys, of, starts), (their_keys, their_of, their_starts) = _numbered(ones), _numbered(others)
    places = np.minimum(np.searchsorted(keys, their_keys), max(len(keys) - 1, 0))
    there = np.flatnonzero(keys[places] == their_keys) if len(keys) else np.zeros(0, np.intp)
    here = places[there]
    return Common(
        their_of[there],
        _of(ones, "keys")[here],
        (here - starts[of[here]], there - their_starts[their_of[there]]),
        (_of(ones, "flags")[here], _of(others, "flags")[there]),
        (_of(ones, "counts")[here].astype(np.int32), _of(others, "counts")[there].astype(np.int32)),
    )


def _numbered(tables: list[Topics]) -> tuple[Keys, NDArray[np.intp], NDArray[np.intp]]:
    """All their keys with the number of the table before them: still ascending."""
    sizes = np.array([len(table.keys) for table in tables], np.intp)
    of = np.repeat(np.arange(len(tables)), sizes)
    keys = _of(tables, "keys") >> REST
    return keys | (of.astype(np.uint64) << (np.uint64(64) - REST)), of, np.cumsum(sizes) - sizes


def _of(tables: list[Topics], what: str) -> NDArray[Any]:
    return np.concatenate([getattr(table, what) for table in tables])


def weights_of(found: Common, rare: Weights) -> Weights:
    """How well each shared subject would do as a reason, but for its rarity; 0 for not at all."""
    flags, counts = found.flags, found.counts
    either, both = flags[0] | flags[1], flags[0] & flags[1]
    least, most = np.minimum(*counts), np.maximum(*counts)
    about = [(flag & (IN_TITLE | LABEL)) != 0 for flag in flags]
    of_either, of_both = about[0] | about[1], about[0] & about[1]
    headed = (flags[0] & HEADED != 0) & (flags[1] & HEADED != 0)
    name, phrase, plain, partly = ((either & bit) != 0 for bit in (NAME, PHRASE, PLAIN, PARTLY))
    label, noun = (both & LABEL) != 0, (either & (IS_NOUN | LABEL)) != 0

    often = of_either | (least + most >= OFTEN)
    spoken = of_either & (headed | (least > OFTEN)) | (least >= NOUN_OFTEN)
    word = spoken & noun & ~plain & (rare >= RARE)
    common = np.where(plain, of_either & (least > 1), of_either | (least >= OFTEN))
    longer = np.where(partly & ~name, common, often) & (name | noun)
    told = (np.where(phrase | name, longer, word) | label) & (least > 0)

    telling = np.where(name | (phrase & ~partly), TELLING, 1.0)
    place = np.where(of_both, ABOUT * ABOUT, np.where(of_either, ABOUT, 1.0))
    uses = (1 + np.log(np.maximum(least, 1))) * (1 + np.log(np.maximum(most, 1)))
    return np.asarray(told * telling * place * uses, np.float32)
