"""Atom 1.0, RFC 4287, with archives (RFC 5005 section 4) and a hub (WebSub section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .entry import Feed, FeedEntry, Person, timestamp
from .markup import LANG, around, begin, document, element, indented
from .media import MEDIA, media
from .paths import TYPES

NAMESPACE = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
NAMESPACES = {"xmlns": NAMESPACE, "xmlns:fh": HISTORY, "xmlns:media": MEDIA}


def write(feed: Feed, self_url: str, entries: Iterable[bytes]) -> bytes:
    """`feed` as the Atom file that will stand at `self_url`, its entries spelled by `spell`."""
    root = begin("feed", {**NAMESPACES, LANG: feed.language})
    head = "\n".join(indented(_head(feed, self_url)))
    return document(root, [head.encode(), *entries], feed.stylesheet)


def spell(entry: FeedEntry, language: str) -> bytes:
    """`entry` as it stands in a feed whose language is `language`."""
    foreign = {LANG: entry.language} if entry.language != language else {}
    lines = around(begin("entry", foreign), _entry(entry))
    return "\n".join(indented(lines)).encode()


def _head(feed: Feed, self_url: str) -> Iterator[str]:
    yield element("title", feed.title)
    if feed.subtitle:
        yield element("subtitle", feed.subtitle)
    yield element("id", feed.id)
    yield element("updated", timestamp(feed.updated))
    yield element("link", rel="self", type=TYPES["atom"], href=self_url)
    yield element("link", rel="alternate", type="text/html", href=feed.url)
    yield from _links(feed)
    yield from _person(feed.author)
    for name in ("rights", "icon", "logo"):
        if text := getattr(feed, name):
            yield element(name, text)
    made_by = feed.generator
    yield element("generator", made_by.name, uri=made_by.url, version=made_by.version)


def _links(feed: Feed) -> Iterator[str]:
    """To the hub, and to the other documents of an archived feed."""
    history = feed.history
    if history.current:
        yield element("fh:archive")
    if feed.hub:
        yield element("link", rel="hub", href=feed.hub)
    relations = {
        "current": history.current,
        "prev-archive": history.previous,
        "next-archive": history.following,
    }
    for rel, href in relations.items():
        if href:
            yield element("link", rel=rel, type=TYPES["atom"], href=href)


def _entry(entry: FeedEntry) -> Iterator[str]:
    yield element("title", entry.title)
    yield element("id", entry.id)
    yield element("link", rel="alternate", type="text/html", href=entry.url)
    for each in entry.enclosures:
        told = {"type": each.type, "length": each.length_told, "href": each.url}
        yield element("link", rel="enclosure", **told)
    yield element("published", timestamp(entry.published))
    yield element("updated", timestamp(entry.updated))
    for person in entry.authors:
        yield from _person(person)
    for category in entry.categories:
        told = {"term": category.term, "scheme": category.scheme, "label": category.label}
        yield element("category", **told)
    if entry.summary:
        yield element("summary", entry.summary)
    yield element("content", entry.content, type="html")
    yield from media(entry)


def _person(person: Person) -> list[str]:
    lines = [element("name", person.name)]
    lines += [element("uri", person.url)] if person.url else []
    lines += [element("email", person.email)] if person.email else []
    return around("author", lines)
