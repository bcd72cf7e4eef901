"""The lines on which the keys of a JSON text stand, as findings name them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.audit.json_lines import loads

TEXTS = st.text(max_size=6) | st.sampled_from(['a": ', '\\"', "\\", '":', "\n", "}", "[{"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for item in inside:
            yield from _objects(item)


@given(
    value=VALUES,
    indent=st.sampled_from([None, 0, 2]),
    ascii_only=st.booleans(),
    first=st.integers(1, 9),
)
def test_every_key_stands_on_its_line(
    *, value: Any, indent: int | None, ascii_only: bool, first: int
) -> None:
    """Whatever keys and texts hold, and however the file is laid out."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    read, lines = loads(text, first)
    assert read == value
    written = text.split("\n")
    for each in _objects(read):
        assert list(lines[id(each)]) == list(each)
        for key, line in lines[id(each)].items():
            assert f"{json.dumps(key, ensure_ascii=ascii_only)}:" in written[line - first]


TWICE = '{\n"a": 1,\n"a": {\n"b": 2}}'


@pytest.mark.parametrize(("text", "first"), [(TWICE, 7), ('{\n"a": 1}', 0)])
def test_lines_that_cannot_be_told_are_the_first(text: str, first: int) -> None:
    """A key that stands twice, and a text of which nobody knows where it begins."""
    value, lines = loads(text, first)
    assert set(lines[id(value)].values()) == {first}
