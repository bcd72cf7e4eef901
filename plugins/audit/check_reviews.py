"""Rules on claims that somebody reviewed a text: who, when, and can it be true?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..disclosure.model_names import is_model
from .jsonld import JsonLdNode, kinds_of, name_of
from .notices import REVIEWED
from .page import PageReading
from .report import Finding
from .rules import finding
from .vocabularies import SOFTWARE
from .written_values import iso_date


def check(page: PageReading, today: date) -> Iterator[Finding]:
    """The reviews that the JSON-LD of a page claims."""
    nodes = [node for node in page.graph.nodes if node.place != "other"]
    named = any(node.values("reviewedBy") for node in nodes)
    dated = any(node.values("lastReviewed") for node in nodes)
    for node in nodes:
        yield from _reviewers(page, node)
        line = node.line("lastReviewed")
        for written in node.texts("lastReviewed"):
            yield from date_faults(page.path, line, f"lastReviewed {written}", written, today)
            if not named:
                yield finding(page.path, line, "review-date-alone", f"lastReviewed {written}")
        if node.values("reviewedBy") and not dated:
            found = f"reviewedBy {_names(page, node)}"
            yield finding(page.path, node.line("reviewedBy"), "review-without-date", found)
        yield from _status(page, node, signed=named and dated)
    if page.text_values == {"ai-autonomous"}:
        yield from _against_value(page)


def date_faults(path: str, line: int, found: str, written: str, today: date) -> Iterator[Finding]:
    """A date that is none, or has not come. Somewhere it is tomorrow already."""
    day = iso_date(written)
    if day is None:
        yield finding(path, line, "review-date-invalid", found)
    elif day > today + timedelta(days=1):
        yield finding(path, line, "review-date-future", found)


def _reviewers(page: PageReading, node: JsonLdNode) -> Iterator[Finding]:
    line = node.line("reviewedBy")
    for given in node.values("reviewedBy"):
        party = page.graph.resolved(given)
        if party is None:
            continue  # described on another page
        name = name_of(party)
        if kinds_of(party) & SOFTWARE or is_model(name):
            yield finding(page.path, line, "reviewer-software", f"reviewedBy {name}".strip())
        elif not name:
            yield finding(page.path, line, "review-without-name", "reviewedBy")


def _status(page: PageReading, node: JsonLdNode, *, signed: bool) -> Iterator[Finding]:
    for text in node.texts("creativeWorkStatus"):
        if REVIEWED.search(text) and not signed:
            found = f"creativeWorkStatus {text}"
            yield finding(page.path, node.line("creativeWorkStatus"), "status-claim", found)


def _against_value(page: PageReading) -> Iterator[Finding]:
    for node in page.main_nodes():
        if node.values("reviewedBy"):
            told = f"ai-autonomous, reviewedBy {_names(page, node)}"
            yield finding(page.path, node.line("reviewedBy"), "review-conflict", told)


def _names(page: PageReading, node: JsonLdNode) -> str:
    parties = (page.graph.resolved(given) for given in node.values("reviewedBy"))
    return ", ".join(name_of(party) for party in parties if party is not None)
