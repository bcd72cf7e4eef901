"""An article's text and names as numbers, one for each word: all that finding mentions needs of it.

Depends on that one article alone, so that it may be kept for as long as the article stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..text.inflection import base
from ..text.languages import primary
from ..text.tokens import spellings
from ..text.words import Numbering, Ragged
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
class EncodedText:
    """An article as it is searched: plain values, the same every time."""

    lang: str
    """Primary language subtag."""

    codes: Codes
    """The atoms of all passages in order, each a hash of its base form with its letter case; a 0
    before each passage and at the end."""

    names: tuple[tuple[str, str, bool], ...]
    """What may name the article, of each (text, `Origin`, sure) as in `Phrase`; at most `LONGEST`
    atoms each."""

    spelled: Codes
    """The codes of all names, one after another."""

    lengths: NDArray[np.int64]
    """How many codes each name has."""

    def phrases(self, target: str) -> list[Phrase]:
        """The names, as those of the article with that id."""
        return [
            Phrase(text, target, Origin(origin), self.lang, sure)
            for text, origin, sure in self.names
        ]


def encode(article: Article, passages: Iterable[str]) -> EncodedText:
    """Encode one article by the texts of its passages."""
    lang = primary(article.lang)
    encoder = _encoder(lang)
    texts = map(_without_border, passages)
    chunks = f" {BORDER} ".join(["", *texts, ""]).split()
    phrases = [*phrases_of(article), *title_phrases_of(article, " ".join(chunks))]
    codes, _ = encoder.codes([chunks])
    spelled, lengths = encoder.codes([_without_border(phrase.text).split() for phrase in phrases])
    kept = lengths <= LONGEST
    return EncodedText(
        lang,
        codes,
        tuple(
            (phrase.text, phrase.origin.value, phrase.sure)
            for phrase, short in zip(phrases, kept.tolist(), strict=True)
            if short
        ),
        spelled[np.repeat(kept, lengths)],
        lengths[kept],
    )


def _without_border(text: str) -> str:
    return text.replace(BORDER, "\ufffd")


class _Encoder:
    """Encodes texts of one language. It remembers each chunk: a site repeats most of its words."""

    def __init__(self, lang: str) -> None:
        self._word_codes = Numbering(lambda written: code(written, lang))
        self._chunk_codes = Ragged(np.uint64)
        self._chunks = Numbering(self._learn)

    def _learn(self, chunk: str) -> int:
        codes = [self._word_codes[word] for word in spellings(chunk)]
        self._chunk_codes.append([0] if chunk == BORDER else codes)
        return len(self._chunk_codes) - 1

    def codes(self, texts: Sequence[Sequence[str]]) -> tuple[Codes, NDArray[np.int64]]:
        """Of texts cut at white space: their codes, one after the other, and how many of each."""
        chunks = [chunk for text in texts for chunk in text]
        numbers = np.fromiter(map(self._chunks.__getitem__, chunks), np.int32, len(chunks))
        owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        lengths = np.bincount(owners, self._chunk_codes.widths(numbers), len(texts))
        return self._chunk_codes.gather(numbers), lengths.astype(np.int64)


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
