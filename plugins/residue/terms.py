"""The lists of `terms.toml`, each as one pattern."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("terms.toml")


def any_of(*names: str) -> str:
    """A pattern for any value of the lists called `names`; longer ones are tried first."""
    values = [value for name in names for value in _lists()[name]]
    return f"(?:{'|'.join(sorted(values, key=len, reverse=True))})"


@cache
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return lists
