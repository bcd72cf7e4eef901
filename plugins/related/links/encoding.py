"""An article's text and names as numbers, one for each word: all that finding mentions needs of it.

Depends on that one article alone, so that it may be kept for as long as the article stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..text.inflection import base
from ..text.languages import primary
from ..text.tokens import spellings
from ..text.words import Learned
from .phrases import Origin, Phrase, phrases_of
from .title_phrases import title_phrases_of

if TYPE_CHECKING:
    from ..article import Article

Codes = NDArray[np.uint64]

LONGEST = 32
"""Atoms of the longest phrase: nobody writes a longer title into a sentence, and two bits for the
case of each fill a number of 64."""

LOWER, CAPITALIZED, OTHER = range(3)
CASE = np.uint64(2)
"""Low bits of a code that tell the letter case; the others are a hash of language and word."""

BORDER = "\0"
"""Stands for the border of a passage. Where it stands in a text, a browser shows U+FFFD for it."""


@dataclass(frozen=True, slots=True)
class EncodedNames:
    """What may name an article: plain values, the same every time."""

    lang: str
    """Primary language subtag."""

    names: tuple[tuple[str, str, bool], ...]
    """Of each (text, `Origin`, sure) as in `Phrase`; at most `LONGEST` atoms each."""

    spelled: tuple[int, ...]
    """The codes of all names, one after another."""

    lengths: tuple[int, ...]
    """How many codes each name has."""

    def phrases(self, target: str) -> list[Phrase]:
        """The names, as those of the article with that id."""
        return [
            Phrase(text, target, Origin(origin), self.lang, sure)
            for text, origin, sure in self.names
        ]


class EncodedText:
    """An article as it is searched. After an edit nobody asks for the codes of most others."""

    def __init__(self, names: EncodedNames, read: Callable[[], Codes]) -> None:
        self.names = names
        self._read = read

    @cached_property
    def codes(self) -> Codes:
        """The atoms of all passages in order; a 0 before each passage and at the end.

        Each is a hash of its base form with its letter case.
        """
        return self._read()


def encode(article: Article, passages: Iterable[str]) -> tuple[EncodedNames, Codes]:
    """What makes an `EncodedText` of an article, by the texts of its passages."""
    lang = primary(article.lang)
    encoder = _encoder(lang)
    texts = map(_without_border, passages)
    chunks = f" {BORDER} ".join(["", *texts, ""]).split()
    phrases = [*phrases_of(article), *title_phrases_of(article, " ".join(chunks))]
    spelled = [(p, encoder.codes(_without_border(p.text).split())) for p in phrases]
    names = [(phrase, codes) for phrase, codes in spelled if len(codes) <= LONGEST]
    found = EncodedNames(
        lang,
        tuple((phrase.text, phrase.origin.value, phrase.sure) for phrase, _ in names),
        tuple(code for _, codes in names for code in codes.tolist()),
        tuple(len(codes) for _, codes in names),
    )
    return found, encoder.codes(chunks)


def _without_border(text: str) -> str:
    return text.replace(BORDER, "\ufffd")


class _Encoder:
    """Encodes texts of one language. It remembers each chunk: a site repeats most of its words."""

    def __init__(self, lang: str) -> None:
        self._words = Learned(lambda written: code(written, lang).to_bytes(8, "little"))
        self._chunks = Learned(self._learn)
        self._chunks[BORDER] = bytes(8)

    def _learn(self, chunk: str) -> bytes:
        return b"".join([self._words[word] for word in spellings(chunk)])

    def codes(self, chunks: Iterable[str]) -> Codes:
        """The codes of a text that was cut at white space."""
        found = b"".join(map(self._chunks.__getitem__, chunks))
        return np.frombuffer(found, "<u8").astype(np.uint64)


_encoder = lru_cache(maxsize=64)(_Encoder)


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
