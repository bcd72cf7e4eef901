"""RSS 2.0 after the RSS Advisory Board's specification and best practices profile.

What RSS has no element for comes from Atom (`self`, `updated`, the hub), Dublin Core (every
author, an item's language), the content module (full text beside the summary) and Media RSS, as
that profile recommends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email.utils import format_datetime
from html import escape

from ..common.characters import without_forbidden
from .atom import NAMESPACE
from .entry import Feed, FeedEntry, timestamp
from .markup import around, begin, document, element, indented
from .media import MEDIA, media
from .paths import TYPES

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
NAMESPACES = {
    "xmlns:atom": NAMESPACE,
    "xmlns:content": CONTENT,
    "xmlns:dc": DUBLIN_CORE,
    "xmlns:media": MEDIA,
}

TTL = "60"
"""Minutes for which a client may keep the feed: a static site changes some times a day at most."""


def write(feed: Feed, self_url: str, entries: Iterable[bytes]) -> bytes:
    """`feed` as the RSS file that will stand at `self_url`, its entries spelled by `spell`."""
    root = begin("rss", {**NAMESPACES, "version": "2.0"})
    head = "\n".join(["  <channel>", *indented(indented(_head(feed, self_url)))])
    return document(root, [head.encode(), *entries, b"  </channel>"], feed.stylesheet)


def spell(entry: FeedEntry, language: str) -> bytes:
    """`entry` as it stands in a feed whose language is `language`."""
    return "\n".join(indented(indented(around("item", _item(entry, language))))).encode()


def _head(feed: Feed, self_url: str) -> Iterator[str]:
    yield element("title", feed.title)
    yield element("link", feed.url)
    yield element("description", without_forbidden(feed.subtitle).strip() or feed.title)
    yield element("language", feed.language)
    if feed.rights:
        yield element("copyright", feed.rights)
    if feed.author.email:
        yield element("managingEditor", f"{feed.author.email} ({feed.author.name})")
    yield element("lastBuildDate", format_datetime(feed.updated))
    yield element("generator", f"{feed.generator.name} {feed.generator.version}")
    yield element("ttl", TTL)
    if picture := next(filter(_is_shown, (feed.icon, feed.logo)), ""):
        told = {"url": picture, "title": feed.title, "link": feed.url}
        yield from around("image", [element(name, text) for name, text in told.items()])
    yield element("atom:link", rel="self", type=TYPES["rss"], href=self_url)
    if feed.hub:
        yield element("atom:link", rel="hub", href=feed.hub)


def _is_shown(picture: str) -> bool:
    """Whether it is of a kind that the specification names for `image`."""
    return picture.lower().endswith((".gif", ".jpg", ".jpeg", ".png"))


def _item(entry: FeedEntry, language: str) -> Iterator[str]:
    yield element("title", entry.title)
    yield element("link", entry.url)
    yield element("guid", entry.id, isPermaLink="false")
    yield element("pubDate", format_datetime(entry.published))
    yield element("atom:updated", timestamp(entry.updated))
    for person in entry.authors:
        yield element("dc:creator", person.name)
    if entry.language != language:
        yield element("dc:language", entry.language)
    for category in entry.categories:
        yield element("category", category.term, domain=category.scheme)
    if entry.summary:
        # Readers take it for HTML; in a plain text every sign has to stand for itself.
        yield element("description", escape(entry.summary, quote=False))
    yield element("content:encoded", entry.content)
    for each in entry.enclosures[:1]:  # the profile: no more than one
        # 0 where the size is not known, as the profile says.
        length = str(each.length or 0)
        yield element("enclosure", url=each.url, length=length, type=each.type)
    yield from media(entry)
