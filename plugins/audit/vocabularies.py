"""The words of the vocabularies, from `vocabularies.toml`, which says where each comes from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)

VALUES: tuple[str, ...] = tuple(_DATA["values"])
"""Those of the W3C report, weakest claim first."""
UNKNOWN, MIXED = "unknown", "mixed"
"""What is said of a page without a value, and of one with several."""
METADATA: tuple[str, ...] = tuple(_DATA["metadata"])
W3C_SCHEMES: tuple[str, ...] = tuple(_DATA["w3c-schemes"])
OUTDATED: dict[str, str] = {
    word: kind["cure"] for kind in _DATA["outdated"] for word in kind["words"]
}
"""Words that are no values, each with what to write instead."""

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
IPTC_TERMS, GENERATIVE, BY_HAND = (
    frozenset[str](_DATA[name]) for name in ("iptc", "generative", "by-hand")
)
SCHEMA_MEMBERS: dict[str, str] = {
    f"{term[0].upper()}{term[1:]}DigitalSource": term for term in _DATA["schema-org"]
}
"""Member of schema.org's enumeration to IPTC's term."""

META_NAMES, ABANDONED_ATTRIBUTES, SOFTWARE = (
    frozenset[str](_DATA[name]) for name in ("meta-names", "abandoned-attributes", "software")
)
