"""`ai-disclosures.json`: the list of a whole site, as this kit publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .json_lines import loads
from .tree import UnreadableError

NAME = "ai-disclosures.json"


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """One text of the list."""

    line: int
    address: str
    data: Mapping[str, Any]

    def text(self, key: str) -> str:
        """A value as text; empty for null and for what is no text."""
        given = self.data.get(key)
        return given if isinstance(given, str) else ""

    def names(self, key: str) -> list[str]:
        """A list of texts."""
        given = self.data.get(key)
        return [str(name) for name in given if str(name).strip()] if isinstance(given, list) else []

    @property
    def has_parts(self) -> bool:
        """Whether parts with a role of their own may raise the row's single value."""
        return bool(self.data.get("parts"))


@dataclass(frozen=True, slots=True)
class InventoryReading:
    """The whole list."""

    path: str
    site: str
    rows: tuple[InventoryRow, ...]
    counts: Mapping[str, Any]
    """How many rows there are of each kind, as the list itself says."""


def read(path: str, text: str) -> InventoryReading:
    """The list in a JSON text.

    :raises UnreadableError: where it does not parse or has no entries.
    """
    try:
        data, lines = loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error), getattr(error, "lineno", 0)) from None
    entries = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise UnreadableError("no entries", 0)
    site = data.get("site", "")
    rows = (
        InventoryRow(lines[id(row)].get("url", 1), url if isinstance(url, str) else "", row)
        for row in entries
        if isinstance(row, dict)
        for url in (row.get("url"),)
    )
    counts = data.get("counts")
    return InventoryReading(
        path=path,
        site=site if isinstance(site, str) else "",
        rows=tuple(rows),
        counts=counts if isinstance(counts, dict) else {},
    )
