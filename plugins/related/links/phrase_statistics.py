"""Phrase statistics: which articles use each phrase, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .encoding import Codes, EncodedText
from .mention_detection import EncodedPhrases, Occurrences
from .phrases import Phrase

MOST = 10
"""Nine in ten uses must have a title's capitals for it to be a proper name."""


class PhraseStatistics:
    """The forms of all phrases by number, in the order of their keys, and where they are used.

    `texts` and `occurrences` are those of the articles of the site, in one order, and `phrases`
    their phrases; an article is known by its place in that order.
    """

    def __init__(
        self,
        texts: Sequence[EncodedText],
        occurrences: Sequence[Occurrences],
        phrases: EncodedPhrases,
    ) -> None:
        self.keys, form = np.unique(phrases.keys, return_inverse=True)
        self._phrases = [phrase for text in texts for phrase in text.phrases]
        self._owners = np.repeat(np.arange(len(texts)), [len(text.phrases) for text in texts])
        self._candidates = np.argsort(form, kind="stable")
        self._candidate_starts = np.searchsorted(
            form[self._candidates], np.arange(len(self.keys) + 1)
        )
        self.sizes = Counter(text.lang for text in texts)
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
