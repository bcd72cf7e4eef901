"""Disambiguation: which article each phrase leads to, and which phrases lead nowhere.

Decided by who uses each phrase, and how often (`PhraseStatistics`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..text.tokens import atoms
from .encoding import Codes, EncodedText
from .mention_detection import EncodedPhrases, Occurrences
from .phrases import GUESSED, Origin, Phrase

RARE = 3
RARE_SHARE = 0.004
"""Articles that may mention a title of few words: in more, it is an expression of the trade.

Of the mentions of titles of two words or more that authors could have linked, they did link 81 % of
those in one to three articles, 45 % in four to seven, 24 % in more (four sites, visible half).
"""

OWN_SHARE = 0.01
"""The same for a title that its own article uses `OWN_USES` times, and `LEAD` times as often as any
other."""
OWN_USES = 3

LONG = 4
"""Words from which a title is no expression, however often it is used."""

NAME_SHARE = 0.25
"""Articles that may mention a title of one word, or a name with a number (Go 1.22); in more, it is
what the whole site is about."""

PROPER_SHARE = 0.05
FEW_PROPER = 6
"""Articles that may mention a title written with capitals everywhere (18F Guides), or a core."""

LEAD = 1.5
"""An article uses a part of its title so many times as often as any other, if it is its own."""

FOLLOWS = 2
"""A core may be used so many times as often elsewhere as by its own article, a sure one more:
its article is named after it."""
FOLLOWS_SURE = 3

FEW = 4
SHARE = 0.006
"""Articles that may use a part of a title in lower case."""
FEW_NAMES = 8
NAMES_SHARE = 0.012
"""The same for a part written with capitals."""

FAR_AHEAD = 3
OWNED_SHARE = 0.025
"""The same where the title's article uses it so many times as often as any other."""

COMMON_NOUN = 4
"""A core of one word may stand in lower case (as in addresses) once for so many uses as a name."""


