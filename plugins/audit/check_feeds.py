"""Rules on a feed taken by itself: categories, authors, JSON Feed's extension, podcasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..disclosure.model_names import is_model
from .check_jsonld import author_fault
from .check_markup import elements
from .check_reviews import date_faults
from .feeds import EntryCategory, EntryReading, FeedReading
from .report import Finding
from .rules import finding
from .tree import parse_page
from .vocabularies import IPTC, IPTC_TERMS, VALUES, W3C_SCHEMES
from .written_values import ascii_lower, disclosure_value, source_type, value_fault

HAS_ATTRIBUTES = re.compile(
    r"\bai-(?:disclosure|model|provider|prompt-url|assisted-percent|percent|generated)\s*=|<genai\b",
    re.IGNORECASE,
)
"""Only an entry with such markup is parsed."""
LONGEST = 4_000_000
"""Characters of one entry whose markup is looked at."""


def check(feed: FeedReading, today: date) -> Iterator[Finding]:
    """Everything that is wrong in one feed."""
    for entry in (feed.whole, *feed.entries):
        yield from _categories(feed.path, entry)
        for line, name in entry.authors:
            if rule := author_fault(name, frozenset()):
                yield finding(feed.path, line, rule, f"author {name}")
        if entry.misnamed:
            yield finding(feed.path, entry.line, "feed-extension", entry.misnamed)
        if entry.extension is not None:
            yield from _extension(feed.path, entry, today)
        if HAS_ATTRIBUTES.search(entry.html, 0, LONGEST):
            root = parse_page(entry.html[:LONGEST].encode("utf-8", "replace")).root
            yield from elements(feed.path, root, entry.line) if root is not None else ()
    yield from _podcast(feed)


def value_of(entry: EntryReading) -> str:
    """The disclosure value an entry gives; empty: none."""
    if entry.extension is not None:
        return disclosure_value(str(entry.extension.get("value", "")))
    found = (disclosure_value(c.term) for c in entry.categories if c.scheme.startswith(W3C_SCHEMES))
    return next(filter(None, found), "")


def source_type_of(entry: EntryReading) -> str:
    """The IPTC term an entry gives; empty: none."""
    if entry.extension is not None:
        return source_type(str(entry.extension.get("digital_source_type", ""))).term
    named = (c.term for c in entry.categories if "/newscodes/digitalsourcetype" in c.scheme)
    return next((term for term in named if term in IPTC_TERMS), "")


def reviewers_of(entry: EntryReading) -> frozenset[str]:
    """The names that an entry gives as reviewers."""
    given = (entry.extension or {}).get("reviewed_by")
    listed = given if isinstance(given, list) else [given]
    return frozenset(str(name).strip() for name in listed if name)


def _categories(path: str, entry: EntryReading) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for category in entry.categories:
        kind = _kind(category)
        if not kind:
            continue
        yield from _category(path, category, kind)
        if taken.setdefault(kind, category.term) != category.term:
            told = f"{taken[kind]} and {category.term}"
            yield finding(path, category.line, "feed-two-values", told)


def _kind(category: EntryCategory) -> str:
    if "ai-content-disclosure" in category.scheme:
        return "W3C"
    if "/newscodes/digitalsourcetype" in category.scheme:
        return "IPTC"
    if ascii_lower(category.term.strip()) in VALUES:
        return "W3C"
    return "IPTC" if category.term.strip() in IPTC_TERMS - COMMON_WORDS else ""


COMMON_WORDS = frozenset({"composite", "print"})
"""Terms that are ordinary tags too."""


def _category(path: str, category: EntryCategory, kind: str) -> Iterator[Finding]:
    told = f"{category.term} ({category.scheme or 'no scheme'})"
    if kind == "W3C":
        rule, cure = value_fault(category.term)
        if rule:
            yield finding(path, category.line, rule, told, cure)
        if not category.scheme.startswith(W3C_SCHEMES):
            yield finding(path, category.line, "feed-scheme", told)
        return
    if category.term not in IPTC_TERMS:
        yield finding(path, category.line, "source-type-unknown", told)
    elif category.term == "digitalCapture":
        yield finding(path, category.line, "digital-capture-text", told)
    if category.scheme.startswith("https://cv.iptc.org/"):
        yield finding(path, category.line, "source-type-scheme", told)
    elif category.scheme != IPTC:
        yield finding(path, category.line, "feed-scheme", told)


def _extension(path: str, entry: EntryReading, today: date) -> Iterator[Finding]:
    """What stands under `_ai_disclosure`: this kit's convention, open to others."""
    given = entry.extension or {}
    value, kind = given.get("value"), given.get("digital_source_type")
    if value is not None:
        rule, cure = value_fault(str(value))
        if rule:
            yield finding(path, entry.line, rule, f"_ai_disclosure value {value}", cure)
    if kind is not None and (fault := source_type(str(kind)).fault):
        found = f"_ai_disclosure digital_source_type {kind}"
        yield finding(path, entry.line, fault, found)
    yield from _extension_review(path, entry, given.get("reviewed"), today)


def _extension_review(path: str, entry: EntryReading, on: object, today: date) -> Iterator[Finding]:
    names, line = sorted(reviewers_of(entry)), entry.line
    if on and not names:
        yield finding(path, line, "review-without-name", f"_ai_disclosure reviewed {on}")
    if names and not on:
        yield finding(path, line, "review-without-date", f"_ai_disclosure reviewed_by {names[0]}")
    if isinstance(on, str) and on:
        yield from date_faults(path, line, f"_ai_disclosure reviewed {on}", on, today)
    for name in filter(is_model, names):
        yield finding(path, line, "reviewer-software", f"_ai_disclosure reviewed_by {name}")


def _podcast(feed: FeedReading) -> Iterator[Finding]:
    for entry in (feed.whole, *feed.entries):
        for line, text in entry.ai_content:
            if text.strip() not in {"true", "false"}:
                yield finding(feed.path, line, "podcast-value", text.strip() or "(empty)")
    denied = [line for line, text in feed.whole.ai_content if text.strip() == "false"]
    given = [line for e in feed.entries for line, text in e.ai_content if text.strip() == "true"]
    if denied and given:
        told = f"channel false, item on line {given[0]} true"
        yield finding(feed.path, denied[0], "podcast-conflict", told)
