"""Who uses each phrase, and how often: counts over the whole site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from .encoding import Codes, EncodedText
from .mention_detection import EncodedPhrases, Occurrences
from .phrases import Phrase

MOST = 10
"""Nine in ten uses must have a title's capitals for it to be a proper name."""


class PhraseStatistics:
    """The forms of all phrases by number, in the order of their keys, and where they are used.

    `words` and `hits` are those of the articles of the site, in one order, and `spelled` their
    phrases; an article is known by its place in it.
    """

    def __init__(
        self, words: Sequence[EncodedText], hits: Sequence[Occurrences], spelled: EncodedPhrases
    ) -> None:
        self.keys, form = np.unique(spelled.keys, return_inverse=True)
        self._phrases = [phrase for each in words for phrase in each.phrases]
        self._homes = np.repeat(np.arange(len(words)), [len(w.phrases) for w in words])
        self._claims = np.argsort(form, kind="stable")
        self._claim_starts = np.searchsorted(form[self._claims], np.arange(len(self.keys) + 1))
        self.sizes = Counter(w.lang for w in words)
        """Articles of each language."""
        cases = spelled.cases()
        first = self._claims[self._claim_starts[:-1]]
        free = np.zeros(len(self.keys), bool)
        np.logical_or.at(free, form, [phrase.any_case for phrase in self._phrases])
        self._count(hits, cases[first], free)

    def _count(
        self, hits: Sequence[Occurrences], case: Codes, free: np.typing.NDArray[np.bool_]
    ) -> None:
        at = np.searchsorted(self.keys, _joined([h.keys for h in hits]))
        article = np.repeat(np.arange(len(hits)), [len(h.keys) for h in hits])
        written = _joined([h.cases for h in hits])
        forms = len(self.keys)
        exact = written == case[at]
        counted = free[at] | exact
        pairs, counts = np.unique(at[counted] * len(hits) + article[counted], return_counts=True)
        order = np.lexsort((-counts, pairs // max(1, len(hits))))
        self._users = pairs[order] % max(1, len(hits))
        self._counts = counts[order]
        self._use_starts = np.searchsorted(pairs[order] // max(1, len(hits)), np.arange(forms + 1))
        self._lower = np.bincount(at[~counted & (written == 0)], minlength=forms)
        self._exact = np.bincount(at[exact], minlength=forms)
        self._all = np.bincount(at, minlength=forms)

    def number(self, key: int) -> int:
        """The number of a form."""
        return int(np.searchsorted(self.keys, np.uint64(key)))

    def claims(self, form: int) -> list[tuple[int, Phrase]]:
        """(article, phrase) of all that bear the form, in the order of the articles."""
        rows = self._claims[self._claim_starts[form] : self._claim_starts[form + 1]]
        return [(int(self._homes[row]), self._phrases[row]) for row in rows]

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


def _joined(arrays: Sequence[Any]) -> Any:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.uint64)
