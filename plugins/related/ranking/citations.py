"""Which article cites which, by an identifier in its text or by its author's link.

Second-hand evidence too: two articles that a third cites (co-citation, Small 1973).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..array_table import lookup
from .idf import Vocabulary
from .sparse_rows import SparseRows, sparse_rows, summed
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
) -> SparseRows:
    """Articles x articles: citation and co-citation, weighed; symmetric.

    `links` are, for each row, the rows to which its author links.
    """
    number = len(counts)
    cited = _cited(counts, term_numbers, vocabulary, links)
    rows, others, values = cited.owners(), cited.columns, cited.values
    direct = values * (1 / np.maximum(_norms(rows, values, number), 1))[rows]
    together = _together(cited)
    transposed = others.astype(np.int64) * number + rows
    cells, at = np.unique(
        np.concatenate([cited.cells(), transposed, together.cells()]), return_inverse=True
    )
    split = 2 * len(rows)
    citation = np.bincount(at[:split], np.tile(direct, 2), len(cells))
    cocitation = np.bincount(at[split:], together.values, len(cells))
    found = _quantized(weights.citation * citation + weights.cocitation * cocitation)
    kept = np.flatnonzero(found)
    return sparse_rows(*np.divmod(cells[kept], max(number, 1)), found[kept], number, number)


def _together(cited: SparseRows) -> SparseRows:
    """How much the same articles cite two others: the less, the more they cite."""
    many, number = np.diff(cited.starts), len(cited)
    across = _quantized(cited.values * (1 / (16 * np.log(2 + many)))[cited.owners()])
    norms = _norms(cited.columns, across, number)
    across = _quantized(across * (1 / np.where(norms > 0, norms, 1))[cited.columns])
    # Each citation beside all those of the same article.
    theirs, widths = cited.entries(cited.owners())
    mine = np.repeat(np.arange(len(across)), widths)
    apart = mine != theirs
    mine, theirs = mine[apart], theirs[apart]
    cells = cited.columns[mine].astype(np.int64) * number + cited.columns[theirs]
    found, sums = summed(cells, across[mine] * across[theirs])
    return sparse_rows(*np.divmod(found, max(number, 1)), sums, number, number)


def _norms(rows: NDArray[Any], values: NDArray[np.float64], number: int) -> NDArray[np.float64]:
    return np.sqrt(np.bincount(rows, values**2, number))


def _cited(
    counts: TermCounts, term_numbers: Any, vocabulary: Vocabulary, links: Sequence[Sequence[int]]
) -> SparseRows:
    """Articles x articles: ln(1 + how often the row cites the column)."""
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
    uses = _quantized(np.array([values[pair] for pair in pairs]) / 16) * 16
    sources, cited = np.array(pairs, np.intp).reshape(-1, 2).T
    return sparse_rows(sources, cited, uses, number, number)


def _targets(counts: TermCounts, vocabulary: Vocabulary) -> Mapping[int, list[int]]:
    """Term number of an identifier to the rows that it names."""
    found: dict[int, list[int]] = {}
    owners = np.repeat(np.arange(len(counts)), np.diff(counts.identifier_starts))
    places, known = lookup(vocabulary.keys, counts.identifiers)
    for place, owner in zip(places[known].tolist(), owners[known].tolist(), strict=True):
        found.setdefault(place, []).append(owner)
    return found


def _quantized(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return quantized(values).astype(np.float64)
