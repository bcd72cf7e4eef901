"""The JSON Schema of ai-disclosures.json (draft 2020-12), made from the inventory's own classes.

Types come from the dataclasses of `inventory`, enumerations and what follows from what from
`vocabulary`; the titles and descriptions stand here, once. Every property is required, and no other
is allowed: null says that nothing is known, and a missing property would say it ambiguously.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import product
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from . import messages
from .declared_images import WHAT
from .inventory import SCHEMA, ImageRow, PartRow, Row
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
    value_of,
)

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
UNDECLARED = "undeclared"

ABOUT = {
    "url": ("Address", "Where the text stands. No two entries have the same."),
    "title": ("Title", "As its author wrote it."),
    "kind": ("Kind", "An article, or a page that declares how it was made."),
    "lang": ("Language", "BCP 47 tag of the text's language."),
    "date": ("Date", "Day of publication (ISO 8601). Null: a page without one."),
    "source": ("Source", "Path of the file below the site's content folder."),
    "declared_in": (
        "Where the declaration stands",
        "In its own file, or as a default of its folder or of the site. Null: undeclared.",
    ),
    "role": (
        "What AI did to the words",
        "; ".join(f"{role}: {meaning}" for role, meaning in messages.MEANING.items())
        + " Null: undeclared, which is not the same as none.",
    ),
    "value": (
        "W3C value of the whole",
        f"As much AI as any part, by {W3C_VALUES_SCHEME}. Null: too little is known for one.",
    ),
    "source_type": (
        "IPTC digital source type of the whole",
        f"As much AI as any part; the last segment of an address below {IPTC_SCHEME}.",
    ),
    "own_value": (
        "W3C value of the element around the text",
        "Null also where a part in the text has none: it would inherit this one.",
    ),
    "own_source_type": (
        "IPTC digital source type of what is no part of its own",
        "The same as `source_type` for a text without parts.",
    ),
    "models": ("Models", "Identifiers as declared for the text, less those of its parts."),
    "provider": ("Provider", "Who runs the models. Null: not recorded."),
    "review": (
        "Review",
        "What is known about a review of exactly this text; "
        + "; ".join(f"{state}: {told}" for state, told in messages.STATE.items())
        + ". Null: nothing is declared, so nothing is said of a review.",
    ),
    "reviewed_by": (
        "Reviewers",
        "Who is named for the reviews that are valid now, by name, role or organisation.",
    ),
    "reviewed_on": ("Day of the latest valid review", "ISO 8601. Null: there is none."),
    "sentence": (
        "Disclosure in words",
        "As readers see it above the text. Null: nothing is declared.",
    ),
    "short": (
        "Disclosure in a few words",
        f"At most {messages.LONGEST_SHORT} characters, as cards show it.",
    ),
    "byline": (
        "Byline",
        "What stands before the names: that they wrote the text, or only that they publish it.",
    ),
    "credit": (
        "Credit",
        "What feeds put in brackets after each name where AI wrote the words. Null: nothing.",
    ),
    "words": ("Language of the words", "BCP 47 tag of the language of every sentence here."),
    "parts": ("Parts", "Parts of the text that were made another way than the rest."),
    "cover": ("Cover image", "What AI did to it. Null: nothing that is declared."),
    "cover_short": (
        "The same in a few words",
        f"At most {messages.LONGEST_SHORT} characters, as cards show it.",
    ),
    "images": (
        "Images",
        "Images that AI made or edited and that the text shows or has as its cover.",
    ),
    "making": (
        "Making-of page",
        "Address of the page with prompt and settings. Null: there is none.",
    ),
}
"""Title and description of each property of an entry."""

ABOUT_PART = {
    "kind": ("Kind", "What the part is."),
    "id": ("Element", "Its id on the page. Null: the part stands in the front matter."),
    "role": ("What AI did to the words of the part", "As in the entry."),
    "value": ("W3C value of the part", "Null: too little is known for one."),
    "source_type": ("IPTC digital source type of the part", "As in the entry."),
    "models": ("Models", "Identifiers as declared for the part."),
    "provider": ("Provider", "Who runs them. Null: not recorded."),
    "sentence": ("Label in words", "As readers see it at a part that has an element."),
}
"""The same for a part."""

ABOUT_IMAGE = {
    "url": ("Address", "Where the file stands."),
    "place": ("Place", "Whether it is the cover, or stands in the text."),
    "source_type": (
        "IPTC digital source type of the image",
        f"The last segment of an address below {IPTC_SCHEME}.",
    ),
    "models": ("Models", "Identifiers as declared for the image."),
    "caption": ("Label in words", "As readers see it at the image."),
}
"""The same for an image."""

ABOUT_COUNTS = {
    "all": ("All", "How many entries there are."),
    UNDECLARED: ("Undeclared", "How many have no role."),
    **{
        state.value: (messages.STATE[state], f"Entries whose review is {state}.")
        for state in ReviewState
    },
}

VALUES = (HUMAN_ONLY, AI_ASSISTED, AI_AUTONOMOUS)
VOCABULARIES: Mapping[str, Iterable[str]] = {
    "kind": ("article", "page"),
    "declared_in": tuple(level.value for level in Level),
    "role": tuple(role.value for role in Role),
    "value": VALUES,
    "own_value": VALUES,
    "source_type": tuple(SOURCE_TYPE_LABELS),
    "own_source_type": tuple(SOURCE_TYPE_LABELS),
    "review": tuple(state.value for state in ReviewState),
    "cover": WHAT,
}
PART_VOCABULARIES: Mapping[str, Iterable[str]] = {
    **{name: VOCABULARIES[name] for name in ("role", "value", "source_type")},
    "kind": tuple(messages.PART),
}
IMAGE_VOCABULARIES: Mapping[str, Iterable[str]] = {
    "place": ("cover", "text"),
    "source_type": tuple(SOURCE_TYPE_LABELS),
}
DEFINED = {PartRow: "part", ImageRow: "image"}
"""Classes that entries hold several of, by name in ``$defs``."""

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
            "entry": {**_of(Row, ABOUT, VOCABULARIES), "allOf": list(_consequences())},
            "part": _of(PartRow, ABOUT_PART, PART_VOCABULARIES),
            "image": _of(ImageRow, ABOUT_IMAGE, IMAGE_VOCABULARIES),
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


def _of(
    cls: type[Any], about: Mapping[str, tuple[str, str]], words: Mapping[str, Iterable[str]]
) -> Schema:
    hints = get_type_hints(cls)
    properties = {}
    for field in fields(cls):
        title, description = about[field.name]
        told = {"title": title, "description": description}
        typed = _typed(hints[field.name], list(words.get(field.name, ())))
        properties[field.name] = told | typed | _limits(field.name)
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
        cases[value_of(role, state)].append((role, state))
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
