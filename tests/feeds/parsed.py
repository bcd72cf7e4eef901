"""Feeds as programs of others read them: each entry as what such a program makes of it.

`READERS` are parsers that share nothing with the kit. Where a program has no place for
something, it says None, and a comparison leaves it out.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from typing import Any

import feedparser


@dataclass(frozen=True)
class Read:
    """One entry."""

    id: str
    url: str
    title: str
    authors: tuple[str, ...]
    published: datetime
    updated: datetime
    content: str
    summary: str | None = None
    terms: tuple[str, ...] | None = None
    files: tuple[str, ...] | None = None
    """Addresses of enclosures."""
    language: str | None = None


def by_feedparser(path: Path) -> list[Read]:
    """Atom and RSS, nothing removed or resolved."""
    found = feedparser.parse(str(path), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return [
        Read(
            id=each.id,
            url=each.link,
            title=each.title,
            authors=tuple(author.name for author in each.authors),
            published=_moment(each.published),
            updated=_moment(each.updated),
            content=each.content[0].value,
            summary=_plain(each),
            terms=tuple(tag.term for tag in each.tags),
            files=tuple(file.href for file in each.enclosures),
            language=each.content[0].language,
        )
        for each in found.entries
    ]


def by_fastfeedparser(path: Path) -> list[Read]:
    """All three formats."""
    import fastfeedparser

    found = fastfeedparser.parse(path.read_bytes())
    return [
        Read(
            id=each["id"],
            url=each["link"],
            title=each["title"],
            authors=tuple(author["name"] for author in each["authors"]),
            published=_moment(each["published"]),
            updated=_moment(each["updated"]),
            content=each["content"][0]["value"],
            terms=tuple(tag["term"] for tag in each["tags"]),
        )
        for each in found["entries"]
    ]


def by_reader(path: Path) -> list[Read]:
    """All three formats; it keeps no categories."""
    reader = make_reader(":memory:", feed_root=str(path.parent))
    reader.add_feed(path.name)
    reader.update_feed(path.name)
    found = reader.get_entries(feed=path.name)
    return [
        Read(
            id=each.id,
            url=each.link,
            title=each.title,
            # Of RSS it takes what stands in brackets for an address.
            authors=tuple(
                f"{author.name} ({author.email})" if author.email else author.name
                for author in each.authors
            ),
            published=each.published,
            updated=each.updated or each.published,
            content=each.get_content(prefer_summary=False).value,
        )
        for each in found
    ]


def make_reader(*arguments: Any, **options: Any) -> Any:
    """A `reader.Reader`; it brings a feedparser that wants a module which Python has dropped."""
    import feedparser_sgmllib

    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import reader

        return reader.make_reader(*arguments, **options)


def _plain(entry: Any) -> str:
    """The summary as text; that of RSS is HTML."""
    summary = str(entry.get("summary", ""))
    is_html = entry.get("summary_detail", {}).get("type") == "text/html"
    return unescape(summary) if is_html else summary


def by_its_text(path: Path) -> list[Read]:
    """A JSON Feed, for what the others leave out of one."""
    feed = json.loads(path.read_text("utf-8"))
    return [
        Read(
            id=each["id"],
            url=each["url"],
            title=each["title"],
            authors=tuple(author["name"] for author in each["authors"]),
            published=_moment(each["date_published"]),
            updated=_moment(each["date_modified"]),
            content=each["content_html"],
            summary=each.get("summary", ""),
            terms=tuple(each["tags"]),
            files=(
                *(file["url"] for file in each.get("attachments", ())),
                *([each["image"]] if "image" in each else []),
            ),
            language=each.get("language", feed["language"]),
        )
        for each in feed["items"]
    ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)


READERS: dict[str, tuple[Callable[[Path], list[Read]], tuple[str, ...]]] = {
    "feedparser": (by_feedparser, (".atom.xml", ".rss.xml")),
    "fastfeedparser": (by_fastfeedparser, (".atom.xml", ".rss.xml", ".json")),
    "reader": (by_reader, (".atom.xml", ".rss.xml", ".json")),
    "json": (by_its_text, (".json",)),
}
"""Name to what reads, and the endings of what it can read."""
