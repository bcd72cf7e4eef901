"""Where a term stands in an article, and how it is written there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .words import IDEOGRAPHIC, IDEOGRAPHS_AT_A_TIME, Keys, Reader, pairs_of

if TYPE_CHECKING:
    from .article import Article

SENTENCE_ENDS = frozenset(".!?:。！？")
QUOTES = frozenset("\"'“”‘’«»*")
POSSESSIVE = re.compile("['’]s?$")
INITIALS = re.compile(r"\w(?:\.\w)+")
MOST = 16
"""Uses of a term looked at in one article: more would not change how it is written."""

Use = tuple[int, int]
"""First slot and the slot after the last."""

Step = tuple[int, int]
"""The key of a word beside a use, and how many slots away its far side is."""

Uses = tuple[list[Use], list[Use]]
"""Where two articles use one term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The title, headings, summary and body of an article as slots; code left out."""

    reader: Reader
    numbers: list[int]
    """Token numbers; each part of the article ends with a paragraph end."""

    keys: Keys
    owners: list[int]
    """For each slot, the place of its token in `numbers`."""

    pairs: Keys
    """For each slot but the last, the key of the pair it begins, or 0."""

    compounds: Keys
    """For each token, its key as a compound, or 0."""

    growing: list[int]
    """`keys`, but 0 where a phrase may not grow: a part of a token, a word that any text uses."""

    lead: int
    """Slots before this one are the title and the headings."""

    labels: range
    """Slots of its tags and other names."""

    title: int
    """Slots before this one are the title."""

    def uses(self, key: int) -> list[Use]:
        """The first uses of a word, a pair or a compound, in order; empty where there is none."""
        wanted = np.uint64(key)
        words = np.flatnonzero(self.keys == wanted)[:MOST]
        if len(words):
            return [(at, at + 1) for at in words.tolist()]
        pairs = np.flatnonzero(self.pairs == wanted)[:MOST]
        if len(pairs):
            return [(at, at + 2) for at in pairs.tolist()]
        return list(self._compounds(key))

    def spelled(self, use: Use) -> str:
        """The use as written, or empty where marks stand inside it or it is part of a token."""
        first, last = self.owners[use[0]], self.owners[use[1] - 1]
        if IDEOGRAPHIC.match(self._token(first)):
            return self._run(use) if first == last else ""
        if not self._whole(use, first, last):
            return ""
        written = [self.reader.spelling[number] for number in self.numbers[first : last + 1]]
        if not all(token[0].isalnum() for token in written):
            return ""
        if INITIALS.fullmatch(written[-1]) and self._token(last + 1) == ".":
            return " ".join(written) + "."
        return POSSESSIVE.sub("", " ".join(written))

    def beside(self, use: Use, *, before: bool) -> Step:
        """What a use may grow by on that side: (key, slots), or (0, 0).

        A name also grows across one function word: Department ‘of Justice’.
        """
        edge, at, way = (use[0], use[0] - 1, -1) if before else (use[1] - 1, use[1], 1)
        if not self._adjoin(edge, at):
            return 0, 0
        if self.growing[at]:
            return self.growing[at], 1
        beyond = at + way
        if self._linking(at) and self._adjoin(at, beyond) and self.growing[beyond]:
            named = self._capital(edge) and self._capital(beyond)
            return (self.growing[beyond], 2) if named else (0, 0)
        return 0, 0

    def beside_name(self, use: Use) -> bool:
        """Whether the use is next to a capitalized word, or one function word away from it."""
        for before in (True, False):
            edge, way = (use[0], -1) if before else (use[1] - 1, 1)
            at = edge + way
            if self._adjoin(edge, at) and self._linking(at):
                edge, at = at, at + way
            if self._adjoin(edge, at) and self._capital(at):
                return not (before and self.starts_sentence((at, at + 1)))
        return False

    def follows_determiner(self, use: Use) -> bool:
        """Whether the word before it shows that the use is a noun or part of a noun phrase."""
        before = self.owners[use[0]] - 1
        return before >= 0 and self._token(before).lower() in self.reader.language.determiners

    def _adjoin(self, one: int, other: int) -> bool:
        """Whether two slots are of neighbouring tokens, or of one run of ideographs."""
        if not 0 <= other < len(self.owners):
            return False
        apart = abs(self.owners[one] - self.owners[other])
        return apart == 1 or (apart == 0 and bool(IDEOGRAPHIC.match(self._token(self.owners[one]))))

    def _capital(self, slot: int) -> bool:
        return self._token(self.owners[slot])[0].isupper()

    def _linking(self, slot: int) -> bool:
        """Whether a lower-case function word stands there."""
        return self._token(self.owners[slot])[0].islower() and not self.keys[slot]

    def starts_sentence(self, use: Use) -> bool:
        """Whether a capital there says nothing: after a sentence's end, in a title or a heading."""
        if use[0] < self.lead:
            return True
        at = self.owners[use[0]] - 1
        while at >= 0 and self._token(at) in QUOTES:
            at -= 1
        return at < 0 or self._token(at) in SENTENCE_ENDS or self._token(at).isspace()

    def _run(self, use: Use) -> str:
        """A use inside a run of ideographs, whose slots are overlapping pieces."""
        begin = use[0] - bisect_left(self.owners, self.owners[use[0]])
        length = use[1] - use[0] - 1 + IDEOGRAPHS_AT_A_TIME
        return self._token(self.owners[use[0]])[begin : begin + length]

    def _token(self, at: int) -> str:
        return self.reader.spelling[self.numbers[at]]

    def _whole(self, use: Use, first: int, last: int) -> bool:
        """Whether the use begins and ends where its tokens do."""
        starts = use[0] == 0 or self.owners[use[0] - 1] < first
        ends = use[1] == len(self.owners) or self.owners[use[1]] > last
        return starts and ends

    def _compounds(self, key: int) -> Iterator[Use]:
        for place in np.flatnonzero(self.compounds == np.uint64(key))[:MOST].tolist():
            yield bisect_left(self.owners, place), bisect_right(self.owners, place)


def text_of(article: Article, reader: Reader) -> Text:
    """Read `article` so that its terms can be found again."""
    labels = "\n\n".join((*article.tags, *article.aliases))
    parts = [article.title, article.headings, labels, article.summary, article.body]
    numbered = [reader.read(f"{part}\n\n") for part in parts]
    numbers = [number for part in numbered for number in part]
    keys = reader.keys(numbers)
    title, headings, labels_wide = (reader.width(part) for part in numbered[:3])
    return Text(
        reader=reader,
        numbers=numbers,
        keys=keys,
        owners=[at for at, number in enumerate(numbers) for _ in reader.slots[number]],
        pairs=pairs_of(keys),
        compounds=np.array([reader.compound[number] for number in numbers], np.uint64),
        growing=[key for number in numbers for key in _growing(reader, number)],
        lead=title + headings,
        labels=range(title + headings, title + headings + labels_wide),
        title=title,
    )


def _growing(reader: Reader, number: int) -> tuple[int, ...]:
    slots = reader.slots[number]
    if len(slots) > 1:
        return slots if IDEOGRAPHIC.match(reader.spelling[number]) else (0,) * len(slots)
    generic = reader.spelling[number].lower() in reader.language.generic_words
    return (0,) if generic and reader.spelling[number].islower() else slots


def spellings(text: Text, uses: list[Use]) -> tuple[Counter[str], Counter[str]]:
    """How the uses are written: (inside sentences, where a sentence or a title begins)."""
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    for use in uses:
        written = text.spelled(use)
        if written:
            (opening if text.starts_sentence(use) else inside)[written] += 1
    return inside, opening
