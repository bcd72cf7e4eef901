"""Atom 1.0, RFC 4287."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lxml import etree

from .entry import Entry, Feed, Person
from .markup import LANG, add, document
from .paths import TYPES

NAMESPACE = "http://www.w3.org/2005/Atom"
GENERATOR = "Pelican with Colophon"
GENERATOR_URL = "https://getpelican.com/"


def write(feed: Feed, self_url: str) -> bytes:
    """`feed` as the Atom file that will stand at `self_url`."""
    root = etree.Element(_name("feed"), {LANG: feed.language}, nsmap={None: NAMESPACE})
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "id", feed.id)
    _add(root, "updated", timestamp(feed.updated))
    _add(root, "link", rel="self", type=TYPES["atom"], href=self_url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.url)
    if feed.author:
        _add_person(root, feed.author)
    if feed.rights:
        _add(root, "rights", feed.rights)
    _add(root, "generator", GENERATOR, uri=GENERATOR_URL)
    for entry in feed.entries:
        _add_entry(root, entry, feed.language)
    return document(root)


def timestamp(moment: datetime) -> str:
    """`moment` as RFC 3339 wants it, to the second."""
    return moment.isoformat(timespec="seconds")


def _add_entry(root: Any, entry: Entry, language: str) -> None:
    element = _add(root, "entry")
    if entry.language != language:
        element.set(LANG, entry.language)
    _add(element, "title", entry.title)
    _add(element, "id", entry.id)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
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


def _add_person(parent: Any, person: Person) -> None:
    author = _add(parent, "author")
    _add(author, "name", person.name)
    if person.url:
        _add(author, "uri", person.url)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    return add(parent, _name(tag), text, **attributes)
