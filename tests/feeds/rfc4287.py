"""What RFC 4287 (Atom) and the RSS profile demand, checked without a schema file.

`atom_faults` and `rss_faults` give one line for each violation, the section first; nothing for a
good feed. They read the bytes anew and share no code with what writes feeds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONCE_IN_FEED = ("id", "title", "updated")
AT_MOST_ONCE_IN_FEED = ("generator", "icon", "logo", "rights", "subtitle")
ONCE_IN_ENTRY = ("id", "title", "updated")
AT_MOST_ONCE_IN_ENTRY = ("content", "published", "rights", "source", "summary")
NEVER_IN_HTML = frozenset(
    "script style iframe form input button object embed svg base meta".split()
)
ADDRESSES = ("href", "src", "poster", "cite", "action", "data")


def atom_faults(data: bytes, self_url: str) -> list[str]:
    """Why `data` is not a good Atom feed at `self_url`."""
    root = etree.fromstring(data)
    if root.tag != f"{ATOM}feed":
        return [f"4.1.1 the root is {root.tag}"]
    return [*_feed_faults(root, self_url), *_entries_faults(root)]


def rss_faults(data: bytes, self_url: str) -> list[str]:
    """Why `data` is not a good RSS feed at `self_url`."""
    root = etree.fromstring(data)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ["rss: no channel of version 2.0"]
    return [*_channel_faults(channel, self_url), *_items_faults(channel)]


def _feed_faults(root: Any, self_url: str) -> Iterator[str]:
    yield from _count_faults(root, ONCE_IN_FEED, AT_MOST_ONCE_IN_FEED, "4.1.1")
    yield from _date_faults(root, "updated")
    yield from _iri_faults(root.findtext(f"{ATOM}id"))
    links = Counter((link.get("rel"), link.get("type")) for link in root.findall(f"{ATOM}link"))
    if links[("self", "application/atom+xml")] != 1 or links[("alternate", "text/html")] != 1:
        yield f"4.1.1 links are {links}"
    yield from (f"4.2.7.2 self is {href}" for href in _hrefs(root, "self") if href != self_url)
    without = [
        entry for entry in root.findall(f"{ATOM}entry") if not entry.findall(f"{ATOM}author")
    ]
    if without and not root.findall(f"{ATOM}author"):
        yield "4.1.1 neither the feed nor each entry has an author"
    if not root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "2. no language"


def _entries_faults(root: Any) -> Iterator[str]:
    entries = root.findall(f"{ATOM}entry")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    yield from (f"4.1.1 {count} entries are {name}" for name, count in ids.items() if count > 1)
    if root.findtext(f"{ATOM}id") in ids:
        yield "4.2.6 an entry has the id of the feed"
    published = [entry.findtext(f"{ATOM}published") for entry in entries]
    moments = [parse_moment(text) for text in published if RFC3339.fullmatch(text or "")]
    if moments != sorted(moments, reverse=True):
        yield "order: not newest first"
    for entry in entries:
        yield from _entry_faults(entry)


def _entry_faults(entry: Any) -> Iterator[str]:
    yield from _count_faults(entry, ONCE_IN_ENTRY, AT_MOST_ONCE_IN_ENTRY, "4.1.2")
    yield from _date_faults(entry, "updated")
    yield from _date_faults(entry, "published")
    yield from _iri_faults(entry.findtext(f"{ATOM}id"))
    if len(list(_hrefs(entry, "alternate"))) != 1:
        yield "4.1.2 not one alternate link"
    for author in entry.findall(f"{ATOM}author"):
        if len(author.findall(f"{ATOM}name")) != 1 or not author.findtext(f"{ATOM}name"):
            yield "3.2.1 an author without a name"
        yield from (f for uri in author.findall(f"{ATOM}uri") for f in _iri_faults(uri.text))
    for category in entry.findall(f"{ATOM}category"):
        if not category.get("term") or category.text or len(category):
            yield "4.2.2.1 a category without term, or with content"
        if category.get("scheme") is not None:
            yield from _iri_faults(category.get("scheme"))
    dates = [entry.findtext(f"{ATOM}{name}") for name in ("published", "updated")]
    well_formed = all(RFC3339.fullmatch(text or "") for text in dates)
    if well_formed and parse_moment(dates[0]) > parse_moment(dates[1]):
        yield "updated before published"
    content = entry.find(f"{ATOM}content")
    if content is None or content.get("type") != "html" or len(content):
        yield "4.1.3 content is not escaped HTML"
    else:
        yield from html_faults(content.text or "")


def _channel_faults(channel: Any, self_url: str) -> Iterator[str]:
    for name in ("title", "link", "description", "language", "generator"):
        if len(channel.findall(name)) != 1 or not channel.findtext(name):
            yield f"rss: channel has no single {name}"
    links = [link.attrib for link in channel.findall(f"{ATOM}link")]
    if [link.get("href") for link in links if link.get("rel") == "self"] != [self_url]:
        yield f"rss: self links are {links}"


def _items_faults(channel: Any) -> Iterator[str]:
    items = channel.findall("item")
    guids = Counter(item.findtext("guid") for item in items)
    yield from (f"rss: {count} items are {name}" for name, count in guids.items() if count > 1)
    for item in items:
        for name in ("title", "link", "guid", "pubDate", f"{CONTENT}encoded", f"{ATOM}updated"):
            if len(item.findall(name)) != 1 or not item.findtext(name):
                yield f"rss: item has no single {name}"
        if item.find("guid").get("isPermaLink") != "false":
            yield "rss: a guid that is no address claims to be one"
        if parsedate_to_datetime(item.findtext("pubDate")).tzinfo is None:
            yield "rss: pubDate without a zone"
        if not item.findall(f"{DC}creator"):
            yield "rss: an item without creator"
        yield from html_faults(item.findtext(f"{CONTENT}encoded"))


def html_faults(text: str) -> Iterator[str]:
    """What in a feed's HTML acts, or is not absolute."""
    for element in html.fragment_fromstring(text, create_parent="div").iter():
        if not isinstance(element.tag, str):
            yield "html: a comment or instruction"
            continue
        if element.tag in NEVER_IN_HTML:
            yield f"html: <{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc", "id"}:
                yield f"html: {name}={value!r}"
            if name in ADDRESSES and urlsplit(value).scheme not in {"http", "https", "mailto"}:
                yield f"html: {name}={value!r} is not absolute"
            if name == "srcset" and not all(
                part.strip().startswith(("http://", "https://")) for part in value.split(", ")
            ):
                yield f"html: srcset={value!r} is not absolute"


def parse_moment(text: str) -> datetime:
    """An RFC 3339 date as an aware datetime."""
    return datetime.fromisoformat(text)


def _count_faults(
    parent: Any, once: tuple[str, ...], at_most: tuple[str, ...], section: str
) -> Iterator[str]:
    for name in once:
        if len(parent.findall(f"{ATOM}{name}")) != 1:
            yield f"{section} not exactly one {name}"
    for name in at_most:
        if len(parent.findall(f"{ATOM}{name}")) > 1:
            yield f"{section} more than one {name}"


def _date_faults(parent: Any, name: str) -> Iterator[str]:
    for element in parent.findall(f"{ATOM}{name}"):
        if not RFC3339.fullmatch(element.text or ""):
            yield f"3.3 {name} is {element.text!r}"


def _iri_faults(iri: str | None) -> Iterator[str]:
    if not iri or not urlsplit(iri).scheme or any(c.isspace() or c in '<>"{}|\\^`' for c in iri):
        yield f"2. {iri!r} is no IRI"


def _hrefs(parent: Any, rel: str) -> Iterator[str]:
    return (link.get("href") for link in parent.findall(f"{ATOM}link") if link.get("rel") == rel)
