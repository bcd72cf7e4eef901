"""What is kept in a file comes back as it was, or not at all; nothing in it is ever called."""

from __future__ import annotations

import datetime as dt
import pickle
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plugins.related.links.disambiguation import Rule
from plugins.related.lists.overrides import Choices
from plugins.related.safe_pickle import CHECK, read, write

CODE = "code-1"


def _file(folder: Path, payload: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(CODE.encode() + b"%010d" % zlib.crc32(payload) + payload)
    return path


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"a": (1, 2.5, True), "ב": frozenset({"x"})},
        Choices(first=("a",), never=frozenset({"b"})),
        Rule.FAR,
        dt.date(2026, 11, 24),
        Counter("abca"),
        np.float64(0.5),
    ],
)
def test_values_come_back(tmp_path: Path, value: Any) -> None:
    """Of every kind that is kept."""
    write([value], tmp_path / "new" / "file", CODE)
    assert read(tmp_path / "new" / "file", CODE) == [value]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file"]


def test_numbers_come_back(tmp_path: Path) -> None:
    """Arrays, in rows or columns first, and empty."""
    arrays = [np.arange(6).reshape(2, 3), np.arange(6).reshape(2, 3).T, np.zeros(0, np.uint64)]
    write(arrays, tmp_path / "file", CODE)
    found: Any = read(tmp_path / "file", CODE)
    for one, other in zip(arrays, found, strict=True):
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)


def test_every_broken_byte_is_noticed(tmp_path: Path) -> None:
    """In the head, in the checksum, in the values; and a file that was cut short."""
    path = tmp_path / "file"
    write({"word": "stork"}, path, CODE)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert read(path, CODE) is None
        path.write_bytes(whole[:at])
        assert read(path, CODE) is None


def test_other_code_reads_nothing(tmp_path: Path) -> None:
    """Nor does anybody read what is not there."""
    write(1, tmp_path / "file", CODE)
    assert read(tmp_path / "file", "code-2") is None
    assert read(tmp_path / "none", CODE) is None
    assert read(tmp_path, CODE) is None
    assert len(str(2**32 - 1)) == CHECK


class _Calls:
    """A value that has something called when it is read."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.called = function, arguments

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return self.called


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_nothing_is_called(tmp_path: Path, protocol: int) -> None:
    """Whatever the file names: a function of Python's, or of the plugin's, or behind a module."""
    made = tmp_path / "made"
    for value in (
        _Calls(Path.touch, made),
        _Calls(write, 1, made, CODE),
        _Calls(eval, f"open({str(made)!r}, 'w')"),
        _Calls(getattr, Path, "touch"),
    ):
        path = _file(tmp_path, pickle.dumps(value, protocol))
        assert read(path, CODE) is None
        assert not made.exists()
    dotted = b"cplugins.related.safe_pickle\nPath.touch\n."
    assert read(_file(tmp_path, dotted), CODE) is None
    borrowed = b"cplugins.related.safe_pickle\nPath\n."
    assert read(_file(tmp_path, borrowed), CODE) is None
