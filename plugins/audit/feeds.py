"""Atom, RSS 2.0 and JSON Feed, read for what their entries say about AI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree

from .json_lines import loads
from .tree import UnreadableError, collapsed, words_of

ATOM = "{http://www.w3.org/2005/Atom}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
PODCAST = "{https://podcastindex.org/namespace/1.0}txt"
JSON_FEED = "https://jsonfeed.org/version/"


@dataclass(frozen=True, slots=True)
class EntryCategory:
    """A term and the vocabulary it names."""

    line: int
    term: str
    scheme: str


@dataclass(frozen=True, slots=True)
class EntryReading:
    """One entry, or the feed itself."""

    line: int
    address: str
    categories: tuple[EntryCategory, ...]
    authors: tuple[tuple[int, str], ...]
    """(line, name)."""
    html: str
    """Text of the entry as HTML, empty where there is none."""
    summary: str
    """Without markup."""
    bylines: tuple[str, ...]
    """Authors as they are written, with what follows a name in brackets."""
    ai_content: tuple[tuple[int, str], ...] = ()
    """(line, text) of ``podcast:txt purpose="ai-content"``."""
    extension: Mapping[str, Any] | None = None
    """JSON Feed: what stands under `_ai_disclosure`."""
    misnamed: str = ""
    """JSON Feed: a key for AI without the underscore."""
    tags: tuple[str, ...] = ()
    """JSON Feed: they name no vocabulary."""


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A feed: itself, and its entries."""

    path: str
    whole: EntryReading
    entries: tuple[EntryReading, ...]
    has_items: bool = True
    """False: a JSON Feed without a list of them."""


def is_feed_xml(data: bytes) -> bool:
    """Whether XML looks like Atom or RSS by its first element."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("ascii", "replace")
    return b"<feed" in head or b"<rss" in head or b":feed" in head


def read_xml(path: str, data: bytes) -> FeedReading | None:
    """An Atom or RSS feed; None where the XML is something else.

    :raises UnreadableError: where it is no well-formed XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(str(error.msg or "not well-formed"), error.lineno or 0) from None
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(str(error), 0) from None
    if root.tag == f"{ATOM}feed":
        entries = tuple(map(_atom, root.iterfind(f"{ATOM}entry")))
        return FeedReading(path, _atom(root), entries)
    channel = root.find("channel") if root.tag == "rss" else None
    if channel is None:
        return None
    return FeedReading(path, _rss(channel), tuple(map(_rss, channel.iterfind("item"))))


def read_json(path: str, text: str) -> FeedReading | None:
    """A JSON Feed; None where the text is something else.

    :raises UnreadableError: where it says that it is one, and does not parse.
    """
    try:
        data, lines = loads(text)
    except (ValueError, RecursionError) as error:
        if JSON_FEED not in text[:4096]:
            return None
        raise UnreadableError(str(error), getattr(error, "lineno", 0)) from None
    if not isinstance(data, dict) or not str(data.get("version", "")).startswith(JSON_FEED):
        return None
    items = data.get("items")
    has_items = isinstance(items, list)
    listed = [item for item in items or () if isinstance(item, dict)] if has_items else []
    entries = (_json_entry(item, _line_of_item(lines[id(item)])) for item in listed)
    return FeedReading(path, _json_entry(data, 1), tuple(entries), has_items)


def _line_of_item(keys: Mapping[str, int]) -> int:
    first = next(iter(keys.values()), 1)
    return keys.get("id", keys.get("url", first))


def _atom(element: Any) -> EntryReading:
    links = [
        link.get("href") or ""
        for link in element.iterfind(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    categories = (
        EntryCategory(node.sourceline, node.get("term", ""), node.get("scheme", ""))
        for node in element.iterfind(f"{ATOM}category")
    )
    names = list(element.iterfind(f"{ATOM}author/{ATOM}name"))
    content = element.find(f"{ATOM}content")
    return EntryReading(
        line=element.sourceline,
        address=links[0].strip() if links else "",
        categories=tuple(categories),
        authors=tuple((name.sourceline, words_of(name)) for name in names),
        html=_atom_html(content) if content is not None else "",
        summary=collapsed(element.findtext(f"{ATOM}summary") or ""),
        bylines=tuple(map(words_of, names)),
        ai_content=_ai_content(element),
    )


def _rss(element: Any) -> EntryReading:
    categories = (
        EntryCategory(node.sourceline, node.text or "", node.get("domain", ""))
        for node in element.iterfind("category")
    )
    creators = list(element.iterfind(CREATOR))
    authors = (
        (node.sourceline, words_of(node).removesuffix(")").rpartition("(")[2])
        for node in (*creators, *element.iterfind("author"))
    )
    description = element.findtext("description") or ""
    return EntryReading(
        line=element.sourceline,
        address=(element.findtext("link") or "").strip(),
        categories=tuple(categories),
        authors=tuple(authors),
        html=element.findtext(ENCODED) or description,
        summary=collapsed(unescape(description)),
        bylines=tuple(map(words_of, creators)),
        ai_content=_ai_content(element),
    )


def _json_entry(item: Mapping[str, Any], line: int) -> EntryReading:
    authors, one = item.get("authors"), item.get("author")
    people = [*(authors if isinstance(authors, list) else []), one]
    names = [
        str(person["name"]) for person in people if isinstance(person, dict) and "name" in person
    ]
    extension, tags = item.get("_ai_disclosure"), item.get("tags")
    misnamed = next(
        (key for key in ("ai_disclosure", "ai-disclosure", "aiDisclosure") if key in item), ""
    )
    address = item.get("url", item.get("home_page_url", ""))
    return EntryReading(
        line=line,
        address=address if isinstance(address, str) else "",
        categories=(),
        authors=tuple((line, name) for name in names),
        html=html if isinstance(html := item.get("content_html"), str) else "",
        summary=collapsed(str(item.get("summary") or "")),
        bylines=tuple(map(collapsed, names)),
        extension=extension if isinstance(extension, dict) else None,
        misnamed=misnamed,
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
    )


def _ai_content(element: Any) -> tuple[tuple[int, str], ...]:
    return tuple(
        (node.sourceline, node.text or "")
        for node in element.iterfind(PODCAST)
        if (node.get("purpose") or "").strip().lower() == "ai-content"
    )


def _atom_html(content: Any) -> str:
    if content.get("type") == "xhtml":
        return str(etree.tostring(content, encoding="unicode")) if len(content) else ""
    return content.text or "" if content.get("type") == "html" else ""
