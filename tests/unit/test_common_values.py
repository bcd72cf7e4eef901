"""Classes with slots are made by msgspec, and nobody can tell."""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import asdict, field, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.values import dataclass, names_of

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Quick:
    """A value."""

    name: str
    numbers: tuple[int, ...] = ()
    said: dict[str, str] = field(default_factory=dict)

    @property
    def loud(self) -> str:
        """The name in capitals."""
        return self.name.upper()

    def __str__(self) -> str:
        return f"<{self.name}>"


@dataclass(frozen=True, slots=True)
class QuickMore(Quick):
    """With a field more."""

    inner: Quick | None = None


@dataclass(frozen=True, slots=True)
class QuickHolder(Generic[Kind]):
    """Of any kind."""

    held: Kind


@dataclass(slots=True)
class QuickOpen:
    """Can be changed."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickNamed:
    """Made by the names of its fields, of which the first may be left out."""

    number: int = 0
    name: str


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """The same value, by the standard library."""

    name: str
    numbers: tuple[int, ...] = ()
    said: dict[str, str] = field(default_factory=dict)

    @property
    def loud(self) -> str:
        """The name in capitals."""
        return self.name.upper()

    def __str__(self) -> str:
        return f"<{self.name}>"


@dataclasses.dataclass(frozen=True, slots=True)
class PlainMore(Plain):
    """With a field more."""

    inner: Plain | None = None


GIVEN = st.fixed_dictionaries(
    {"name": st.text(max_size=3)},
    optional={
        "numbers": st.tuples(st.integers(0, 2)),
        "said": st.dictionaries(st.text(max_size=1), st.text(max_size=1), max_size=1),
        "inner": st.booleans(),
    },
)


def both(given: dict[str, Any]) -> tuple[QuickMore, PlainMore]:
    """The value made of the same parts."""
    parts = {name: value for name, value in given.items() if name != "inner"}
    inner = given.get("inner")
    return (
        QuickMore(**parts, inner=Quick("i") if inner else None),
        PlainMore(**parts, inner=Plain("i") if inner else None),
    )


@given(GIVEN, GIVEN)
def test_it_is_what_the_standard_library_makes(one: dict[str, Any], two: dict[str, Any]) -> None:
    """To look at, to compare, to change and to hand on."""
    (quick, plain), (other, plain_other) = both(one), both(two)
    assert repr(quick) == repr(plain).replace("Plain", "Quick")
    assert (str(quick), quick.loud) == (str(plain), plain.loud)
    assert (quick == other) is (plain == plain_other)
    assert asdict(quick) == asdict(plain)
    assert asdict(replace(quick, name="x")) == asdict(replace(plain, name="x"))
    assert [f.name for f in fields(quick)] == [f.name for f in fields(PlainMore)]
    assert msgspec.msgpack.encode(quick) == msgspec.msgpack.encode(plain)
    reduced: Any = quick.__reduce__()  # as it is pickled
    make, values = reduced
    assert make(*values) == copy.deepcopy(quick) == quick
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(quick), type=QuickMore) == quick


def test_it_is_a_value() -> None:
    """Hashed by what it holds, of its own class only, never changed."""
    assert hash(QuickHolder("a")) == hash(QuickHolder("a"))
    assert Quick("a") != QuickMore("a")
    assert Quick("a").said is not Quick("a").said
    with pytest.raises(AttributeError):
        Quick("a").name = "b"  # type: ignore[misc]  # what must not be done
    with pytest.raises(TypeError):
        Quick()  # type: ignore[call-arg]  # the same
    assert names_of(QuickNamed) == ("number", "name")
    assert replace(QuickNamed(name="a"), number=1) == QuickNamed(number=1, name="a")
    with pytest.raises(TypeError):
        QuickNamed(1, "a")  # type: ignore[call-arg]  # the same
    assert isinstance(QuickNamed(name="a"), msgspec.Struct)
    assert all(map(is_dataclass, (Quick, QuickMore, QuickHolder, Quick("a"))))
    assert isinstance(Quick("a"), msgspec.Struct)
    match Quick("a", (1,)):
        case Quick(name, numbers):
            assert (name, numbers) == ("a", (1,))


def test_it_may_change() -> None:
    """Then it has no hash."""
    opened = QuickOpen("a")
    opened.name = "b"
    assert opened == QuickOpen("b")
    assert isinstance(opened, msgspec.Struct)
    with pytest.raises(TypeError):
        hash(opened)


def test_other_classes_are_the_standard_library_s() -> None:
    """Those without slots, and those that are ordered."""

    @dataclass()
    class Loose:
        """Can be changed."""

        name: str

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        """Can be sorted."""

        name: str

    assert Loose("a") == Loose("a")
    assert Ordered("a") < Ordered("b")
    assert not any(isinstance(value, msgspec.Struct) for value in (Loose("a"), Ordered("a")))
