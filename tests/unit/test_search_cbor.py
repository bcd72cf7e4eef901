"""CBOR as Pagefind writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search.cbor import Value, dumps, loads

VALUES = st.recursive(
    st.integers(0, 2**64 - 1) | st.text(), lambda each: st.lists(each, max_size=40), max_leaves=99
)


@given(VALUES)
def test_what_is_written_is_read(value: Value) -> None:
    """Whatever its size."""
    assert loads(dumps(value)) == value


@pytest.mark.parametrize(
    ("value", "data"),
    [  # RFC 8949, appendix A
        (23, "17"),
        (24, "1818"),
        (1000, "1903e8"),
        (1000000, "1a000f4240"),
        (18446744073709551615, "1bffffffffffffffff"),
        ("ü", "62c3bc"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
    ],
)
def test_the_form_is_the_shortest(value: Value, data: str) -> None:
    """As the standard's examples."""
    assert dumps(value).hex() == data


def test_anything_else_is_refused() -> None:
    """A map, which no file of Pagefind's holds."""
    with pytest.raises(ValueError, match="major type 5"):
        loads(bytes.fromhex("a0"))
