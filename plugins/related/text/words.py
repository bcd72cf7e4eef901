"""From text to the keys of its words, in order.

Key 0 is a gap: a function word, a mark that parts words, the end of a paragraph. Words on both
sides of a gap do not make a pair.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain, count, islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ...common.regex import regex
from ...common.values import dataclass
from ..array_table import ranges
from .hashing import Keys, phrase_key, word_key
from .languages import Language, language_of
from .token_flags import is_particle, token_flags_of
from .tokens import APOSTROPHES, IDEOGRAPHIC, PARAGRAPH, UNSPACED_RUN, grams, tokens

TokenIds = NDArray[np.int32]
"""Tokens by the numbers that a `Tokenizer` gave them."""

PARTING = ".,;:!?()[]<>=|…—–،؛؟。，、；：！？"
"""Marks that part words. Others, as of quotation and emphasis, do not: so ‘the "culture" of’ is
read as if it had no marks."""

TOKEN = np.dtype([("number", np.int32), ("place", np.int32)])
"""A token as its chunk is kept: its number, and how many stand before it in the chunk."""

Known = TypeVar("Known")

PARAGRAPH_END = "\n\n"
COMPOUND = regex("[._-]")


@dataclass(frozen=True, slots=True)
class TokenStream:
    """Several texts, read one after the other; a paragraph's end follows each."""

    tokenizer: Tokenizer
    token_ids: TokenIds
    place_in_chunk: NDArray[np.int32]
    """For each token how many stand before it without a space; 0 after a space."""
    bounds: tuple[int, ...]
    """Where each text begins, then where the next would."""


