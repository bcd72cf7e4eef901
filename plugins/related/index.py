"""One vector for each article: which of the site's terms it holds, and how much each weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .terms import Terms
    from .words import Keys

    Floats = NDArray[np.float32]

COMMON = 0.4
"""A term found in a larger share of the articles tells none from another."""

FEW = 6
"""On a site so small that `COMMON` would leave nothing, a term may be in this many articles."""


@dataclass(frozen=True, slots=True)
class Index:
    """The articles of one language, one row each, in the order given."""

    matrix: Any
    """scipy.sparse.csr_array (articles x terms, float32): weight x idf over the row's length.

    The length counts the terms that only one article has, the rows leave them out: what an article
    says alone makes it less like every other.
    """

    titles: Any
    """csr_array (articles x terms): each term's part in its title's squared idf; rows sum to 1."""

    vocabulary: Keys
    """The key of each column, ascending."""


def build(terms: Sequence[Terms]) -> Index:
    """Weigh the terms of all articles of one language (Salton & Buckley 1988, with our fields)."""
    number = len(terms)
    rows = np.repeat(np.arange(number), [len(t.keys) for t in terms])
    known, columns, found_in = np.unique(
        _joined([t.keys for t in terms], np.uint64), return_inverse=True, return_counts=True
    )
    idf = (np.log((1 + number) / (1 + found_in)) + 1).astype(np.float32)
    weights = _joined([t.weights for t in terms], np.float32) * idf[columns]
    telling = found_in <= max(COMMON * number, FEW)
    shared = found_in > 1

    kept = _with_something(rows, telling[columns], number)
    weights /= _lengths(rows, weights * kept, number)[rows]
    kept &= shared[columns]
    used = np.zeros(len(known), bool)
    used[columns[kept]] = True
    renumbered = np.cumsum(used) - 1
    shape = (number, int(used.sum()))
    matrix = _csr(rows[kept], renumbered[columns[kept]], weights[kept], shape)
    vocabulary = known[used]
    return Index(matrix, _titles(terms, vocabulary, idf[used]), vocabulary)


def _with_something(
    rows: NDArray[np.intp], telling: NDArray[np.bool_], number: int
) -> NDArray[np.bool_]:
    """`telling`, but all entries of a row that would lose every one.

    An article made only of words that most articles have (as when they are all the same) still
    resembles others; without this it would resemble none.
    """
    empty = np.bincount(rows, weights=telling, minlength=number) == 0
    return np.asarray(telling | empty[rows])


def _lengths(rows: NDArray[np.intp], weights: Floats, number: int) -> Floats:
    squares = np.bincount(rows, weights=weights.astype(np.float64) ** 2, minlength=number)
    return np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)


def _titles(terms: Sequence[Terms], vocabulary: Keys, idf: Floats) -> Any:
    found = [_places(t.title, vocabulary) for t in terms]
    rows = np.repeat(np.arange(len(terms)), [len(places) for places in found])
    columns = _joined(found, np.intp)
    squares = idf[columns] ** 2
    sums = np.bincount(rows, weights=squares, minlength=len(terms))
    shares = (squares / sums[rows]).astype(np.float32)
    return _csr(rows, columns, shares, (len(terms), len(vocabulary)))


def _places(keys: Keys, vocabulary: Keys) -> NDArray[np.intp]:
    """Columns of those `keys` that are in the vocabulary."""
    if not len(vocabulary):
        return np.array([], np.intp)
    places = np.minimum(np.searchsorted(vocabulary, keys), len(vocabulary) - 1)
    return np.asarray(places[vocabulary[places] == keys], np.intp)


def _joined(arrays: Sequence[Any], dtype: Any) -> Any:
    return np.concatenate(arrays) if arrays else np.array([], dtype)


def _csr(rows: Any, columns: Any, values: Floats, shape: tuple[int, int]) -> Any:
    """Rows come ascending, and columns ascending in each: nothing is left to sort."""
    starts = np.searchsorted(rows, np.arange(shape[0] + 1))
    return sparse.csr_array((values, columns, starts), shape=shape)
