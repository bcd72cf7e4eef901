"""What one article's text says, as weighted terms. Depends on that article alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .languages import primary
from .words import Keys, Reader, pairs_of, reader_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .article import Article

FIELDS = {
    "body": 1.0,
    "title": 4.0,
    "headings": 1.0,
    "summary": 1.0,
    "references": 1.0,
    "code": 0.25,
}
"""How often a word counts by where it stands. Code at .5 or 1 was worse on three of four sites."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Words, compounds and pairs of an article."""

    keys: Keys
    """Ascending, each once."""

    weights: NDArray[np.float32]
    """1 + ln of the count, a count below 1 as it is."""

    title: Keys
    """Keys of the title and the aliases, ascending, each once: what a mention is made of."""


def terms_of(article: Article) -> Terms:
    """The terms of `article`; empty arrays where it has no words."""
    reader = reader_of(primary(article.lang))
    found = {field: _all_keys(reader, getattr(article, field)) for field in FIELDS}
    counts = np.concatenate([np.full(len(found[f]), weight) for f, weight in FIELDS.items()])
    keys, which = np.unique(np.concatenate(list(found.values())), return_inverse=True)
    counted = np.bincount(which, weights=counts, minlength=len(keys))
    weights = np.where(counted < 1, counted, 1 + np.log(np.maximum(counted, 1)))
    names = [found["title"], *(_all_keys(reader, alias) for alias in article.aliases)]
    return Terms(keys, weights.astype(np.float32), np.unique(np.concatenate(names)))


def _all_keys(reader: Reader, text: str) -> Keys:
    numbers = reader.read(text)
    keys = reader.keys(numbers)
    found = np.concatenate([keys, pairs_of(keys), reader.compounds(numbers)])
    return np.asarray(found[found != 0], np.uint64)
