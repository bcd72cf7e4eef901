"""From paths to what stands in them: each file is read and judged by itself, its tree not kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ..common.problems import shown_path
from . import (
    check_feeds,
    check_jsonld,
    check_markup,
    check_notices,
    check_reviews,
    feeds,
    inventory,
    page,
)
from .report import Finding
from .rules import finding
from .site_layout import SiteLayout, layout_of
from .tree import UnreadableError, decoded, parse_page

PAGES = frozenset({".html", ".htm", ".xhtml"})
FEEDS = frozenset({".xml", ".atom", ".rss", ".rdf"})
SAMPLE = 50
"""How many pages are asked for the site's address where no inventory gives it."""
LARGEST = 100_000_000
"""Bytes of a file that is read."""


@dataclass(slots=True)
class SiteReading:
    """What was read so far."""

    today: date
    pages: list[page.PageReading] = field(default_factory=list)
    feeds: list[feeds.FeedReading] = field(default_factory=list)
    inventories: list[inventory.InventoryReading] = field(default_factory=list)
    layouts: list[SiteLayout] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unusable: list[str] = field(default_factory=list)


def read_path(path: Path, found: SiteReading) -> None:
    """Read a page, feed, inventory or folder; what is wrong with the path itself is `unusable`."""
    before = _counts(found)
    try:
        if path.is_dir():
            _folder(path, found)
        elif path.exists():
            _file(path, found)
        else:
            found.unusable.append(f"{path}: does not exist. Name a page, a feed or a folder.")
            return
    except OSError as error:
        found.unusable.append(f"{path}: cannot be read ({error.strerror or error}).")
        return
    if _counts(found) == before:
        found.unusable.append(f"{path}: no page, feed or {inventory.NAME}. Name one.")


def _folder(folder: Path, found: SiteReading) -> None:
    files = sorted(_files(folder))
    before = len(found.inventories)
    for file, data in _read(files, FEEDS | {".json"}, found):
        _data(file, data, found)
    sites = [listed.site for listed in found.inventories[before:] if listed.site]
    layout = _layout(folder, sites, [file for file in files if file.suffix.lower() in PAGES])
    found.layouts.append(layout)
    for file, data in _read(files, PAGES, found):
        _page(file, data, layout.address_of(file), found)


def _layout(folder: Path, sites: list[str], files: list[Path]) -> SiteLayout:
    sitemap = folder / "sitemap.xml"
    listed = sitemap.read_bytes() if sitemap.is_file() else b""
    sample = [] if sites else files[:: max(1, len(files) // SAMPLE)]
    trees = ((file, parse_page(file.read_bytes()).root) for file in sample if file.is_file())
    canonicals = [(file, page.canonical_of(root)) for file, root in trees if root is not None]
    return layout_of(folder, sites[0] if sites else "", canonicals, listed)


def _file(path: Path, found: SiteReading) -> None:
    suffix = path.suffix.lower()
    for file, data in _read([path], frozenset({suffix}), found):
        start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
        if _data(file, data, found) or suffix in FEEDS | {".json"}:
            continue
        if suffix in PAGES or start[:1] == b"<":
            _page(file, data, "", found)


def _data(file: Path, data: bytes, found: SiteReading) -> bool:
    """Take a file as feed or inventory; False: it is neither."""
    name, suffix = shown_path(file), file.suffix.lower()
    is_inventory = file.name == inventory.NAME
    feed: feeds.FeedReading | None = None
    try:
        if is_inventory:
            found.inventories.append(inventory.read(name, decoded(data)))
        elif suffix == ".json":
            feed = feeds.read_json(name, decoded(data))
        elif suffix not in PAGES and feeds.is_feed_xml(data):
            feed = feeds.read_xml(name, data)
    except UnreadableError as error:
        rule = "inventory-unreadable" if is_inventory else "feed-unreadable"
        found.findings.append(finding(name, error.line, rule, str(error)))
        return True
    if feed:
        found.findings.extend(check_feeds.check(feed, found.today))
        bare = tuple(replace(entry, html="", summary="") for entry in feed.entries)
        found.feeds.append(replace(feed, entries=bare))
    return is_inventory or feed is not None


def _page(file: Path, data: bytes, address: str, found: SiteReading) -> None:
    each = page.read(shown_path(file), parse_page(data), address)
    for rules in (check_markup, check_jsonld, check_notices):
        found.findings.extend(rules.check(each))
    found.findings.extend(check_reviews.check(each, found.today))
    found.pages.append(replace(each, root=None))


def _files(folder: Path) -> Iterator[Path]:
    """Every file below `folder`; a folder that cannot be opened is an OSError."""
    for root, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        yield from (Path(root, name) for name in names)


def _read(
    files: Iterable[Path], suffixes: frozenset[str], found: SiteReading
) -> Iterator[tuple[Path, bytes]]:
    for file in files:
        if file.suffix.lower() not in suffixes or not file.is_file():
            continue
        if file.stat().st_size > LARGEST:
            size = f"{file.stat().st_size} bytes"
            found.findings.append(finding(shown_path(file), 0, "file-too-large", size))
            continue
        yield file, file.read_bytes()


def _raise(error: OSError) -> None:
    raise error


def _counts(found: SiteReading) -> tuple[int, ...]:
    return len(found.pages), len(found.feeds), len(found.inventories), len(found.findings)
