"""From text to the keys of its words, in order: the engine's only tokenizer.

A key is a 64-bit hash of a stem, so that what is read in one article depends on no other and may
be kept. Key 0 is a gap: a function word, a mark that parts words, the end of a paragraph. Words on
both sides of a gap do not make a pair.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .languages import Language, language_of
from .letters import IDEOGRAPHS, PLAIN_WORD, UNSPACED, needs_care, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Keys = NDArray[np.uint64]

PARTING = ".,;:!?()[]<>=|…—–،؛؟。，、；：！？"
"""Marks that part words. Others, as of quotation and emphasis, do not: the "culture" of."""

APOSTROPHES = "'’"

COMPOUND = re.compile("[._-]")
UNSPACED_RUN = re.compile(f"[{UNSPACED}]")
IDEOGRAPHIC = re.compile(f"[{IDEOGRAPHS}]")

IDEOGRAPHS_AT_A_TIME = 2
LETTERS_AT_A_TIME = 3


class Reader:
    """Reads texts of one language, and remembers every token: a site repeats most of its words.

    Tokens are numbered in the order in which they were first met; the numbers mean something to
    this reader only.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.spelling: list[str] = []
        """Each token as written."""
        self.slots: list[tuple[int, ...]] = []
        """Each token's keys: one for a word, several for a compound, none for most marks."""
        self.compound: list[int] = []
        """The key of each token that is a compound, else 0."""
        self._numbers = _Numbers(self._learn)

    def read(self, text: str) -> list[int]:
        """The numbers of the tokens of `text`, in order."""
        return list(map(self._numbers.__getitem__, tokens(text, elides=self.language.elides)))

    def keys(self, numbers: Iterable[int]) -> Keys:
        """The keys of tokens, with gaps."""
        slots = map(self.slots.__getitem__, numbers)
        return np.array(list(chain.from_iterable(slots)), np.uint64)

    def compounds(self, numbers: Iterable[int]) -> Keys:
        """The keys of those tokens that are compounds."""
        return np.array([key for key in map(self.compound.__getitem__, numbers) if key], np.uint64)

    def width(self, numbers: Iterable[int]) -> int:
        """How many slots the tokens take."""
        return sum(len(self.slots[number]) for number in numbers)

    def _learn(self, token: str) -> int:
        parts = COMPOUND.split(token) if len(token) > 1 else [token]
        self.spelling.append(token)
        self.slots.append(tuple(self._slots(token, parts)))
        self.compound.append(key_of("=" + token.lower()) if len(parts) > 1 else 0)
        return len(self.spelling) - 1

    def _slots(self, token: str, parts: list[str]) -> Iterable[int]:
        if token[0] in PARTING or token.isspace():
            return (0,)
        if not token[0].isalnum():
            return ()
        if UNSPACED_RUN.match(token):
            return map(key_of, grams(token))
        return map(self._word, parts)

    def _word(self, written: str) -> int:
        lower = written.lower().replace(APOSTROPHES[1], APOSTROPHES[0])
        if lower in self.language.function_words:
            return 0
        return key_of(self.language.stem(lower.removesuffix("'s")))


class _Numbers(dict[str, int]):
    """Tokens to their numbers; one not met before is learned."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, token: str) -> int:
        number = self[token] = self._learn(token)
        return number


@lru_cache(maxsize=64)
def reader_of(lang: str) -> Reader:
    """The reader of a primary language subtag."""
    return Reader(language_of(lang))


def tokens(text: str, *, elides: bool = False) -> list[str]:
    """Words, marks and paragraph ends of `text`, as written, in order.

    A compound (1.18, about_If, Get-Help) is one token, and so is a word with an apostrophe unless
    the language elides.
    """
    if needs_care(text):
        return _pattern(elides=elides, plain=False).findall(unicodedata.normalize("NFC", text))
    return _pattern(elides=elides, plain=True).findall(text)


@lru_cache(maxsize=4)
def _pattern(*, elides: bool, plain: bool) -> re.Pattern[str]:
    one = PLAIN_WORD if plain else word()
    joiner = "[._-]" if elides else f"[{APOSTROPHES}._-]"
    run = "" if plain else f"|[{UNSPACED}]+"
    return re.compile(rf"{one}(?:{joiner}{one})*{run}|[^\w\s]|\n\s*\n")


def grams(run: str) -> list[str]:
    """A run of an unspaced script as overlapping pieces: two ideographs, or three letters."""
    size = IDEOGRAPHS_AT_A_TIME if IDEOGRAPHIC.match(run) else LETTERS_AT_A_TIME
    return [run[at : at + size] for at in range(max(1, len(run) - size + 1))]


@lru_cache(maxsize=1 << 16)
def key_of(stem: str) -> int:
    """The key of a stem or a piece, never 0."""
    return int.from_bytes(blake2b(stem.encode(errors="replace"), digest_size=8).digest()) or 1


def pairs_of(keys: Keys) -> Keys:
    """The key of each slot and the next as a pair, 0 where one of them is a gap."""
    left, right = keys[:-1], keys[1:]
    mixed = left * np.uint64(0x9E3779B97F4A7C15) + right
    # Without the shift a pair's key would be linear in its words, and two pairs could meet.
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return np.where((left != 0) & (right != 0), mixed, np.uint64(0))
