"""One written value: is it a W3C disclosure value, an IPTC source type, a date?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from string import ascii_lowercase, ascii_uppercase

from .vocabularies import IPTC, IPTC_TERMS, OUTDATED, SCHEMA_MEMBERS, VALUES

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_SCHEMA = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)?(?P<name>[A-Za-z]+)")
_IPTC = re.compile(r"https?://cv\.iptc\.org/newscodes/digitalsourcetype/(?P<term>.*)")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ISO = re.compile(r"\d{4}-\d{2}(?P<day>-\d{2}(?P<time>T.+)?)?")


def ascii_lower(text: str) -> str:
    """`text` with A to Z lowered and nothing else (Infra Standard, ASCII lowercase)."""
    return text.translate(_LOWER)


def disclosure_value(written: str | None) -> str:
    """The canonical value, or empty: not trimmed, whole, ASCII case-insensitive (section 3.2)."""
    lowered = ascii_lower(written or "")
    return lowered if lowered in VALUES else ""


def value_fault(written: str) -> tuple[str, str]:
    """(rule, cure) for a value that consumers ignore; two empty texts for a valid one.

    An empty cure: that of the rule.
    """
    if disclosure_value(written):
        return "", ""
    bare = ascii_lower(written).strip()
    joined = re.sub(r"[\s_]+", "-", bare)
    if bare in VALUES:
        return "value-whitespace", f"Write {bare} without white space."
    if joined in VALUES:
        return "value-invalid", f"Write {joined}."
    return _wrong(bare), OUTDATED.get(joined, "")


def _wrong(bare: str) -> str:
    """The rule that a lower-case value without white space around it breaks."""
    listed = [word for word in re.split(r"[\s,;|/]+", bare) if word in {*VALUES, *OUTDATED}]
    kinds = {
        "value-empty": not bare,
        "value-percentage": "%" in bare or (bare != "1" and NUMBER.fullmatch(bare)),
        "value-list": len(listed) > 1,
        "value-outdated": re.sub(r"[\s_]+", "-", bare) in OUTDATED,
    }
    return next((rule for rule, applies in kinds.items() if applies), "value-invalid")


@dataclass(frozen=True, slots=True)
class SourceType:
    """A digital source type as written."""

    term: str
    """IPTC's term; empty: not one of the vocabulary."""
    fault: str = ""
    """Rule that the writing breaks."""


def source_type(written: str) -> SourceType:
    """Read an IPTC address, a schema.org member or a bare term."""
    address = _IPTC.fullmatch(written)
    if address:
        term = address["term"]
        if term not in IPTC_TERMS:
            return SourceType("", "source-type-unknown")
        return SourceType(term, "" if written.startswith(IPTC) else "source-type-scheme")
    if written in IPTC_TERMS:
        return SourceType(written, "source-type-bare")
    member = _SCHEMA.fullmatch(written)
    if member and member["name"] in SCHEMA_MEMBERS:
        bare = "source-type-bare" if written == member["name"] else ""
        return SourceType(SCHEMA_MEMBERS[member["name"]], bare)
    return SourceType("", "source-type-unknown")


def iso_date(written: str) -> date | None:
    """The day of an ISO 8601 date or date-time, a month's first where no day is given."""
    match = _ISO.fullmatch(written)
    if not match:
        return None
    try:
        if match["time"]:
            return datetime.fromisoformat(written).date()
        return date.fromisoformat(written if match["day"] else f"{written}-01")
    except ValueError:
        return None
