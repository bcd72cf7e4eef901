"""RSS 2.0 after the RSS Advisory Board's specification and best practices profile.

What RSS has no element for comes from Atom (`self`, `updated`, the hub), Dublin Core (every
author, an item's language), the content module (full text beside the summary) and Media RSS, as
that profile recommends.
"""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import Any

from lxml import etree

from ..common.characters import without_forbidden
from .atom import NAMESPACE
from .entry import Feed, FeedEntry, timestamp
from .markup import add, document
from .media import MEDIA, add_media
from .paths import TYPES

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
NAMESPACES = {"atom": NAMESPACE, "content": CONTENT, "dc": DUBLIN_CORE, "media": MEDIA}

TTL = "60"
"""Minutes for which a client may keep the feed: a static site changes some times a day at most."""


def write(feed: Feed, self_url: str) -> bytes:
    """`feed` as the RSS file that will stand at `self_url`."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.url)
    add(channel, "description", without_forbidden(feed.subtitle).strip() or feed.title)
    add(channel, "language", feed.language)
    if feed.rights:
        add(channel, "copyright", feed.rights)
    if feed.author.email:
        add(channel, "managingEditor", f"{feed.author.email} ({feed.author.name})")
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, "generator", f"{feed.generator.name} {feed.generator.version}")
    add(channel, "ttl", TTL)
    if picture := next(filter(_is_shown, (feed.icon, feed.logo)), ""):
        image = add(channel, "image")
        add(image, "url", picture)
        add(image, "title", feed.title)
        add(image, "link", feed.url)
    add(channel, f"{{{NAMESPACE}}}link", rel="self", type=TYPES["rss"], href=self_url)
    if feed.hub:
        add(channel, f"{{{NAMESPACE}}}link", rel="hub", href=feed.hub)
    for entry in feed.entries:
        _add_item(channel, entry, feed.language)
    return document(root, feed.stylesheet)


def _is_shown(picture: str) -> bool:
    """Whether it is of a kind that the specification names for `image`."""
    return picture.lower().endswith((".gif", ".jpg", ".jpeg", ".png"))


def _add_item(channel: Any, entry: FeedEntry, language: str) -> None:
    item = add(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", entry.url)
    add(item, "guid", entry.id, isPermaLink="false")
    add(item, "pubDate", format_datetime(entry.published))
    add(item, f"{{{NAMESPACE}}}updated", timestamp(entry.updated))
    for person in entry.authors:
        add(item, f"{{{DUBLIN_CORE}}}creator", person.name)
    if entry.language != language:
        add(item, f"{{{DUBLIN_CORE}}}language", entry.language)
    for category in entry.categories:
        add(item, "category", category.term, domain=category.scheme)
    if entry.summary:
        # Readers take it for HTML; in a plain text every sign has to stand for itself.
        add(item, "description", escape(entry.summary, quote=False))
    add(item, f"{{{CONTENT}}}encoded", entry.content)
    for each in entry.enclosures[:1]:  # the profile: no more than one
        # 0 where the size is not known, as the profile says.
        add(item, "enclosure", url=each.url, length=str(each.length or 0), type=each.type)
    add_media(item, entry)
