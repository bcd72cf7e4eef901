"""Sparse matrices do what dense ones do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related.article import Article
from plugins.related.ranking import candidates, citations
from plugins.related.ranking.citations import evidence
from plugins.related.ranking.idf import vocabulary_of
from plugins.related.ranking.sparse_rows import (
    Numbers,
    SparseRows,
    sparse_rows,
    stable_order,
    summed,
)
from plugins.related.ranking.term_counts import table_of
from plugins.related.ranking.weights import weights
from plugins.related.reading import read_texts


def matrices(width: int | None = None) -> st.SearchStrategy[Numbers]:
    """Mostly zeros; multiples of a quarter, so that sums are exact."""
    value = st.sampled_from([0.0, 0.0, 0.0, 0.25, 0.5, 1.0])
    sizes = st.tuples(st.integers(0, 5), st.just(width) if width else st.integers(1, 6))
    return sizes.flatmap(
        lambda size: st.lists(
            st.lists(value, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        ).map(lambda rows: np.array(rows, np.float64).reshape(size))
    )


def sparse(dense: Numbers) -> SparseRows:
    """The same matrix."""
    rows, columns = np.nonzero(dense)
    return sparse_rows(rows, columns, dense[rows, columns], *dense.shape)


def dense_of(matrix: SparseRows) -> Numbers:
    """The same matrix."""
    found = np.zeros((len(matrix), matrix.width))
    found[matrix.owners(), matrix.columns] = matrix.values
    return found


@given(matrices())
def test_cells_and_columns(dense: Numbers) -> None:
    """Every cell is found, and a transposed matrix is sorted as others are."""
    matrix = sparse(dense)
    rows, columns = np.indices(dense.shape).reshape(2, -1)
    assert matrix.at(rows, columns).tolist() == dense.ravel().tolist()
    across = matrix.transposed()
    assert dense_of(across).tolist() == dense.T.tolist()
    assert (np.diff(across.cells()) > 0).all()


@given(st.lists(st.integers(0, 3) | st.integers(0, 2**31 - 1) | st.just(1 << 16)))
def test_columns_are_sorted_as_numpy_does(columns: list[int]) -> None:
    """Equals stay in their order, on both sides of 16 bits."""
    numbers = np.array(columns, np.int32)
    assert stable_order(numbers).tolist() == np.argsort(numbers, kind="stable").tolist()


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([0.5, 1.0]))))
def test_sums(given_values: list[tuple[int, float]]) -> None:
    """Each cell once."""
    cells, values = np.array(given_values, np.float64).reshape(-1, 2).T
    found, sums = summed(cells.astype(np.int64), values)
    expected = {cell: 0.0 for cell, _ in given_values}
    for cell, value in given_values:
        expected[cell] += value
    assert dict(zip(found.tolist(), sums.tolist(), strict=True)) == expected


@given(matrices(4), st.data(), st.sampled_from([1, 5, 1000]))
def test_scores_are_products_and_citations(one: Numbers, data: st.DataObject, most: int) -> None:
    """However few rows are multiplied at a time."""
    number = len(one)
    other = data.draw(matrices(4).filter(lambda m: len(m) == number))
    cited = np.round(one @ one.T / 8, 2)
    rows = np.flatnonzero(data.draw(st.lists(st.booleans(), min_size=number, max_size=number)))
    factors = sparse(one), sparse(other).transposed()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "PRODUCTS", most)
        patch.setattr(candidates, "CELLS", most)
        blocks = list(candidates.search(factors, sparse(cited), rows, 3))
    assert [row for some, _, _ in blocks for row in some.tolist()] == rows.tolist()
    found = [row for _, scores, _ in blocks for row in dense_of(scores).tolist()]
    assert found == np.round(one @ other.T + cited, candidates.DIGITS)[rows].tolist()


LINKS = st.integers(1, 7).flatmap(
    lambda n: st.lists(st.sets(st.integers(0, n - 1)).map(sorted), min_size=n, max_size=n)
)


@given(LINKS)
def test_citations_as_matrices(links: list[list[int]]) -> None:
    """Direct ones, and those of two articles by the same third."""
    number = len(links)
    articles = [Article(id=str(n), title="T", body="words") for n in range(number)]
    counts = table_of([reading.terms for reading in read_texts(articles)])
    vocabulary, numbers = vocabulary_of(counts)
    found = dense_of(evidence(counts, numbers, vocabulary, links, weights()))
    cited = np.zeros((number, number))
    for row, others in enumerate(links):
        cited[row, [other for other in others if other != row]] = np.log1p(citations.LINK)
    direct = cited / np.maximum(np.sqrt((cited**2).sum(axis=1)), 1)[:, None]
    many = (cited > 0).sum(axis=1)
    across = (cited / (16 * np.log(2 + many))[:, None]).T
    lengths = np.sqrt((across**2).sum(axis=1))
    across /= np.where(lengths > 0, lengths, 1)[:, None]
    together = across @ across.T
    np.fill_diagonal(together, 0)
    expected = weights().citation * (direct + direct.T) + weights().cocitation * together
    assert np.allclose(found, expected, atol=1e-4)
    assert (found == found.T).all()
