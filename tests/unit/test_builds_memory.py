"""What builds remember is found again, or nothing is: a file that is not sound gives no value."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from plugins.builds import memory
from plugins.builds.encoding import Refused, decoder, encode
from plugins.builds.memory import FILE, UNUSED, Kind, Memory
from plugins.builds.plain import NotPlain, TracedSettings, canonical


@dataclass(frozen=True, slots=True)
class _Thing:
    name: str
    numbers: tuple[int, ...] = ()


THINGS = Kind[_Thing]("thing", _Thing)
NAMES = Kind[list[str]]("names", list[str])
KEY = THINGS.key(b"a")
THING = _Thing("a", (1, 2))


def _kept(folder: Path) -> Path:
    with Memory(folder) as kept:
        kept.keep(THINGS, KEY, THING)
    return folder / FILE


def _found(folder: Path) -> _Thing | None:
    with Memory(folder) as found:
        return found.find(THINGS, KEY)


def test_a_value_is_found_again(tmp_path: Path) -> None:
    """In this build, in the next, and not under another key or kind."""
    with Memory(tmp_path) as first:
        first.keep(THINGS, KEY, THING)
        assert first.find(THINGS, KEY) == THING
    with Memory(tmp_path) as second:
        assert second.find(THINGS, KEY) == THING
        assert second.find(THINGS, THINGS.key(b"b")) is None
        assert second.find(NAMES, NAMES.key(b"a")) is None
        assert second.find(NAMES, KEY) is None  # bytes of another type


TOGETHER = Kind[_Thing]("things", _Thing, together=True)


def test_small_values_are_kept_together(tmp_path: Path) -> None:
    """They are found as others are; those that no build uses go when there are many of them."""
    keys = [TOGETHER.key(bytes([number])) for number in range(UNUSED * 2 + 1)]
    with Memory(tmp_path) as first:
        for key in keys:
            first.keep(TOGETHER, key, THING)
    with Memory(tmp_path) as second:
        assert [second.find(TOGETHER, key) for key in keys] == [THING] * len(keys)
        assert second.find(THINGS, keys[0]) is None
        assert second.find(TOGETHER, TOGETHER.key(b"b")) is None
    with Memory(tmp_path) as third:
        assert third.find(TOGETHER, keys[0]) == THING
        third.keep(TOGETHER, KEY, THING)
    with Memory(tmp_path) as fourth:
        found = [key for key in (*keys, KEY) if fourth.find(TOGETHER, key)]
        assert found == [keys[0], KEY]


def test_some_values_outlive_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of which the key names all that made them; others are made anew by other code."""
    kinds = [Kind[str]("a", str), Kind[str]("b", str, outlives_code=True)]
    with Memory(tmp_path) as kept:
        for kind in kinds:
            kept.keep(kind, kind.key(b"x"), "kept")
    monkeypatch.setattr(memory, "code_digest", lambda: b"other code")
    with Memory(tmp_path) as kept:
        assert [kept.find(kind, kind.key(b"x")) for kind in kinds] == [None, "kept"]


def test_many_are_found_at_once(tmp_path: Path) -> None:
    """New, small and large ones, and none that is not there."""
    values = {bytes([number]): b"x" * number for number in range(1, 200)}
    values[b"large"] = b"x" * memory.LARGE
    with Memory(tmp_path) as first:
        for key, data in values.items():
            first.keep_encoded(key, data)
    with Memory(tmp_path) as second:
        second.keep_encoded(b"new", b"y")
        found = second.find_all_encoded([*values, b"new", b"none"])
        assert found == {**values, b"new": b"y"}


def test_without_a_folder_nothing_is_kept() -> None:
    """Nor found."""
    with Memory(None) as none:
        none.keep(THINGS, KEY, THING)
        assert none.find(THINGS, KEY) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096],
    ids=["empty", "text", "bad"],
)
def test_a_file_that_is_none_of_ours_is_replaced(tmp_path: Path, data: bytes) -> None:
    """The build goes on, and remembers anew."""
    (tmp_path / FILE).write_bytes(data)
    assert _found(tmp_path) is None
    _kept(tmp_path)
    assert _found(tmp_path) == THING


def test_a_file_of_another_layout_is_replaced(tmp_path: Path) -> None:
    """A later version's too."""
    path = _kept(tmp_path)
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    assert _found(tmp_path) is None
    _kept(tmp_path)
    assert _found(tmp_path) == THING


