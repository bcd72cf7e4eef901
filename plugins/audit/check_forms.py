"""Rules on one text in several places: page, feeds and inventory must tell the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..disclosure.model_names import is_model
from .cascade import strongest
from .check_feeds import reviewers_of, source_type_of, value_of
from .check_reviews import date_faults
from .feeds import EntryCategory, EntryReading, FeedReading
from .inventory import InventoryReading, InventoryRow
from .page import PageReading, plain_address
from .report import Finding
from .rules import finding
from .vocabularies import BY_HAND, GENERATIVE, UNKNOWN
from .written_values import source_type, value_fault

Pages = Mapping[str, PageReading]
"""Pages by plain address."""


def feeds_against_pages(feeds: Iterable[FeedReading], pages: Pages) -> Iterator[Finding]:
    """Entries against the pages they link to."""
    for feed in feeds:
        for entry in feed.entries:
            page = pages.get(plain_address(entry.address)) if entry.address else None
            if page is not None:
                yield from _feed_against_page(feed, entry, page)


def inventory_alone(inventory: InventoryReading, today: date) -> Iterator[Finding]:
    """Rows that are wrong by themselves."""
    for row in inventory.rows:
        yield from _row_terms(inventory.path, row)
        yield from _row_review(inventory.path, row, today)
        yield from _row_contradiction(inventory.path, row)


def inventory_against(
    inventory: InventoryReading, pages: Pages, feeds: Iterable[FeedReading]
) -> Iterator[Finding]:
    """Rows against pages and feeds."""
    rows = {plain_address(row.address): row for row in inventory.rows if row.address}
    for address, row in rows.items():
        if address in pages:
            yield from _row_against_page(inventory.path, row, pages[address])
    for feed in feeds:
        for entry in feed.entries:
            known = rows.get(plain_address(entry.address)) if entry.address else None
            if known is not None:
                yield from _row_against_entry(inventory.path, known, feed, entry)


def agrees(single: str, page: PageReading, *, has_parts: bool = False) -> bool:
    """Whether one value can stand for a page's text.

    It must be a value of the page and may not deny AI in a part; it may claim more AI than the
    elements show only where a part is named elsewhere (a summary in the head has no element).
    """
    declared = page.text_values - {UNKNOWN}
    if single == "human-only":
        return declared == {"human-only"}
    if single in declared or (declared != page.text_values and not single):
        return True
    parts = has_parts or bool(page.part_types() & GENERATIVE)
    return parts and strongest([single]) > strongest(declared)


def _feed_against_page(
    feed: FeedReading, entry: EntryReading, page: PageReading
) -> Iterator[Finding]:
    value, kind = value_of(entry), source_type_of(entry)
    line = _line(entry)
    if value and _is_beyond(value, page):
        yield finding(feed.path, line, "feed-beyond-page", f"{value}, {page.path} none")
    elif value and page.text_values and not agrees(value, page):
        told = f"feed {value}, {page.path} {_all(page.text_values)}"
        yield finding(feed.path, line, "feed-conflict", told)
    types = page.source_types()
    if kind and types and kind not in types and not page.part_types():
        told = f"feed {kind}, {page.path} {_all(types)}"
        yield finding(feed.path, line, "feed-conflict", told)
    names, known = reviewers_of(entry), page.reviewers()
    if names and known and names != known:
        told = f"feed reviewed by {_all(names)}, {page.path} {_all(known)}"
        yield finding(feed.path, line, "feed-conflict", told)


def _is_beyond(value: str, page: PageReading) -> bool:
    """Whether the page tells of AI, but for (some of) its text gives no value where a feed does."""
    silent = not page.text_values or (UNKNOWN in page.text_values and value not in page.text_values)
    return silent and bool(page.source_types() or page.notices)


def _row_terms(path: str, row: InventoryRow) -> Iterator[Finding]:
    value, kind = row.text("value"), row.text("source_type")
    if value and (fault := value_fault(value))[0]:
        yield finding(path, row.line, fault[0], f"value {value}", fault[1])
    known = source_type(kind)
    # The list itself uses bare terms.
    if kind and known.fault not in {"", "source-type-bare"}:
        yield finding(path, row.line, known.fault, f"source_type {kind}")
    if known.term == "digitalCapture":
        yield finding(path, row.line, "digital-capture-text", f"source_type {kind}")


def _row_review(path: str, row: InventoryRow, today: date) -> Iterator[Finding]:
    names, on = row.names("reviewed_by"), row.text("reviewed_on")
    claimed = row.text("review") == "recorded"
    if (claimed or on) and not names:
        yield finding(path, row.line, "review-without-name", f"{row.address}: recorded")
    if (claimed or names) and not on:
        yield finding(path, row.line, "review-without-date", f"{row.address}: recorded")
    if on:
        yield from date_faults(path, row.line, f"reviewed_on {on}", on, today)
    for name in filter(is_model, names):
        yield finding(path, row.line, "reviewer-software", f"reviewed_by {name}")


def _row_contradiction(path: str, row: InventoryRow) -> Iterator[Finding]:
    value, term = row.text("value"), source_type(row.text("source_type")).term
    denied = value == "human-only" and term in GENERATIVE
    claimed = value.startswith("ai-") and term in BY_HAND and not row.has_parts
    unreviewed = value == "ai-autonomous" and row.text("review") == "recorded" and not row.has_parts
    if denied or claimed or unreviewed:
        told = f"value {value}, source_type {term}, review {row.text('review')}"
        yield finding(path, row.line, "inventory-contradiction", told)


def _row_against_page(path: str, row: InventoryRow, page: PageReading) -> Iterator[Finding]:
    value, kind = row.text("value"), source_type(row.text("source_type")).term
    parts = row.has_parts or bool(page.part_types() & GENERATIVE)
    same = agrees(value, page, has_parts=parts) if page.text_values else not value
    # A part of which too little is known takes the single value away, not the text's own.
    if not same and (value or not parts):
        told = f"inventory {value or 'no value'}, {page.path} {_all(page.text_values, 'none')}"
        yield finding(path, row.line, "inventory-conflict", told)
    types = page.source_types()
    if types and kind not in types and not parts:
        told = f"inventory {kind or 'no source type'}, {page.path} {_all(types)}"
        yield finding(path, row.line, "inventory-conflict", told)
    names, known = frozenset(row.names("reviewed_by")), page.reviewers()
    if names != known and any(page.main_nodes()):
        told = f"inventory reviewed by {_all(names)}, {page.path} {_all(known)}"
        yield finding(path, row.line, "inventory-conflict", told)


def _row_against_entry(
    path: str, row: InventoryRow, feed: FeedReading, entry: EntryReading
) -> Iterator[Finding]:
    value, kind = value_of(entry), source_type_of(entry)
    wanted = row.text("value"), source_type(row.text("source_type")).term
    for said, listed in zip((value, kind), wanted, strict=True):
        if said and said != listed:
            told = f"inventory {listed or 'none'}, {feed.path}:{_line(entry)} {said}"
            yield finding(path, row.line, "inventory-conflict", told)


def _line(entry: EntryReading) -> int:
    spoken: EntryCategory | None = next(
        (c for c in entry.categories if "iptc" in c.scheme or "ai-content" in c.scheme), None
    )
    return spoken.line if spoken else entry.line


def _all(names: Iterable[str], none: str = "nobody") -> str:
    return ", ".join(sorted(names)) or none
