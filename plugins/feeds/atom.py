"""Atom 1.0, RFC 4287, with archives (RFC 5005 section 4) and a hub (WebSub section 4)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from .entry import Feed, FeedEntry, Person, timestamp
from .markup import LANG, add, document
from .media import MEDIA, add_media
from .paths import TYPES

NAMESPACE = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
NAMESPACES = {None: NAMESPACE, "fh": HISTORY, "media": MEDIA}


def write(feed: Feed, self_url: str) -> bytes:
    """`feed` as the Atom file that will stand at `self_url`."""
    root = etree.Element(_name("feed"), {LANG: feed.language}, nsmap=NAMESPACES)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "id", feed.id)
    _add(root, "updated", timestamp(feed.updated))
    _add(root, "link", rel="self", type=TYPES["atom"], href=self_url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.url)
    _add_links(root, feed)
    _add_person(root, feed.author)
    for name in ("rights", "icon", "logo"):
        if text := getattr(feed, name):
            _add(root, name, text)
    made_by = feed.generator
    _add(root, "generator", made_by.name, uri=made_by.url, version=made_by.version)
    for entry in feed.entries:
        _add_entry(root, entry, feed.language)
    return document(root, feed.stylesheet)


def _add_links(root: Any, feed: Feed) -> None:
    """To the hub, and to the other documents of an archived feed."""
    history = feed.history
    if history.current:
        add(root, f"{{{HISTORY}}}archive")
    if feed.hub:
        _add(root, "link", rel="hub", href=feed.hub)
    relations = {
        "current": history.current,
        "prev-archive": history.previous,
        "next-archive": history.following,
    }
    for rel, href in relations.items():
        if href:
            _add(root, "link", rel=rel, type=TYPES["atom"], href=href)


def _add_entry(root: Any, entry: FeedEntry, language: str) -> None:
    element = _add(root, "entry")
    if entry.language != language:
        element.set(LANG, entry.language)
    _add(element, "title", entry.title)
    _add(element, "id", entry.id)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    for each in entry.enclosures:
        told = {"type": each.type, "length": each.length_told, "href": each.url}
        _add(element, "link", rel="enclosure", **told)
    _add(element, "published", timestamp(entry.published))
    _add(element, "updated", timestamp(entry.updated))
    for person in entry.authors:
        _add_person(element, person)
    for category in entry.categories:
        _add(
            element,
            "category",
            term=category.term,
            scheme=category.scheme,
            label=category.label,
        )
    if entry.summary:
        _add(element, "summary", entry.summary)
    _add(element, "content", entry.content, type="html")
    add_media(element, entry)


def _add_person(parent: Any, person: Person) -> None:
    author = _add(parent, "author")
    _add(author, "name", person.name)
    if person.url:
        _add(author, "uri", person.url)
    if person.email:
        _add(author, "email", person.email)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    return add(parent, _name(tag), text, **attributes)