@given(at=st.integers(0), bit=st.integers(0, 7))
def test_a_damaged_value_is_not_found(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    """Whichever bit of it has turned."""
    folder = tmp_path_factory.mktemp("memory")
    file = sqlite3.connect(_kept(folder))
    with file:
        data = bytearray(file.execute("SELECT data FROM kept").fetchone()[0])
        data[at % len(data)] ^= 1 << bit
        file.execute("UPDATE kept SET data = ?", (bytes(data),))
    file.close()
    assert _found(folder) is None


def test_a_value_under_a_wrong_key_is_not_found(tmp_path: Path) -> None:
    """Sound as it is, it is not what was asked for."""
    file = sqlite3.connect(_kept(tmp_path))
    with file:
        file.execute("UPDATE kept SET key = ?", (THINGS.key(b"b"),))
    file.close()
    with Memory(tmp_path) as found:
        assert found.find(THINGS, THINGS.key(b"b")) is None


def test_what_is_not_used_goes_when_the_file_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of this build's values none goes."""
    with Memory(tmp_path) as first:
        for number in range(100):
            first.keep(THINGS, THINGS.key(bytes([number])), _Thing("x" * 10_000))
    size = (tmp_path / FILE).stat().st_size
    monkeypatch.setattr(memory, "LARGEST", 100_000)
    with Memory(tmp_path) as second:
        assert second.find(THINGS, THINGS.key(b"\x01"))
        second.uses([THINGS.key(b"\x03")])
    assert (tmp_path / FILE).stat().st_size < size / 4
    with Memory(tmp_path) as third:
        assert third.find(THINGS, THINGS.key(b"\x01"))
        assert third.find(THINGS, THINGS.key(b"\x02")) is None
        assert third.find(THINGS, THINGS.key(b"\x03"))


def test_another_build_that_writes_costs_time_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is thrown away, and nothing waits for ever."""
    monkeypatch.setattr(memory, "WAIT", 0.01)
    other = sqlite3.connect(_kept(tmp_path))
    other.execute("BEGIN IMMEDIATE")
    with Memory(tmp_path) as busy:
        assert busy.find(THINGS, KEY) == THING
        busy.keep(THINGS, THINGS.key(b"b"), THING)
    other.rollback()
    other.close()
    assert _found(tmp_path) == THING


def test_a_folder_that_cannot_be_made_costs_time_alone(tmp_path: Path) -> None:
    """A file stands where it should be."""
    (tmp_path / "cache").write_text("")
    with Memory(tmp_path / "cache") as none:
        none.keep(THINGS, KEY, THING)
        assert none.find(THINGS, KEY) is None


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.binary()
    | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(PLAIN, PLAIN)
def test_the_canonical_text_tells_values_apart(one: object, other: object) -> None:
    """A list and a tuple of the same are one to settings; 1 and True are not."""
    same = canonical(one) == canonical(other)
    assert same == (_typed(one) == _typed(other))


def _typed(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return ["list", *map(_typed, value)]
    if isinstance(value, dict):
        return ["dict", *((key, _typed(each)) for key, each in value.items())]
    return (type(value), repr(value))


def test_functions_count_by_name_if_a_library_has_them() -> None:
    """The owner's own may do anything tomorrow."""
    assert canonical(Path) == "pathlib:Path"
    for own in (lambda: 1, _typed, object()):
        with pytest.raises(NotPlain):
            canonical([own])


def test_settings_note_what_is_asked_for() -> None:
    """However it is asked; what is not plain is refused."""
    settings = TracedSettings({"A": 1, "B": 2, "C": 3, "D": None}, frozenset({"D"}))
    assert (settings["A"], settings.get("B"), settings.get("X", 5), "C" in settings) == (
        1,
        2,
        5,
        True,
    )
    assert settings.asked == {"A", "B", "C", "X"}
    for ask in (lambda: settings["D"], lambda: settings.get("D"), lambda: list(settings)):
        with pytest.raises(NotPlain):
            ask()


@dataclass(frozen=True)
class _Counts:
    keys: NDArray[np.uint64]
    table: NDArray[np.float32]


def test_arrays_are_kept(tmp_path: Path) -> None:
    """With their shape and kind of number; a value of another kind is refused."""
    counts = Kind[_Counts]("counts", _Counts)
    given = _Counts(np.arange(3, dtype=np.uint64), np.ones((2, 0, 4), np.float32))
    with Memory(tmp_path) as first:
        first.keep(counts, counts.key(), given)
    with Memory(tmp_path) as second:
        found = second.find(counts, counts.key())
    assert found is not None
    for name in ("keys", "table"):
        one, other = getattr(given, name), getattr(found, name)
        assert (one.dtype, one.shape, one.tolist()) == (other.dtype, other.shape, other.tolist())
    for wrong in (given.table.astype(np.float64), [1, 2], ("<f4", (3,), b"\0")):
        data = encode({"keys": given.keys, "table": wrong})
        with pytest.raises(Refused):
            decoder(_Counts).decode(data)


LARGE_THING = _Thing("x" * memory.LARGE)


def _large_file(folder: Path) -> Path:
    with Memory(folder) as kept:
        kept.keep(THINGS, KEY, LARGE_THING)
    [path] = (folder / memory.LARGE_FILES).iterdir()
    return path


def test_a_large_value_is_a_file(tmp_path: Path) -> None:
    """Found in this build and the next; a small one takes its place."""
    path = _large_file(tmp_path)
    assert path.stat().st_size > memory.LARGE
    assert _found(tmp_path) == LARGE_THING
    with Memory(tmp_path) as other:
        other.keep(THINGS, KEY, LARGE_THING)
        assert other.find(THINGS, KEY) == LARGE_THING
        assert other.find_encoded(KEY)
        other.keep(THINGS, KEY, THING)
        assert other.find(THINGS, KEY) == THING
    assert _found(tmp_path) == THING
    assert not path.exists()


@given(at=st.integers(0), bit=st.integers(0, 7))
def test_a_damaged_file_is_no_value(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    """Whichever bit of it has turned; nor is one that was cut off, or stands under another key."""
    folder = tmp_path_factory.mktemp("large")
    path = _large_file(folder)
    whole = path.read_bytes()
    data = bytearray(whole)
    data[at % len(data)] ^= 1 << bit
    path.write_bytes(data)
    assert _found(folder) is None
    path.write_bytes(whole[: at % len(whole)])
    assert _found(folder) is None
    other = THINGS.key(b"b")
    path.with_name(other.hex()).write_bytes(whole)
    with Memory(folder) as found:
        assert found.find(THINGS, other) is None


def test_large_values_go_as_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When they are dropped, when they are unused and too large, and when all is forgotten."""
    path = _large_file(tmp_path)
    with Memory(tmp_path) as kept:
        kept.drop(KEY)
        assert kept.find(THINGS, KEY) is None
    assert not path.exists()
    _large_file(tmp_path)
    monkeypatch.setattr(memory, "LARGEST", memory.LARGE)
    with Memory(tmp_path) as used:
        used.find(THINGS, KEY)
    assert path.exists()
    with Memory(tmp_path):
        pass
    assert not path.exists()
    _large_file(tmp_path)
    (tmp_path / "related-1.pickle").touch()
    memory.forget(tmp_path)
    assert not path.exists()
    assert not list(tmp_path.glob("*.pickle"))


def test_a_value_is_dropped(tmp_path: Path) -> None:
    """One of an earlier build, and one of this."""
    _kept(tmp_path)
    with Memory(tmp_path) as kept:
        kept.drop(KEY)
        assert kept.find(THINGS, KEY) is None
        kept.keep(THINGS, KEY, THING)
        kept.drop(KEY)
    assert _found(tmp_path) is None


def test_much_is_written_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found all the same, can be dropped, and can become a file of its own."""
    monkeypatch.setattr(memory, "CROWDED", 1)
    other, large = THINGS.key(b"b"), _Thing("x" * memory.LARGE)
    with Memory(tmp_path) as kept:
        kept.keep(THINGS, KEY, THING)
        kept.keep(THINGS, other, THING)
        kept.relieve()
        assert _found(tmp_path) == kept.find(THINGS, KEY) == THING
        kept.drop(other)
        kept.keep(THINGS, KEY, large)
    with Memory(tmp_path) as again:
        assert again.find(THINGS, KEY) == large
        assert again.find(THINGS, other) is None


def test_a_text_that_is_no_unicode_is_not_kept(tmp_path: Path) -> None:
    """The build goes on."""
    with Memory(tmp_path) as kept:
        kept.keep(THINGS, KEY, _Thing("\ud800"))
        assert kept.find(THINGS, KEY) is None
