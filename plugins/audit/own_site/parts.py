"""The parts of a text: their elements, labels and attributes beside the parts in its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from ..tree import classes, collapsed, language_of, primary_subtag, words_of
from .disagreement import Disagreement, Row, compared

UNPROMPTED = {"", "human-only"}
"""Values with which no model, provider or prompt may stand."""
LABEL = "disclosure-part"
ATTRIBUTES = ("ai-disclosure", "ai-model", "ai-provider")
Claim = tuple[str, ...]
"""What the three attributes hold."""
Part = Mapping[str, Any]
"""A part as the inventory lists it."""


def part_disagreements(row: Row, root: Any, around: Any) -> Iterator[Disagreement]:
    """Where a page says something else of a part than the part's entry in the row.

    `around` is the element around the text; None: there is none.
    """
    listed = {part["id"]: part for part in row["parts"] if part["id"]}
    front = {part["kind"]: part for part in row["parts"] if not part["id"]}
    elements = list(_parts_in(around))
    yield from compared("parts", " ".join(one.get("id") for one in elements), " ".join(listed))
    for element in elements:
        if element.get("id") in listed:
            yield from _one(row, element, listed, front)
    heading = next(root.iterfind(".//article/h1"), None)
    claim = ("", "", "") if heading is None else _claim(heading)
    yield from _claims("the title", claim, _expected(front.get("title")))
    yield from _beside(row, around, set(elements))


def _one(
    row: Row, element: Any, listed: Mapping[str, Part], front: Mapping[str, Part]
) -> Iterator[Disagreement]:
    name = element.get("id")
    part = listed[name]
    inside = (one.get("id") for one in _parts_in(element) if one is not element)
    described = any(image.get("alt", "").strip() for image in element.iter("img"))
    # What is unknown inside would inherit the value, so the element around has none.
    known = all(listed[inner]["value"] for inner in inside if inner in listed)
    known = known and not (described and "alt" in front and not front["alt"]["value"])
    yield from _claims(name, _claim(element), _expected(part if known else None))
    labels = _labels(element)
    sentence = collapsed(part["sentence"])
    yield from compared(f"label of {name}", " ".join(map(words_of, labels)), sentence)
    if labels and language_of(labels[0]) != primary_subtag(row["words"]):
        found = language_of(labels[0])
        yield Disagreement(f"language of the label of {name}", found, row["words"])


def _beside(row: Row, around: Any, parts: set[Any]) -> Iterator[Disagreement]:
    """Attributes and labels in the text that belong to none of its parts."""
    known = {_expected(part) for part in row["parts"]}
    at_parts = {label for element in parts for label in _labels(element)}
    for element in () if around is None else around.iterdescendants(etree.Element):
        claim = _claim(element)
        if element not in parts and any(claim) and claim not in known:
            # Footnotes of parts and described images have attributes too.
            yield Disagreement("attributes in the text", "; ".join(claim), "")
        if LABEL in classes(element) and element not in at_parts:
            yield Disagreement("label at no part", words_of(element), "")


def _claims(of: str, found: Claim, expected: Claim) -> Iterator[Disagreement]:
    for name, said, wanted in zip(ATTRIBUTES, found, expected, strict=True):
        yield from compared(f"{name} of {of}", said, wanted)


def _expected(part: Part | None) -> Claim:
    """The attributes of an element that is `part`."""
    value = (part["value"] or "") if part else ""
    if part is None or value in UNPROMPTED:
        return value, "", ""
    return value, collapsed(", ".join(part["models"])), collapsed(part["provider"] or "")


def _claim(element: Any) -> Claim:
    return tuple(collapsed(element.get(name) or "") for name in ATTRIBUTES)


def _labels(element: Any) -> list[Any]:
    return [child for child in element if LABEL in classes(child)]


def _parts_in(element: Any) -> Iterator[Any]:
    for found in () if element is None else element.iter(etree.Element):
        if "part" in classes(found) and found.get("id", "").startswith("Part-"):
            yield found
