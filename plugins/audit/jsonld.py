"""The JSON-LD of a page: every script, every node, and the line each statement stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .json_lines import Lines, loads
from .tree import line_of

CREATIVE = frozenset(
    "CreativeWork WebPage AboutPage CollectionPage ContactPage FAQPage ItemPage MedicalWebPage "
    "ProfilePage QAPage WebPageElement BlogPosting SocialMediaPosting DiscussionForumPosting "
    "LiveBlogPosting Report Review Recipe HowTo Book Chapter Comment Question Answer Quotation "
    "Statement Blog".split()
)
MEDIA = frozenset("ImageObject VideoObject AudioObject MediaObject Photograph".split())
THROUGH = frozenset({"@graph", "mainEntity", "mainEntityOfPage"})
"""Keys under which a node still describes the page's own text."""
PARTS = frozenset({"hasPart", "abstract", "text"})
IMAGES = frozenset({"image", "thumbnail", "primaryImageOfPage", "photo", "associatedMedia"})
PREFIX = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)")
LONGEST = 8_000_000
"""Characters of one script that are parsed."""


@dataclass(frozen=True, slots=True)
class JsonLdNode:
    """One JSON object that says something."""

    types: frozenset[str]
    place: str
    """``main`` (the page's text), ``part``, ``image`` or ``other`` (another work, a person)."""
    data: Mapping[str, Any]
    """By key without schema.org's prefix."""
    lines: dict[str, int]
    """Line of each key."""

    def values(self, key: str) -> list[Any]:
        """The values of a key, a single one as a list of one."""
        given = self.data.get(key)
        return given if isinstance(given, list) else [] if given is None else [given]

    def texts(self, key: str) -> list[str]:
        """The values of a key as text: literal, ``@value`` or ``@id``."""
        return [text for text in map(_text, self.values(key)) if text]

    def line(self, key: str) -> int:
        """The line of a key; 0 where it is not known."""
        return self.lines.get(key, 0)

    @property
    def is_text(self) -> bool:
        """Whether it describes a text rather than a picture, person or thing."""
        return any(kind in CREATIVE or kind.endswith("Article") for kind in self.types)


@dataclass(frozen=True, slots=True)
class JsonLd:
    """All JSON-LD of one page."""

    nodes: tuple[JsonLdNode, ...] = ()
    faults: tuple[tuple[str, int, str], ...] = ()
    """(rule, line, what was found)."""
    by_id: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def resolved(self, value: Any) -> Mapping[str, Any] | str | None:
        """What a reference means here; None: it is described elsewhere."""
        if isinstance(value, dict):
            only_reference = set(value) <= {"@id", "@type"} and "@id" in value
            if only_reference:
                return self.by_id.get(str(value["@id"]))
            return {PREFIX.sub("", key): item for key, item in value.items()}
        return str(value)


def read(root: Any) -> JsonLd:
    """Every script of the page."""
    nodes: list[JsonLdNode] = []
    faults: list[tuple[str, int, str]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower().split(";")[0] == "application/ld+json":
            _read_script(script, nodes, faults)
    by_id: dict[str, dict[str, Any]] = {}
    for node in nodes:
        name = node.data.get("@id")
        if isinstance(name, str) and set(node.data) > {"@id", "@type"}:
            by_id.setdefault(name, {}).update(node.data)
    return JsonLd(tuple(nodes), tuple(faults), by_id)


def name_of(party: Mapping[str, Any] | str) -> str:
    """What a person or organisation is called; empty: it has no name."""
    if isinstance(party, str):
        return party.strip()
    for key in ("name", "legalName", "familyName", "givenName", "alternateName"):
        value = party.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("@value") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def kinds_of(party: Mapping[str, Any] | str) -> frozenset[str]:
    """The types of a party, without prefix."""
    given = [] if isinstance(party, str) else party.get("@type", [])
    listed = given if isinstance(given, list) else [given]
    return frozenset(str(kind).rpartition("/")[2].removeprefix("schema:") for kind in listed)


def _read_script(script: Any, nodes: list[JsonLdNode], faults: list[tuple[str, int, str]]) -> None:
    text = "".join(script.itertext())
    start = line_of(script)
    if not text.strip():
        return
    try:
        data, lines = loads(text[:LONGEST], start, parse_constant=_refused)
    except RecursionError:
        faults.append(("jsonld-invalid", start, "nested too deeply"))
    except ValueError as error:
        line = start + getattr(error, "lineno", 1) - 1 if start else 0
        # Nothing but ``</script`` in a text ends a script within a string.
        cut = "Unterminated string" in str(error) and len(text) <= LONGEST
        shown = f"… {text.rstrip()[-60:]}" if cut else str(error)
        faults.append(("jsonld-cut" if cut else "jsonld-invalid", line, shown))
    else:
        nodes.extend(_nodes(data, lines))


def _nodes(data: Any, lines: Lines) -> Iterator[JsonLdNode]:
    """Every object in document order; without recursion, however deeply they are nested."""
    stack: list[tuple[Any, str]] = [(data, "main")]
    while stack:
        value, place = stack.pop()
        if isinstance(value, list):
            stack.extend((item, place) for item in reversed(value))
        elif isinstance(value, dict):
            yield _node(value, place, lines[id(value)])
            inside = reversed(value.items())
            stack.extend((item, _below(place, name)) for name, item in inside)


def _node(value: dict[str, Any], place: str, lines: dict[str, int]) -> JsonLdNode:
    data = {PREFIX.sub("", key): item for key, item in value.items()}
    kinds = data.get("@type", ())
    listed = kinds if isinstance(kinds, list) else [kinds]
    types = frozenset(PREFIX.sub("", kind) for kind in listed if isinstance(kind, str))
    place = "image" if types & MEDIA and place != "other" else place
    return JsonLdNode(types, place, data, {PREFIX.sub("", key): at for key, at in lines.items()})


def _below(place: str, name: str) -> str:
    key = PREFIX.sub("", name)
    if key in IMAGES and place in {"main", "part", "image"}:
        return "image"
    if place == "main" and key in THROUGH:
        return "main"
    if key in PARTS and place in {"main", "part"}:
        return "part"
    return "other"


def _refused(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@value", value.get("@id", ""))
    return value if isinstance(value, str) else ""