class Tokenizer:
    """Reads texts of one language, and remembers every word: a site repeats most of its words.

    Tokens are numbered in the order in which they were first met; the numbers mean something to
    this tokenizer only. What stands between two spaces is looked up as a whole.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.spelling: list[str] = []
        """Each token as written."""
        self.token_flags = Column(np.uint16)
        """Each token's bits of `token_flags`."""
        self.whole_keys = Column(np.uint64)
        """A token's key as a part of a phrase, function words too; 0 for marks and ideographs."""
        self.term_keys = Ragged(np.uint64)
        """Each token's keys: one for a word, several for a compound, none for most marks."""
        self.particles = Ragged(np.bool_)
        """For each of these keys, whether it is of ideographs that stand between subjects."""
        self._compounds = Column(np.uint64)
        self._numbers = Learned(self._learn)
        self._chunks = Learned(self._split)
        self._word_keys = Learned(self._word_key)
        self._form_keys = Learned(self._form_key)

    def tokenize(self, text: str) -> TokenIds:
        """The numbers of the tokens of `text`, in order."""
        numbers, _ = _joined([self._chunks[chunk] for chunk in _chunks(text)])
        return numbers

    def tokenize_texts(self, texts: Sequence[str]) -> TokenStream:
        """Read several texts at once, which is faster than one by one."""
        end = self._chunks[PARAGRAPH_END]
        read = [b"".join([*map(self._chunks.__getitem__, _chunks(text)), end]) for text in texts]
        bounds = accumulate((len(each) // TOKEN.itemsize for each in read), initial=0)
        return TokenStream(self, *_joined(read), tuple(bounds))

    def keys(self, token_ids: TokenIds) -> Keys:
        """The keys of tokens, with gaps."""
        return np.asarray(self.term_keys.gather(token_ids), np.uint64)

    def compounds(self, token_ids: TokenIds) -> Keys:
        """For each token its key as a compound, 0 where it is none."""
        return np.asarray(self._compounds.array[token_ids], np.uint64)

    def _split(self, chunk: str) -> bytes:
        found = [chunk] if chunk.isspace() else tokens(chunk, elides=self.language.elides)
        numbers = map(self._numbers.__getitem__, found)
        return array("i", chain.from_iterable(zip(numbers, count(), strict=False))).tobytes()

    def _learn(self, token: str) -> int:
        parts = [token] if token.isalnum() or len(token) == 1 else COMPOUND.split(token)
        pieces = grams(token) if not token.isascii() and UNSPACED_RUN.match(token) else []
        term_keys = self._term_keys(token, parts, pieces)
        self.spelling.append(token)
        self.term_keys.append(term_keys)
        self.particles.append(
            [is_particle(p) for p in pieces] if pieces else [False] * len(term_keys)
        )
        self.token_flags.append(token_flags_of(token, self.language))
        self.whole_keys.append(self._whole_key(token, parts, pieces))
        self._compounds.append(word_key("=" + token.lower()) if len(parts) > 1 else 0)
        return len(self.spelling) - 1

    def _whole_key(self, token: str, parts: list[str], pieces: list[str]) -> int:
        if not token[0].isalnum() or IDEOGRAPHIC.match(token):
            return 0
        return phrase_key([self._form_keys[part] for part in pieces or parts])

    def _form_key(self, part: str) -> int:
        lower = part.lower().replace(APOSTROPHES[1], APOSTROPHES[0])
        if lower in self.language.function_words:
            return word_key(lower)
        return word_key(self.language.one_form(lower.removesuffix("'s")))

    def _term_keys(self, token: str, parts: list[str], pieces: list[str]) -> list[int]:
        if token[0] in PARTING or token.isspace():
            return [0]
        if not token[0].isalnum():
            return []
        return [word_key(piece) for piece in pieces] or [
            self._word_keys[part.lower().replace(APOSTROPHES[1], APOSTROPHES[0])] for part in parts
        ]

    def _word_key(self, lower: str) -> int:
        if lower in self.language.function_words:
            return 0
        return word_key(self.language.stem(lower.removesuffix("'s")))


def _joined(read: Sequence[bytes]) -> tuple[TokenIds, NDArray[np.int32]]:
    """The tokens of chunks or texts, and their places in the chunks."""
    found = np.frombuffer(b"".join(read), TOKEN)
    return np.ascontiguousarray(found["number"]), np.ascontiguousarray(found["place"])


class Learned(dict[str, Known]):
    """What is known of strings; one not met before is learned."""

    def __init__(self, learn: Callable[[str], Known]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, written: str) -> Known:
        found = self[written] = self._learn(written)
        return found


def _chunks(text: str) -> list[str]:
    """What stands between spaces, and paragraphs' ends."""
    first, *others = PARAGRAPH.split(text) if "\n" in text else [text]
    found = first.split()
    for paragraph in others:
        found.append(PARAGRAPH_END)
        found += paragraph.split()
    return found


@lru_cache(maxsize=64)
def tokenizer_of(lang: str) -> Tokenizer:
    """The tokenizer of a primary language subtag."""
    return Tokenizer(language_of(lang))


class Column:
    """One number a row."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._kept = np.zeros(1024, dtype)
        self._filled = 0
        self._new: list[int] = []

    def append(self, value: int) -> None:
        """Add a row."""
        self._new.append(value)

    def extend(self, values: Iterable[int]) -> None:
        """Add rows."""
        self._new.extend(values)

    def __len__(self) -> int:
        return self._filled + len(self._new)

    @property
    def array(self) -> NDArray[Any]:
        """All rows; the space behind them doubles, so that a row costs the same however many."""
        if self._new:
            size = len(self)
            if size > len(self._kept):
                self._kept = np.resize(self._kept, 2 * size)
            self._kept[self._filled : size] = np.array(self._new, self._kept.dtype)
            self._filled = size
            self._new.clear()
        return self._kept[: self._filled]


class Ragged:
    """Any number of numbers a row."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._starts = Column(np.int64)
        self._widths = Column(np.int32)
        self._values = Column(dtype)
        self._new: list[Sequence[int]] = []

    def append(self, values: Sequence[int]) -> None:
        """Add a row."""
        self._new.append(values)

    def __len__(self) -> int:
        return len(self._starts) + len(self._new)

    def _take_in(self) -> None:
        """Put new rows where the others are."""
        if self._new:
            widths = [len(values) for values in self._new]
            ends = accumulate(widths, initial=len(self._values))
            self._starts.extend(islice(ends, len(widths)))
            self._widths.extend(widths)
            self._values.extend(chain.from_iterable(self._new))
            self._new.clear()

    def widths(self, rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """How many numbers each of `rows` has."""
        self._take_in()
        return np.asarray(self._widths.array[rows], np.int32)

    def gather(self, rows: NDArray[np.int32]) -> NDArray[Any]:
        """The numbers of `rows`, one row after the other."""
        widths = self.widths(rows)
        places = ranges(self._starts.array[rows], widths)
        return np.asarray(self._values.array[places])
