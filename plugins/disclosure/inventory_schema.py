"""The JSON Schema of ai-disclosures.json (draft 2020-12), made from the inventory's own classes.

Types come from the dataclasses of `inventory`, enumerations and what follows from what from
`vocabulary`, titles and descriptions from inventory-fields.toml. Every property is required, and no
other is allowed: null says that nothing is known, and a missing property would say it ambiguously.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from . import messages
from .declared_images import WHAT
from .inventory import SCHEMA, ImageRow, InventoryRow, PartRow
from .parts.declared import ALT
from .vocabulary import (
    AI_ASSISTED,
    AI_AUTONOMOUS,
    HUMAN_ONLY,
    IPTC_SCHEME,
    SOURCE_TYPE_LABELS,
    W3C_VALUES_SCHEME,
    Level,
    ReviewState,
    Role,
    w3c_value,
)

Schema = dict[str, Any]

FIELDS = Path(__file__).parent / "inventory-fields.toml"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
UNDECLARED = "undeclared"

ABOUT_COUNTS = {
    "all": ("All", "How many entries there are."),
    UNDECLARED: ("Undeclared", "How many have no role."),
    **{
        state.value: (messages.STATE[state], f"Entries whose review is {state}.")
        for state in ReviewState
    },
}

VALUES = (HUMAN_ONLY, AI_ASSISTED, AI_AUTONOMOUS)
ROLES, TYPES = tuple(role.value for role in Role), tuple(SOURCE_TYPE_LABELS)
DEFINED = {InventoryRow: "entry", PartRow: "part", ImageRow: "image"}
"""Classes of the inventory, by name in ``$defs``."""
VOCABULARIES: Mapping[str, Mapping[str, Iterable[str]]] = {
    "entry": {
        "kind": ("article", "page"),
        "declared_in": tuple(level.value for level in Level),
        "role": ROLES,
        **dict.fromkeys(("value", "own_value"), VALUES),
        **dict.fromkeys(("source_type", "own_source_type"), TYPES),
        "review": tuple(state.value for state in ReviewState),
        "cover": WHAT,
    },
    "part": {"kind": tuple(messages.PART), "role": ROLES, "value": VALUES, "source_type": TYPES},
    "image": {"place": ("cover", "text"), "source_type": TYPES},
}

FORMATS = {"date": "date", "reviewed_on": "date", "url": "iri", "making": "iri"}
PART_OF_UNKNOWN_VALUE: Schema = {
    "contains": {
        "properties": {"value": {"const": None}},
        "anyOf": [
            {"properties": {"id": {"type": "string"}}},
            {"properties": {"kind": {"const": ALT}}},
        ],
    }
}
"""A part in the text would inherit the value around it, and so make it untrue; so would images’
descriptions."""

LIMITS = {name: {"maxLength": messages.LONGEST_SHORT} for name in ("short", "cover_short")}


def schema(site: str) -> Schema:
    """The schema, as a document that stands at `site` (its address, without a slash at the end)."""
    return {
        "$schema": DRAFT,
        "$id": f"{site}/{SCHEMA}",
        "title": "Who or what wrote the texts of a site",
        "description": (
            "Every article of a site, the undeclared included, and every page that declares how it"
            " was made. Null always means that nothing is known, which is not the same as none."
        ),
        **_closed(
            {
                "$schema": {"const": f"{site}/{SCHEMA}"},
                "version": {"const": 1, "title": "Version of this format"},
                "site": {"const": site, "title": "Address of the site"},
                "counts": {
                    "title": "Counts of the entries",
                    **_closed({name: _count(*told) for name, told in ABOUT_COUNTS.items()}),
                },
                "entries": {
                    "title": "Entries",
                    "description": "Sorted by address.",
                    "type": "array",
                    "items": {"$ref": "#/$defs/entry"},
                },
            }
        ),
        "$defs": {
            "entry": {**_of(InventoryRow), "allOf": list(_consequences())},
            "part": _of(PartRow),
            "image": _of(ImageRow),
        },
    }


def to_text(site: str) -> str:
    """The schema as a file: same sources, same bytes."""
    return json.dumps(schema(site), ensure_ascii=False, indent=1) + "\n"


def _closed(properties: Schema) -> Schema:
    """An object that has all of `properties` and no other."""
    required = list(properties)
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _count(title: str, description: str) -> Schema:
    return {"title": title, "description": description, "type": "integer", "minimum": 0}


def about(name: str) -> dict[str, tuple[str, str]]:
    """Title and description of each property of what ``$defs`` calls `name`."""
    filled = {
        "roles": "; ".join(f"{role}: {meaning}" for role, meaning in messages.MEANING.items()),
        "states": "; ".join(f"{state}: {told}" for state, told in messages.STATE.items()),
        "w3c": W3C_VALUES_SCHEME,
        "iptc": IPTC_SCHEME,
        "longest": messages.LONGEST_SHORT,
    }
    told = tomllib.loads(FIELDS.read_text(encoding="utf-8"))[name]
    return {field: (title, text.format_map(filled)) for field, (title, text) in told.items()}


def _of(cls: type[Any]) -> Schema:
    name, hints = DEFINED[cls], get_type_hints(cls)
    properties = {}
    for field, (title, description) in about(name).items():
        told = {"title": title, "description": description}
        typed = _typed(hints[field], list(VOCABULARIES[name].get(field, ())))
        properties[field] = told | typed | _limits(field)
    return _closed(properties)


def _typed(hint: Any, words: list[str]) -> Schema:
    """The type of a property; an enumeration where it has a vocabulary."""
    if get_origin(hint) is tuple:
        of = get_args(hint)[0]
        return {
            "type": "array",
            "items": {"$ref": f"#/$defs/{DEFINED[of]}"} if of in DEFINED else {"type": "string"},
        }
    null = isinstance(hint, UnionType) and NoneType in get_args(hint)
    if words:
        return {"enum": [*words, *([None] if null else [])]}
    return {"type": ["string", "null"] if null else "string"}


def _limits(name: str) -> Schema:
    return {**({"format": FORMATS[name]} if name in FORMATS else {}), **LIMITS.get(name, {})}


def _consequences() -> Iterable[Schema]:
    """What role and review say about value and source type, from the vocabulary's own table."""
    unknown = ("declared_in", "review", "value", "own_value", "own_source_type")
    yield _if({"role": {"const": None}}, {name: {"const": None} for name in unknown})
    yield _if({"role": {"enum": list(Role)}}, {"declared_in": _known(), "review": _known()})
    for source_type in SOURCE_TYPE_LABELS:
        roles = [role for role in Role if role.source_type == source_type]
        yield _if({"role": {"enum": roles}}, {"own_source_type": {"const": source_type}})
    yield _if({"parts": PART_OF_UNKNOWN_VALUE}, {"own_value": {"const": None}})
    for value, (roles, states) in _values().items():
        when = {"role": {"enum": roles}, "review": {"enum": states}}
        otherwise = {"parts": {"not": PART_OF_UNKNOWN_VALUE}}
        yield _if(when | otherwise, {"own_value": {"const": value or None}})
    reviewed: Schema = {"reviewed_by": {"minItems": 1}, "reviewed_on": {"type": "string"}}
    nobody = {"reviewed_by": {"maxItems": 0}, "reviewed_on": {"const": None}}
    recorded = {"review": {"const": ReviewState.RECORDED.value}}
    yield {**_if(recorded, reviewed), "else": {"properties": nobody}}


def _values() -> dict[str, tuple[list[Role], list[ReviewState]]]:
    """Each W3C value with the roles and review states that have it, in every combination."""
    cases: dict[str, list[tuple[Role, ReviewState]]] = defaultdict(list)
    for role, state in product(Role, ReviewState):
        cases[w3c_value(role, state)].append((role, state))
    return {
        value: (
            list(dict.fromkeys(role for role, _ in found)),
            list(dict.fromkeys(s for _, s in found)),
        )
        for value, found in cases.items()
    }


def _known() -> Schema:
    return {"not": {"const": None}}


def _if(when: Schema, then: Schema) -> Schema:
    """Where every property of `when` is as it says, those of `then` are too."""
    return {
        "if": {"properties": when, "required": list(when)},
        "then": {"properties": then},
    }
