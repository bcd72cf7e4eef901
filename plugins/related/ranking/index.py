"""The articles of one language with all that their closeness is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .citations import evidence
from .idf import TermWeights, term_weights
from .scoring import Frame, frame_of
from .term_counts import Counts
from .vectors import Lengths, Vectors, lengths_of, vectors_of
from .vocabulary import Vocabulary, vocabulary_of
from .weights import Weights

if TYPE_CHECKING:
    from ..article import Article

Links = Sequence[Sequence[int]]
"""For each row the rows to which its author links, the best evidence there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One row an article."""

    counts: Counts
    columns: NDArray[np.int32]
    """The place of the key of each entry of `counts` in the vocabulary."""
    vocabulary: Vocabulary
    terms: TermWeights
    lengths: Lengths
    frame: Frame
    weights: Weights

    def __len__(self) -> int:
        return len(self.counts)

    def vectors(self, rows: NDArray[Any] | None = None) -> Vectors:
        """All articles; with `rows`, each only with the terms that one of these has.

        Pairs of which one is among `rows` then have all that they share.
        """
        wanted = None
        if rows is not None and len(rows) < len(self):
            wanted = np.zeros(len(self.vocabulary.keys), bool)
            wanted[self.columns[self.counts.entries(rows)]] = True
        return vectors_of(self.counts, self.columns, self.terms, self.lengths, wanted)

    def vectors_of(self, rows: NDArray[Any]) -> Vectors:
        """These articles alone, in this order, with all of their terms."""
        columns = self.columns[self.counts.entries(rows)]
        return vectors_of(self.counts.take(rows), columns, self.terms, self.lengths.take(rows))


def weighed(articles: Sequence[Article], counts: Counts, links: Links, weights: Weights) -> Weighed:
    """Weigh `articles`, of which `counts` are the words."""
    vocabulary, columns = vocabulary_of(counts)
    terms = term_weights(vocabulary.found_in, len(articles))
    return Weighed(
        counts=counts,
        columns=columns,
        vocabulary=vocabulary,
        terms=terms,
        lengths=lengths_of(counts, columns, terms),
        frame=frame_of(articles, evidence(counts, columns, vocabulary, links, weights)),
        weights=weights,
    )
