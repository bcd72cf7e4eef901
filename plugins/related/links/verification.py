"""Verification: whether a phrase that was found really stands in a text, and where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice, pairwise

import numpy as np

from ...common.regex import regex
from ...common.values import dataclass
from ..text.inflection import AGREEING, GENITIVE
from ..text.tokens import UNSPACED, Atom, plain_marks, spans
from .encoding import Codes
from .passages import Passage
from .phrases import CAPITAL_NOUNS, GUESSED, Origin, Phrase

GLUED = tuple("_./\\@:$#+-'’")
"""Between two letters these make one word, an address or an identifier of them: x.y, a/b, it's."""

SIGILS = tuple("@#$\\")
"""Before a word these make something else of it: a handle, a tag, a variable."""

STOPS = frozenset(".!?:;\"'()*-")
"""Marks after which a capital says nothing."""

APOSTROPHES = tuple("'’")
UNSPACED_LETTER = regex(f"[{UNSPACED}]")
BEFORE = 2
"""Atoms before a mention that are looked at."""

WIDEST_GAP = 40
"""Characters of white space inside a mention: a line break and its indentation, no more."""


@dataclass(frozen=True, slots=True)
class Match:
    """One mention of an article in a text."""

    phrase: Phrase
    anchor: str
    """The mention as a reader sees it."""

    start: int
    """In the source."""

    end: int
    paragraph: int
    cased: bool
    """Whether it is written in the phrase's letter case, where that matters."""

    @property
    def target(self) -> str:
        """Id of the article."""
        return self.phrase.target


class _Spans:
    """Where the atoms of a passage begin and end; read no further than needed."""

    def __init__(self, text: str) -> None:
        self._rest = spans(text)
        self._read: list[tuple[int, int]] = []

    def part(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those from one atom to before another."""
        self._read.extend(islice(self._rest, max(0, end - len(self._read))))
        return self._read[start:end]


class Verifier:
    """Tells whether a phrase really stands where its atoms do, in one text."""

    def __init__(self, passages: Sequence[Passage], codes: Codes) -> None:
        self._passages = passages
        self._starts: list[int] = (np.flatnonzero(codes == 0) + 1).tolist()
        self._spans: dict[int, _Spans] = {}

    def match(self, place: int, phrase: Phrase) -> Match | None:
        """The mention of `phrase` whose first atom has that place among the text's codes."""
        which = bisect_right(self._starts, place) - 1
        passage = self._passages[which]
        if which not in self._spans:
            self._spans[which] = _Spans(passage.text)
        first = place - self._starts[which]
        # One atom or two before the mention and one after it are looked at too.
        around = max(0, first - BEFORE), first + len(phrase.atoms) + 1
        read = [
            Atom(plain_marks(passage.text[start:end]), start, end)
            for start, end in self._spans[which].part(*around)
        ]
        first -= around[0]
        return _match(passage, read, first, first + len(phrase.atoms) - 1, phrase)


def _match(
    passage: Passage, read: list[Atom], first: int, last: int, phrase: Phrase
) -> Match | None:
    start, end = read[first].start, read[last].end
    if not _spelled(phrase, read[first : last + 1]):
        return None
    if not _spaced(read, first, phrase) or not _bounded(passage, start, end, phrase):
        return None
    if _is_name(phrase, read[last].text) and _goes_on(read, first, last, phrase.origin):
        return None
    place = passage.source(start, end)
    if place is None:
        return None
    cased = _same_case(phrase, read[first : last + 1])
    return Match(phrase, passage.text[start:end], *place, passage.paragraph, cased)


def _is_name(phrase: Phrase, last: str) -> bool:
    """Whether its last word has a capital as in a name, and is no identifier's or title's own."""
    if phrase.lang in CAPITAL_NOUNS:
        return False
    if phrase.any_case:
        return last != phrase.atoms[-1].text and last[0] != last[0].lower()
    return phrase.origin is not Origin.CODE


def _goes_on(read: list[Atom], first: int, last: int, origin: Origin) -> bool:
    """Whether the name is a part of a longer one: Go 1.18 Beta, Sarah Allen Holly."""
    if last + 1 < len(read) and read[last + 1].start - read[last].end == 1:
        after = read[last + 1].text[0]
        if after.isdigit() or after != after.lower():
            return True
    if not first or read[first].start - read[first - 1].end != 1:
        return False
    before = read[first - 1].text[0]
    # The first word of a sentence has a capital anyway.
    begins = first == 1 or read[first - 2].text in STOPS
    # A number before it is of it only in a part of a title: 2024 H2, but in 2024 Huawei.
    return (before != before.lower() and not begins) or (before.isdigit() and origin in GUESSED)


def _spelled(phrase: Phrase, read: list[Atom]) -> bool:
    """Whether the atoms are the phrase's, but for letter case and what may be inflected."""
    *first, last = (atom.folded for atom in read)
    *wanted, end = (atom.folded for atom in phrase.atoms)
    agrees = phrase.lang in AGREEING and phrase.inflects
    if not agrees and first != wanted:
        return False
    return phrase.inflects or last == end or (phrase.lang in GENITIVE and last == end + "s")


def _same_case(phrase: Phrase, read: list[Atom]) -> bool:
    if phrase.any_case:
        return True
    written = [atom.text for atom in read]
    wanted = [atom.text for atom in phrase.atoms]
    if phrase.inflects or phrase.lang in GENITIVE:
        return written[:-1] == wanted[:-1] and written[-1][0] == wanted[-1][0]
    return written == wanted


def _spaced(read: list[Atom], first: int, phrase: Phrase) -> bool:
    """Whether space stands between the atoms where it stands in the phrase, and nowhere else."""
    for at, (one, other) in enumerate(pairwise(phrase.atoms), first):
        gap = read[at + 1].start - read[at].end
        if bool(gap) != (other.start > one.end) or gap > WIDEST_GAP:
            return False
    return True


def _bounded(passage: Passage, start: int, end: int, phrase: Phrase) -> bool:
    """Whether words begin and end where the phrase does."""
    text = passage.text
    before = (passage.before + text[max(0, start - 2) : start])[-2:][::-1]
    after = (text[end : end + 3] + passage.after)[:3]
    if _is_letter(before[:1]) and not _unspaced(before[0], text[start]):
        return False
    if _is_letter(after[:1]) and not _unspaced(after[0], text[end - 1]):
        return False
    if (before[:1] in GLUED and _is_letter(before[1:2])) or before[:1] in SIGILS:
        return False
    if after[:1] in APOSTROPHES and _is_letter(after[1:2]):
        return after[1] == "s" and not _is_letter(after[2:3])
    if after[:1] == "-" and after[1:2].islower():
        # Half of a compound may be a whole name (Huawei-made); an identifier's half is none.
        return phrase.origin is not Origin.CODE
    return not (after[:1] in GLUED and _is_letter(after[1:2]))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _unspaced(*characters: str) -> bool:
    """Whether one of the characters is of a script in which word boundaries cannot be seen."""
    return any(UNSPACED_LETTER.match(character) for character in characters)
