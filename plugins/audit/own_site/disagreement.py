"""A form of a text that says something else than the inventory does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""What the inventory says of one text."""
Rows = Mapping[str, Row]
"""All rows of the inventory by address."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One form that says something else than the inventory."""

    form: str
    found: str
    expected: str


def compared(form: str, found: str, expected: str) -> Iterator[Disagreement]:
    """A disagreement, where what was found is not what was expected."""
    if found != expected:
        yield Disagreement(form, found, expected)