class Rule(Enum):
    """Why a mention is no link."""

    ITSELF = "it names the article it stands in"
    CASE = "it is written in another letter case"
    UNOWNED = "no article is the one it belongs to"
    AMBIGUOUS = "it names two articles"
    SHARED = "the title of this article has it too"
    STOPPED = "it stands in the list of phrases never linked"
    COMMON = "it is in too many articles"
    FAR = "the article it names is not close to this one"
    LINKED = "the author links that article already"
    AGAIN = "an earlier mention is linked"
    PARAGRAPH = "the paragraph has its number of links"
    ARTICLE = "the article has its number of links"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a phrase leads, or why it leads nowhere."""

    phrase: Phrase

    rule: Rule | None
    """None if it leads somewhere."""

    owners: frozenset[int] = frozenset()
    """Articles whose titles hold it: about it themselves, they need no link for it."""

    @property
    def stands(self) -> bool:
        """Whether the phrase is one for an author to know, and shorter ones in it are not."""
        return self.rule is None or self.phrase.origin not in GUESSED or self.rule is Rule.STOPPED


class Disambiguator:
    """The verdict on each phrase, found when it is asked for."""

    def __init__(
        self,
        statistics: Callable[[], PhraseStatistics],
        never_link: Iterable[str],
        known: dict[int, Verdict],
    ) -> None:
        """`known` are the verdicts that were found before; new ones are added."""
        self._count = statistics
        self._never_link = {folded(text) for text in never_link}
        self._known = known

    @cached_property
    def _statistics(self) -> PhraseStatistics:
        return self._count()

    def verdict(self, key: int) -> Verdict:
        """By the key of a form that some phrase has."""
        if key not in self._known:
            self._known[key] = self._verdict(self._statistics.number(key))
        return self._known[key]

    def _verdict(self, form: int) -> Verdict:
        candidates = self._statistics.candidates(form)
        declared = [candidate for candidate in candidates if candidate[1].origin not in GUESSED]
        owner, phrase = (declared or [self._owner(form, candidates)])[0]
        if self._never_link and (
            folded(phrase.text) in self._never_link or phrase.key in self._never_link
        ):
            return Verdict(phrase, Rule.STOPPED)
        if len({article for article, _ in declared}) > 1:
            return Verdict(phrase, Rule.AMBIGUOUS)
        if owner < 0:
            return Verdict(phrase, Rule.UNOWNED)
        if self._is_common(form, owner, phrase):
            return Verdict(phrase, Rule.COMMON)
        rivals = frozenset() if declared else frozenset(article for article, _ in candidates)
        return Verdict(phrase, None, rivals)

    def _owner(self, form: int, candidates: list[tuple[int, Phrase]]) -> tuple[int, Phrase]:
        """The candidate that the phrase means; article -1 if it means none."""
        uses = self._statistics.uses(form)
        cores = [c for c in candidates if c[1].origin is Origin.CORE and c[0] in uses]
        if len(cores) == 1:
            owner, phrase = cores[0]
            return (owner if self._is_core(owner, phrase, candidates, uses) else -1), phrase
        first = candidates[0][1]
        if cores or len({article for article, _ in candidates}) > 1:
            return -1, first
        owner, phrase = candidates[0]
        rest = _most_elsewhere(uses, owner)
        return (owner if uses.get(owner, 0) >= max(2, LEAD * rest) else -1), phrase

    def _is_core(
        self, owner: int, phrase: Phrase, candidates: list[tuple[int, Phrase]], uses: dict[int, int]
    ) -> bool:
        """Whether others use the core of a title little enough to mean its article by it."""
        if phrase.is_numbered:
            return True
        own = uses[owner]
        most = _most_elsewhere(uses, owner)
        if phrase.sure:
            return own * FOLLOWS_SURE >= most
        rivals = max((uses.get(user, 0) for user, _ in candidates if user != owner), default=0)
        return own * FOLLOWS >= most and own >= LEAD * rivals

    def _is_common(self, form: int, owner: int, phrase: Phrase) -> bool:
        """Whether so many articles use a phrase that it cannot mean the one article.

        Aliases and identifiers are never common: their authors say, or their form shows, that they
        are names.
        """
        uses = self._statistics.uses(form)
        users, size = len(uses) - (owner in uses), self._statistics.sizes[phrase.lang]
        own, rest = uses.get(owner, 0), _most_elsewhere(uses, owner)
        if phrase.origin is Origin.NAME:
            lower = self._statistics.in_lower_case(form)
            return lower > 0 or users > max(RARE, NAME_SHARE * size)
        if phrase.origin is Origin.TITLE:
            return len(phrase.atoms) < LONG and users > self._most(form, phrase, own, rest, size)
        if phrase.origin is Origin.CORE:
            share = NAME_SHARE if phrase.is_numbered else PROPER_SHARE
            lower = self._statistics.in_lower_case(form) * COMMON_NOUN
            single = len(phrase.atoms) == 1 and phrase.text.isalpha()
            return len(uses) > max(FEW_PROPER, share * size) or (
                single and lower > sum(uses.values())
            )
        if phrase.origin is Origin.PART:
            few, share = (FEW, SHARE) if phrase.text.islower() else (FEW_NAMES, NAMES_SHARE)
            if own >= FAR_AHEAD * max(2, rest) and len(phrase.atoms) > 1:
                share = OWNED_SHARE
            return len(uses) > max(few, share * size)
        return False

    def _most(self, form: int, phrase: Phrase, own: int, rest: int, size: int) -> float:
        """Articles that may mention a title of few words."""
        if own >= max(2, rest) and has_capitals(phrase.text) and self._statistics.is_proper(form):
            return max(RARE, PROPER_SHARE * size)
        if own >= max(OWN_USES, LEAD * rest):
            return max(RARE, OWN_SHARE * size)
        return max(RARE, RARE_SHARE * size)


def _most_elsewhere(uses: dict[int, int], owner: int) -> int:
    """Uses in the article that uses a phrase most, its owner aside."""
    return max((count for article, count in uses.items() if article != owner), default=0)


def folded(text: str) -> tuple[str, ...]:
    """The atoms of a text without letter case."""
    return tuple(atom.folded for atom in atoms(text))


def has_capitals(text: str) -> bool:
    """Whether two words or more begin with a capital or a digit."""
    starts = [word[0] for word in text.split()]
    return sum(start != start.lower() or start.isdigit() for start in starts) > 1


MOST = 10
"""Nine in ten uses must have a title's capitals for it to be a proper name."""


