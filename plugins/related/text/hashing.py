"""Keys: 64-bit hashes of stems, and of the phrases that stems make.

What is read in one article depends on no other, so it may be kept.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from ..array_table import lookup

Keys = NDArray[np.uint64]

SPREAD, MIX, SHIFT = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 29
ALL_BITS = (1 << 64) - 1


@lru_cache(maxsize=1 << 16)
def word_key(stem: str) -> int:
    """The key of a stem or a piece, never 0."""
    return int.from_bytes(blake2b(stem.encode(errors="replace"), digest_size=8).digest()) or 1


def phrase_keys(left: Keys, right: Keys) -> Keys:
    """The keys of phrases of which `left` are the beginnings and `right` the last words."""
    mixed = left * np.uint64(SPREAD) + right
    # Without the shift a pair's key would be linear in its words, and two pairs could meet.
    return np.asarray((mixed ^ (mixed >> np.uint64(SHIFT))) * np.uint64(MIX), np.uint64)


def phrase_key(keys: list[int]) -> int:
    """What `phrase_keys` makes of the keys of a phrase's words, one after the other; 0 for none."""
    phrase = keys[0] if keys else 0
    for key in keys[1:]:
        mixed = (phrase * SPREAD + key) & ALL_BITS
        phrase = (mixed ^ (mixed >> SHIFT)) * MIX & ALL_BITS
    return phrase


def pair_keys(keys: Keys) -> Keys:
    """The key of each slot and the next as a pair, 0 where one of them is a gap."""
    left, right = keys[:-1], keys[1:]
    return np.where((left != 0) & (right != 0), phrase_keys(left, right), np.uint64(0))


def among(keys: Keys, known: Keys) -> NDArray[np.bool_]:
    """Which of `keys` are among those `known`, which ascend."""
    return lookup(known, keys)[1]
