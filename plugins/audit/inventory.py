"""`ai-disclosures.json`: the list of a whole site, as this kit publishes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .json_lines import lines_of

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


def read(path: str, text: str, data: Any) -> InventoryReading | None:
    """The list from its parsed `data`; None if it has no entries."""
    entries = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        return None
    site = data.get("site", "")
    return InventoryReading(
        path, site if isinstance(site, str) else "", tuple(_rows(text, entries))
    )


def _rows(text: str, entries: list[Any]) -> Iterator[InventoryRow]:
    rows = [entry for entry in entries if isinstance(entry, dict)]
    urls = [url if isinstance(url := row.get("url"), str) else "" for row in rows]
    written = (f'"url": {json.dumps(url, ensure_ascii=False)}' for url in urls)
    yield from map(InventoryRow, lines_of(text, written), urls, rows)
