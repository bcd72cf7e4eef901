"""Which article cites which, by an identifier in its text or by its author's link.

Second-hand evidence too: two articles that a third cites (co-citation, Small 1973).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from ..array_table import lookup
from .idf import Vocabulary
from .term_counts import TermCounts
from .vectors import LOG_OF_QUARTERS, quantized
from .weights import Weights

LINK = 4.0
"""An author's link counts as so many uses of an identifier."""


def evidence(
    counts: TermCounts,
    term_numbers: Any,
    vocabulary: Vocabulary,
    links: Sequence[Sequence[int]],
    weights: Weights,
) -> Any:
    """csr_array (articles x articles, float64): citation and co-citation, weighed; symmetric.

    `links` are, for each row, the rows to which its author links.
    """
    cited = _cited(counts, term_numbers, vocabulary, links)
    norms = np.sqrt(np.asarray((cited**2).sum(axis=1)).ravel())
    direct = _scaled(cited, 1 / np.maximum(norms, 1))
    many = np.diff(cited.indptr)
    across = _rounded(_scaled(cited, 1 / (16 * np.log(2 + many)))).T.tocsr()
    norms = np.sqrt(np.asarray((across**2).sum(axis=1)).ravel())
    across = _rounded(_scaled(across, 1 / np.where(norms > 0, norms, 1)))
    together = across @ across.T
    together.setdiag(0)
    found = (weights.citation * (direct + direct.T) + weights.cocitation * together).tocsr()
    found = _rounded(found)
    found.eliminate_zeros()
    found.sort_indices()
    return found


def _cited(
    counts: TermCounts, term_numbers: Any, vocabulary: Vocabulary, links: Sequence[Sequence[int]]
) -> Any:
    """csr_array (articles x articles): ln(1 + how often the row cites the column)."""
    number = len(counts)
    rows = np.repeat(np.arange(number), np.diff(counts.starts))
    targets = _targets(counts, vocabulary)
    marked = np.zeros(len(vocabulary.keys), bool)
    marked[list(targets)] = True
    citing = np.flatnonzero(marked[term_numbers] & (counts.text > 0))
    values = {
        (int(rows[at]), target): float(LOG_OF_QUARTERS[counts.text[at]])
        for at in citing
        for target in targets[int(term_numbers[at])]
    }
    for source, linked in enumerate(links):
        for target in linked:
            pair = (source, target)
            values[pair] = max(values.get(pair, 0.0), float(np.log1p(LINK)))
    pairs = sorted(pair for pair in values if pair[0] != pair[1])
    data = quantized(np.array([values[pair] for pair in pairs]) / 16) * 16
    indices = np.array([target for _, target in pairs], np.int32)
    starts = np.searchsorted([source for source, _ in pairs], np.arange(number + 1))
    return sparse.csr_array((data.astype(np.float64), indices, starts), shape=(number, number))


def _targets(counts: TermCounts, vocabulary: Vocabulary) -> Mapping[int, list[int]]:
    """Term number of an identifier to the rows that it names."""
    found: dict[int, list[int]] = {}
    owners = np.repeat(np.arange(len(counts)), np.diff(counts.identifier_starts))
    places, known = lookup(vocabulary.keys, counts.identifiers)
    for place, owner in zip(places[known].tolist(), owners[known].tolist(), strict=True):
        found.setdefault(place, []).append(owner)
    return found


def _scaled(matrix: Any, factors: Any) -> Any:
    return sparse.diags_array(factors) @ matrix


def _rounded(matrix: Any) -> Any:
    matrix.data = quantized(matrix.data).astype(np.float64)
    return matrix
