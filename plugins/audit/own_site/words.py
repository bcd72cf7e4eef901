"""What readers of a built page see of an element: for everything that reads pages back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One form that says something else than the inventory."""

    form: str
    found: str
    expected: str


def flat(text: str) -> str:
    """`text` with its white space collapsed."""
    return " ".join(text.split())


def words_of(element: Any) -> str:
    """The words in an element."""
    return flat("".join(element.itertext()))


def classes(element: Any) -> list[str]:
    """The classes of an element."""
    return str(element.get("class", "")).split()


def language_of(element: Any) -> str:
    """The language that an element's words are said to be in: the nearest ``lang``."""
    while element is not None and element.get("lang") is None:
        element = element.getparent()
    return "" if element is None else primary(element.get("lang"))


def primary(tag: str) -> str:
    """The first subtag of a BCP 47 tag."""
    return tag.lower().partition("-")[0]
