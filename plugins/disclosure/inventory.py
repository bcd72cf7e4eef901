"""ai-disclosures.json and .csv: every article and declared page, the undeclared included.

What each field means says inventory-fields.toml, from which the schema takes it too. None means
that nothing is known, which is not the same as none.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from ..common.planned_files import PlannedFile
from ..common.values import dataclass
from .label import Label, PartLabel
from .vocabulary import ReviewState

SCHEMA = "ai-disclosures.schema.json"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class ListedText:
    """Which text a row is about, and where it stands."""

    url: str
    title: str
    kind: str
    lang: str
    date: str | None
    source: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a text."""

    kind: str
    id: str | None
    role: str
    value: str | None
    source_type: str
    models: tuple[str, ...]
    provider: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ImageRow:
    """One image that a text shows and that AI made or edited."""

    url: str
    place: str
    source_type: str
    models: tuple[str, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class InventoryRow(ListedText):
    """One text; its images are those whose origin is declared, the cover first."""

    declared_in: str | None
    role: str | None
    value: str | None
    source_type: str | None
    own_value: str | None
    own_source_type: str | None
    models: tuple[str, ...]
    provider: str | None
    review: str | None
    reviewed_by: tuple[str, ...]
    reviewed_on: str | None
    sentence: str | None
    short: str | None
    byline: str
    credit: str | None
    words: str
    parts: tuple[PartRow, ...]
    cover: str | None
    cover_short: str | None
    images: tuple[ImageRow, ...]
    making: str | None


_NAMES = tuple(field.name for field in fields(InventoryRow))
_ENCODER = json.JSONEncoder(ensure_ascii=False, indent=1)


def row(
    place: ListedText,
    label: Label,
    declared_in: str | None,
    review: str | None,
    cover: str | None,
    *,
    images: tuple[ImageRow, ...] = (),
) -> InventoryRow:
    """The inventory's row of one text; what its label does not say is given beside it."""
    return InventoryRow(
        **{each.name: getattr(place, each.name) for each in fields(place)},
        declared_in=declared_in,
        role=label.role or None,
        value=label.value or None,
        source_type=label.source_type or None,
        own_value=label.own_value or None,
        own_source_type=label.own_source_type or None,
        models=label.models,
        provider=label.provider or None,
        review=review,
        reviewed_by=tuple(reviewer.name for reviewer in label.reviewers),
        reviewed_on=label.last_reviewed or None,
        sentence=label.sentence or None,
        short=label.short or None,
        byline=label.byline,
        credit=label.credit or None,
        words=label.language,
        parts=tuple(_part(part) for part in label.parts),
        cover=cover,
        cover_short=label.cover_short or None,
        images=images,
        making=label.making or None,
    )


def is_listed(entry: InventoryRow) -> bool:
    """Whether the inventory has a row for it: every article, and pages that declare anything."""
    declares = entry.role is not None or entry.parts or entry.cover
    return entry.kind == "article" or bool(declares)


def planned(rows: Iterable[InventoryRow], site: str, name: str) -> tuple[PlannedFile, PlannedFile]:
    """Both files, `name` being what stands before the full stop of theirs."""
    listed = tuple(_sorted(rows))
    return (
        PlannedFile(
            f"{name}.json", lambda: (site, *listed), lambda: to_json(listed, site).encode()
        ),
        PlannedFile(f"{name}.csv", lambda: listed, lambda: to_csv(listed).encode()),
    )


def to_json(rows: Iterable[InventoryRow], site: str) -> str:
    """The inventory as JSON, sorted by address, without a timestamp: same sources, same bytes."""
    listed = _sorted(rows)
    counts = {"all": len(listed), "undeclared": sum(entry.role is None for entry in listed)}
    counts |= {state.value: sum(e.review == state for e in listed) for state in ReviewState}
    document = {
        "$schema": f"{site}/{SCHEMA}",
        "version": 1,
        "site": site,
        "counts": counts,
        "entries": [],
    }
    head = json.dumps(document, ensure_ascii=False, indent=1).removesuffix("[]\n}")
    entries = ",\n".join(map(_json, listed))
    return f"{head}[\n{entries}\n ]\n}}\n" if entries else f"{head}[]\n}}\n"


def to_csv(rows: Iterable[InventoryRow]) -> str:
    """The same as CSV (RFC 4180, UTF-8).

    A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_NAMES)
    for entry in _sorted(rows):
        writer.writerow(map(_cell, _values(entry).values()))
    return out.getvalue()


def _json(entry: InventoryRow) -> str:
    """One of the entries of the JSON, indented as it stands there."""
    # No string has a line break in it, so every one is between two of the lines.
    return "  " + _ENCODER.encode(_values(entry)).replace("\n", "\n  ")


def _values(entry: InventoryRow) -> dict[str, Any]:
    """What `asdict` gives; that copies every text, too."""
    found = {name: getattr(entry, name) for name in _NAMES}
    return found | {name: tuple(map(asdict, found[name])) for name in ("parts", "images")}


def _part(part: PartLabel) -> PartRow:
    return PartRow(
        kind=part.kind,
        id=part.id or None,
        role=part.role,
        value=part.value or None,
        source_type=part.source_type,
        models=part.models,
        provider=part.provider or None,
        sentence=part.sentence,
    )


def _sorted(rows: Iterable[InventoryRow]) -> list[InventoryRow]:
    return sorted(filter(is_listed, rows), key=lambda entry: (entry.url, entry.source))


def _cell(value: object) -> str:
    several = value if isinstance(value, tuple) else ()
    if any(isinstance(one, dict) for one in several):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = "; ".join(several) if isinstance(value, tuple) else str(value or "")
    return f"'{text}" if text.startswith(FORMULA) else text
