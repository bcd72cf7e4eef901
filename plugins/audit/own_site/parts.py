"""The parts of a text read back from its page: elements, labels, attributes.

Like `forms`, this shares no code with what writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .words import Disagreement, classes, flat, language_of, primary, words_of

UNPROMPTED = {"", "human-only"}
"""Values with which no model, provider or prompt may stand."""
LABEL = "disclosure-part"
Claim = tuple[str, str, str]
"""Value, models and provider, as three attributes hold them."""


@dataclass(frozen=True, slots=True)
class PartForms:
    """What the element of one part of a text says."""

    id: str
    claim: Claim
    label: str
    """What readers see at it."""
    language: str
    """That of the label, by the nearest ``lang``; empty: there is no label."""
    inside: tuple[str, ...]
    """Ids of the parts in it."""
    described: bool
    """Whether it shows an image with a description."""


@dataclass(frozen=True, slots=True)
class TextForms:
    """What a page says of the parts of its text."""

    parts: tuple[PartForms, ...]
    title: Claim
    """That of the heading."""
    others: tuple[Claim, ...]
    """Those of other elements in the text: footnotes of parts, described images."""
    strays: tuple[str, ...]
    """Labels that stand at no part."""


def read_parts(page: Any, around: Any) -> TextForms:
    """The parts in `around`, the element around a text, and the heading of its page."""
    elements = list(_parts_in(around))
    at_parts = {label for element in elements for label in _labels(element)}
    every = () if around is None else around.iter(etree.Element)
    inner = [element for element in every if element is not around]
    claims = (_claim(element) for element in inner if element not in elements)
    return TextForms(
        parts=tuple(map(_part, elements)),
        title=next((_claim(h) for h in page.iterfind(".//article/h1")), ("", "", "")),
        others=tuple(claim for claim in claims if any(claim)),
        strays=tuple(
            words_of(one) for one in inner if LABEL in classes(one) and one not in at_parts
        ),
    )


def part_disagreements(row: Mapping[str, Any], text: TextForms) -> Iterator[Disagreement]:
    """Where a page says something else of a part than the part's entry in the row."""
    rows = {part["id"]: part for part in row["parts"] if part["id"]}
    front = {part["kind"]: part for part in row["parts"] if not part["id"]}
    found = " ".join(part.id for part in text.parts)
    if found != " ".join(rows):
        yield Disagreement("parts", found, " ".join(rows))
    for part in text.parts:
        if part.id in rows:
            yield from _one(row, part, rows, front)
    yield from _claims("the title", text.title, _expected(front.get("title")))
    known = {_expected(part) for part in row["parts"]}
    for claim in text.others:
        if claim not in known:
            yield Disagreement("attributes in the text", "; ".join(claim), "")
    for stray in text.strays:
        yield Disagreement("label at no part", stray, "")


def _one(
    row: Mapping[str, Any],
    part: PartForms,
    rows: Mapping[str, Mapping[str, Any]],
    front: Mapping[str, Mapping[str, Any]],
) -> Iterator[Disagreement]:
    told = rows[part.id]
    # What is unknown inside would inherit the value, so the element around has none.
    known = all(rows[inner]["value"] for inner in part.inside if inner in rows)
    known = known and not (part.described and "alt" in front and not front["alt"]["value"])
    yield from _claims(part.id, part.claim, _expected(told if known else None))
    if part.label != flat(told["sentence"]):
        yield Disagreement(f"label of {part.id}", part.label, told["sentence"])
    if part.label and part.language != primary(row["words"]):
        yield Disagreement(f"language of the label of {part.id}", part.language, row["words"])


def _claims(of: str, found: Claim, expected: Claim) -> Iterator[Disagreement]:
    names = ("ai-disclosure", "ai-model", "ai-provider")
    for name, is_said, wanted in zip(names, found, expected, strict=True):
        if is_said != wanted:
            yield Disagreement(f"{name} of {of}", is_said, wanted)


def _expected(part: Mapping[str, Any] | None) -> Claim:
    """The attributes of an element that is `part`."""
    value = (part["value"] or "") if part else ""
    if part is None or value in UNPROMPTED:
        return value, "", ""
    return value, flat(", ".join(part["models"])), flat(part["provider"] or "")


def _part(element: Any) -> PartForms:
    labels = _labels(element)
    return PartForms(
        id=element.get("id"),
        claim=_claim(element),
        label=" ".join(map(words_of, labels)),
        language=language_of(labels[0]) if labels else "",
        inside=tuple(inner.get("id") for inner in _parts_in(element) if inner is not element),
        described=any(image.get("alt", "").strip() for image in element.iter("img")),
    )


def _labels(element: Any) -> list[Any]:
    return [child for child in element if LABEL in classes(child)]


def _claim(element: Any) -> Claim:
    value, models, provider = (
        flat(element.get(f"ai-{name}") or "") for name in ("disclosure", "model", "provider")
    )
    return value, models, provider


def _parts_in(element: Any) -> Iterator[Any]:
    for found in () if element is None else element.iter(etree.Element):
        if "part" in classes(found) and found.get("id", "").startswith("Part-"):
            yield found
