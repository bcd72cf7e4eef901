"""What an article may be said to be about: names, compounds, phrases, nouns, its tags.

Found from that article alone, so that it can be kept. How rare each subject is on the site decides
later (`reasons`) which of those that two articles share is worth naming.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..text.fields import WIDTH
from ..text.hashing import Keys
from ..text.readings import readings
from ..text.words import Reading
from .candidate_phrases import apart, labels_of, spans_of
from .selection import LABEL, NAME, subjects_of
from .spelling import written
from .units import units_of

if TYPE_CHECKING:
    from ..article import Article


@dataclass(frozen=True)
class Topics:
    """The subjects of one article, in ascending order of their keys."""

    keys: Keys
    counts: NDArray[np.uint16]
    """Uses in the title, headings, summary and text: 0 for a tag that they do not speak of."""
    flags: NDArray[np.uint16]
    """The bits of `subjects`."""
    spellings: str
    """As the article writes them most often inside sentences; one a line."""


def topics_of(articles: Sequence[Article], lang: str) -> list[Topics]:
    """The subjects of each article, all of one language (any tag); none for one without words."""
    return [topics for _, reading in readings(articles, lang) for topics in topics_in(reading)]


def topics_in(reading: Reading) -> list[Topics]:
    """The subjects of each article read, of which `parts.parts_of` gave the texts."""
    units = units_of(reading)
    spans, labels = spans_of(units), labels_of(units)
    subjects = subjects_of(units, spans, _labelled(labels))
    keys = apart(subjects.keys, subjects.owners)
    texts = written(units, subjects.spans)
    for at in np.flatnonzero(subjects.flags & LABEL).tolist():
        label = labels[int(subjects.owners[at]), int(keys[at])]
        # The author's word, ‘generics’, if the text has another form of it.
        if not subjects.flags[at] & NAME and label.casefold() != texts[at].casefold():
            texts[at] = label
    found = _Rows(subjects.owners, keys, subjects.counts, subjects.flags, texts)
    return list((found + _unspoken(found, labels)).split((len(reading.bounds) - 1) // WIDTH))


def _labelled(labels: dict[tuple[int, int], str]) -> Keys:
    owners = np.array([owner for owner, _ in labels], np.intp)
    return np.sort(apart(np.array([key for _, key in labels], np.uint64), owners))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Subjects of several articles."""

    owners: NDArray[np.intp]
    keys: Keys
    counts: NDArray[np.uint16]
    flags: NDArray[np.uint16]
    texts: list[str]

    def __add__(self, other: _Rows) -> _Rows:
        return _Rows(
            np.concatenate([self.owners, other.owners]), np.concatenate([self.keys, other.keys]),
            np.concatenate([self.counts, other.counts]), np.concatenate([self.flags, other.flags]),
            self.texts + other.texts,
        )  # fmt: skip

    def split(self, articles: int) -> Iterator[Topics]:
        """The rows of each article, by key."""
        order = np.lexsort((self.keys, self.owners))
        bounds = np.searchsorted(self.owners[order], np.arange(articles + 1)).tolist()
        keys, counts, flags = self.keys[order], self.counts[order], self.flags[order]
        texts = [self.texts[at] for at in order.tolist()]
        for start, end in pairwise(bounds):
            one = slice(start, end)
            # Copies: else one article's would hold those of all that were read with it.
            yield Topics(
                keys[one].copy(), counts[one].copy(), flags[one].copy(), "\n".join(texts[one])
            )


def _unspoken(found: _Rows, labels: dict[tuple[int, int], str]) -> _Rows:
    """Tags and other names that no text of their article uses."""
    spoken = (found.flags & LABEL) != 0
    known = set(zip(found.owners[spoken].tolist(), found.keys[spoken].tolist(), strict=True))
    missing = [label for label in labels if label not in known]
    return _Rows(
        np.array([owner for owner, _ in missing], np.intp),
        np.array([key for _, key in missing], np.uint64),
        np.zeros(len(missing), np.uint16),
        np.full(len(missing), LABEL, np.uint16),
        [labels[label] for label in missing],
    )