class PhraseStatistics:
    """The forms of all phrases by number, in the order of their keys, and where they are used.

    `texts` (by id) and `occurrences` are those of the articles of the site, in one order, and
    `phrases` their phrases; an article is known by its place in that order.
    """

    def __init__(
        self,
        texts: Mapping[str, EncodedText],
        occurrences: Sequence[Occurrences],
        phrases: EncodedPhrases,
    ) -> None:
        self.keys, form = np.unique(phrases.keys, return_inverse=True)
        self._phrases = [p for name, text in texts.items() for p in text.names.phrases(name)]
        many = [len(text.names.names) for text in texts.values()]
        self._owners = np.repeat(np.arange(len(texts)), many)
        self._candidates = np.argsort(form, kind="stable")
        self._candidate_starts = np.searchsorted(
            form[self._candidates], np.arange(len(self.keys) + 1)
        )
        self.sizes = Counter(text.names.lang for text in texts.values())
        """Articles of each language."""
        cases = phrases.cases()
        first = self._candidates[self._candidate_starts[:-1]]
        free = np.zeros(len(self.keys), bool)
        np.logical_or.at(free, form, [phrase.any_case for phrase in self._phrases])
        self._count(occurrences, cases[first], free)

    def _count(
        self, occurrences: Sequence[Occurrences], case: Codes, free: NDArray[np.bool_]
    ) -> None:
        none = np.zeros(0, np.uint64)
        at = np.searchsorted(self.keys, np.concatenate([none, *(o.keys for o in occurrences)]))
        articles, forms = max(1, len(occurrences)), len(self.keys)
        article = np.repeat(np.arange(len(occurrences)), [len(o.keys) for o in occurrences])
        written = np.concatenate([none, *(o.cases for o in occurrences)])
        exact = written == case[at]
        counted = free[at] | exact
        pairs, counts = np.unique(at[counted] * articles + article[counted], return_counts=True)
        order = np.lexsort((-counts, pairs // articles))
        self._users = pairs[order] % articles
        self._counts = counts[order]
        self._use_starts = np.searchsorted(pairs[order] // articles, np.arange(forms + 1))
        self._lower = np.bincount(at[~counted & (written == 0)], minlength=forms)
        self._exact = np.bincount(at[exact], minlength=forms)
        self._all = np.bincount(at, minlength=forms)

    def number(self, key: int) -> int:
        """The number of a form."""
        return int(np.searchsorted(self.keys, np.uint64(key)))

    def candidates(self, form: int) -> list[tuple[int, Phrase]]:
        """(article, phrase) of all that bear the form, in the order of the articles."""
        rows = self._candidates[self._candidate_starts[form] : self._candidate_starts[form + 1]]
        return [(int(self._owners[row]), self._phrases[row]) for row in rows]

    def uses(self, form: int) -> dict[int, int]:
        """Article to uses, most first; a name only where it is written with its capitals."""
        rows = slice(self._use_starts[form], self._use_starts[form + 1])
        return dict(zip(self._users[rows].tolist(), self._counts[rows].tolist(), strict=True))

    def in_lower_case(self, form: int) -> int:
        """Uses of a name as a common word."""
        return int(self._lower[form])

    def is_proper(self, form: int) -> bool:
        """Whether nearly all uses are written as the phrase is."""
        return bool(self._exact[form] * MOST >= self._all[form] * (MOST - 1))
