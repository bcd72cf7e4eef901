"""What an article's text and names come to as numbers: all that finding mentions needs of it.

Depends on that one article alone, so that it may be kept for as long as the article stays the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..text.inflection import base
from ..text.languages import primary
from ..text.tokens import spellings
from .phrases import Phrase, phrases_of
from .title_phrases import names_of

if TYPE_CHECKING:
    from ..article import Article
    from .passages import Passage

Codes = NDArray[np.uint64]

LONGEST = 32
"""Atoms of the longest phrase: nobody writes a longer title into a sentence, and two bits for the
case of each fill a number of 64."""

LOWER, CAPITALIZED, OTHER = range(3)
CASE = np.uint64(2)
"""Low bits of a code that tell the letter case; the others are a hash of language and word."""

PARTING = "\0"
"""A run of text that stands for the border of a passage. Where it stands in a text, a browser shows
U+FFFD for it."""

KEPT = 40
"""Characters of the longest run without space that is remembered. Longer ones do not come again."""


@dataclass(frozen=True)
class EncodedText:
    """An article as it is searched. Plain values: it can be pickled, and is the same every time."""

    lang: str
    """Primary language subtag."""

    codes: Codes
    """The atoms of all passages in order, each a hash of its base form with its letter case; a 0
    before each passage and at the end."""

    phrases: tuple[Phrase, ...]
    """What may name the article: at most `LONGEST` atoms each."""

    spelled: Codes
    """The codes of all phrases, one after another."""

    lengths: NDArray[np.int64]
    """How many codes each phrase has."""


def encode(article: Article, passages: Sequence[Passage] | None) -> EncodedText:
    """The words of one article; without passages (`None`) only the names that are declared."""
    reader = _reader(primary(article.lang))
    texts = [_shown(passage.text) for passage in passages or ()]
    chunks = f" {PARTING} ".join(["", *texts, ""]).split()
    phrases = [*phrases_of(article), *names_of(article, " ".join(chunks))]
    spelled = [(phrase, reader.spell(phrase.text)) for phrase in phrases]
    kept = [(phrase, codes) for phrase, codes in spelled if len(codes) <= LONGEST]
    return EncodedText(
        primary(article.lang),
        reader.codes(chunks),
        tuple(phrase for phrase, _ in kept),
        np.array([code for _, codes in kept for code in codes], np.uint64),
        np.array([len(codes) for _, codes in kept], np.int64),
    )


def _shown(text: str) -> str:
    return text.replace(PARTING, "\ufffd")


class _Reader:
    """Reads texts of one language. It remembers what it read: a site repeats most of its words."""

    def __init__(self, lang: str) -> None:
        self._numbers = _Numbers(lang)

    def spell(self, text: str) -> list[int]:
        """The codes of a phrase."""
        read = self._numbers
        spelled: list[int] = []
        for number in map(read.__getitem__, _shown(text).split()):
            spelled += read.flat[read.starts[number] : read.starts[number + 1]]
        return spelled

    def codes(self, chunks: Sequence[str]) -> Codes:
        """The codes of runs of text without space."""
        numbers = np.fromiter(map(self._numbers.__getitem__, chunks), np.int64, len(chunks))
        every = np.frombuffer(self._numbers.starts, np.int64)
        starts = every[numbers]
        lengths = every[numbers + 1] - starts
        ends = np.cumsum(lengths)
        count = int(ends[-1]) if len(ends) else 0
        places = np.arange(count) + np.repeat(starts - ends + lengths, lengths)
        return np.asarray(np.frombuffer(self._numbers.flat, np.uint64)[places], np.uint64)


class _Numbers(dict[str, int]):
    """Runs of text without space to their numbers; one not met before is learned."""

    def __init__(self, lang: str) -> None:
        super().__init__({PARTING: 0})
        self._lang = lang
        self._codes: dict[str, int] = {}
        self.flat = array("Q", [0])
        """The codes of all runs."""
        self.starts = array("q", [0, 1])
        """Where in `flat` those of each begin, by its number; and the end."""

    def __missing__(self, chunk: str) -> int:
        for written in spellings(chunk):
            if written not in self._codes:
                self._codes[written] = code(written, self._lang)
            self.flat.append(self._codes[written])
        self.starts.append(len(self.flat))
        number = len(self.starts) - 2
        if len(chunk) <= KEPT:
            self[chunk] = number
        return number


@lru_cache(maxsize=64)
def _reader(lang: str) -> _Reader:
    return _Reader(lang)


def code(written: str, lang: str) -> int:
    """The code of an atom, never 0.

    Atoms that differ only in letter case and inflection share all but the case bits.
    """
    folded = base(written.casefold(), lang)
    hashed = blake2b(f"{lang}\0{folded}".encode(errors="replace"), digest_size=8).digest()
    return (int.from_bytes(hashed) | 1 << 63) & ~3 | _case(written)


def _case(written: str) -> int:
    if written == written.lower():
        return LOWER
    capitalized = written[0] != written[0].lower() and written[1:] == written[1:].lower()
    return CAPITALIZED if capitalized else OTHER
