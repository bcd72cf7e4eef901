"""Where phrases stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from .atoms import Atom, atoms, singular
from .letters import UNSPACED
from .passages import Passage
from .phrases import Origin, Phrase

GLUED = tuple("_./\\@:$#+-'’")
"""Between two letters these make one word, an address or an identifier of them: x.y, a/b, it's."""

SIGILS = tuple("@#$\\")
"""Before a word these make something else of it: a handle, a tag, a variable."""

APOSTROPHES = tuple("'’")
UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
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


@dataclass(slots=True)
class _Node:
    """A place in the tree of all phrases, after some of their atoms."""

    next: dict[str, _Node] = field(default_factory=dict)
    exact: dict[str, list[Phrase]] = field(default_factory=dict)
    """By the last atom."""
    inflected: dict[str, list[Phrase]] = field(default_factory=dict)
    """By the last atom's singular."""


class Lexicon:
    """All phrases of one language, ready to be found."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._root = _Node()
        for phrase in phrases:
            *first, last = (atom.folded for atom in phrase.atoms)
            node = self._root
            for folded in first:
                node = node.next.setdefault(folded, _Node())
            if phrase.inflects:
                node.inflected.setdefault(singular(last), []).append(phrase)
            else:
                node.exact.setdefault(last, []).append(phrase)

    def matches(self, passages: Iterable[Passage]) -> Iterator[Match]:
        """All mentions, in order; where several begin at one place, the longest comes first."""
        for passage in passages:
            yield from self._in(passage)

    def _in(self, passage: Passage) -> Iterator[Match]:
        read = atoms(passage.text)
        folded = [atom.folded for atom in read]
        for first in range(len(read)):
            for last, phrase in self._from(folded, first):
                match = _match(passage, read, first, last, phrase)
                if match:
                    yield match

    def _from(self, folded: list[str], first: int) -> list[tuple[int, Phrase]]:
        """(index of the last atom, phrase) of what begins at an atom, longest first."""
        found: list[tuple[int, Phrase]] = []
        node: _Node | None = self._root
        at = first
        while node and at < len(folded):
            ends = node.exact.get(folded[at], []) + node.inflected.get(singular(folded[at]), [])
            found += [(at, phrase) for phrase in ends]
            node = node.next.get(folded[at])
            at += 1
        return found[::-1]


def _match(
    passage: Passage, read: list[Atom], first: int, last: int, phrase: Phrase
) -> Match | None:
    start, end = read[first].start, read[last].end
    if not _spaced(read, first, phrase) or not _bounded(passage, start, end, phrase):
        return None
    place = passage.source(start, end)
    if place is None:
        return None
    cased = _same_case(phrase, read[first : last + 1])
    return Match(phrase, passage.text[start:end], *place, passage.paragraph, cased)


def _same_case(phrase: Phrase, read: list[Atom]) -> bool:
    if phrase.any_case:
        return True
    written = [atom.text for atom in read]
    wanted = [atom.text for atom in phrase.atoms]
    return written == wanted or (phrase.inflects and written[:-1] == wanted[:-1])


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
