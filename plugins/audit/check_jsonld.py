"""Rules on JSON-LD: does it parse, are its terms right, who is named as author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..disclosure.model_names import COMPANIES, is_model
from .jsonld import JsonLdNode, kinds_of, name_of
from .notices import COMPLIANCE, percentages
from .page import PageReading, types_of
from .report import Finding
from .rules import finding
from .vocabularies import BY_HAND, GENERATIVE, SOFTWARE, UNKNOWN
from .written_values import source_type

HOW_MADE_KEYS = ("backstory", "creativeWorkStatus", "usageInfo", "disambiguatingDescription")
"""Properties in which a work tells how it was made."""


def check(page: PageReading) -> Iterator[Finding]:
    """Everything that is wrong in the JSON-LD of one page, by itself and beside the page."""
    for rule, line, found in page.graph.faults:
        yield finding(page.path, line, rule, found)
    for node in page.graph.nodes:
        yield from _terms(page, node)
        yield from _authors(page, node)
        yield from _claims(page, node)
    yield from _conflicts(page)


def _conflicts(page: PageReading) -> Iterator[Finding]:
    """Where the JSON-LD contradicts the page's own declaration."""
    for node in page.main_nodes():
        terms = {kind.term for kind in types_of(node)} - {""}
        values = page.text_values
        only_human = values == {"human-only"}
        only_ai = bool(values) and values.isdisjoint({"human-only", UNKNOWN})
        if (only_human and terms & GENERATIVE) or (only_ai and terms and terms <= BY_HAND):
            told = f"{', '.join(sorted(values))}; digitalSourceType {', '.join(sorted(terms))}"
            yield finding(page.path, node.line("digitalSourceType"), "jsonld-conflict", told)


def author_fault(name: str, types: frozenset[str]) -> str:
    """The rule that an author breaks; empty: none."""
    if types & SOFTWARE:
        return "author-software"
    if name.lower() in COMPANIES and any("Organization" in kind for kind in types):
        return ""
    return "author-model" if is_model(name) else ""


def _terms(page: PageReading, node: JsonLdNode) -> Iterator[Finding]:
    line = node.line("digitalSourceType")
    for written in node.texts("digitalSourceType"):
        kind = source_type(written)
        if kind.fault:
            yield finding(page.path, line, kind.fault, f"digitalSourceType {written}")
        if kind.term == "digitalCapture" and node.is_text:
            yield finding(page.path, line, "digital-capture-text", f"digitalSourceType {written}")
    if "aiDisclosure" in node.data:
        found = str(node.data["aiDisclosure"])
        yield finding(page.path, node.line("aiDisclosure"), "schema-ai-disclosure", found)


def _authors(page: PageReading, node: JsonLdNode) -> Iterator[Finding]:
    if not (node.is_text or not node.types) or node.place == "other":
        return  # a cited work's author is not this page's claim
    for key in ("author", "creator"):
        for given in node.values(key):
            party = page.graph.resolved(given)
            if party is None:
                continue
            rule = author_fault(name_of(party), kinds_of(party))
            if rule:
                yield finding(page.path, node.line(key), rule, f"{key} {_shown(party)}")


def _claims(page: PageReading, node: JsonLdNode) -> Iterator[Finding]:
    for key in node.data:
        if COMPLIANCE.search(key):
            yield finding(page.path, node.line(key), "compliance-claim", key)
    named = [str(node.data.get("propertyID", "")), str(node.data.get("name", ""))]
    if "PropertyValue" in node.types and any(map(COMPLIANCE.search, named)):
        yield finding(page.path, node.line("name"), "compliance-claim", " ".join(named).strip())
    for key in HOW_MADE_KEYS:
        for text in node.texts(key):
            if COMPLIANCE.search(text):
                yield finding(page.path, node.line(key), "compliance-claim", f"{key} {text}")
            if percentages(text):
                yield finding(page.path, node.line(key), "percentage", f"{key} {text}")


def _shown(party: Mapping[str, Any] | str) -> str:
    kinds = ", ".join(sorted(kinds_of(party) - {""}))
    return f"{kinds} {name_of(party)}".strip()
