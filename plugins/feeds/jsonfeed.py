"""JSON Feed 1.1 (jsonfeed.org/version/1.1), with an extension for what is known of AI.

The extension ``_ai_disclosure`` is this kit's convention, as every key with an underscore is
somebody's. An item has it only where something is declared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..common.characters import without_forbidden
from ..disclosure.vocabulary import IPTC_SCHEME
from .entry import Attachment, Declared, Feed, FeedEntry, Person, timestamp

VERSION = "https://jsonfeed.org/version/1.1"
EXTENSION = "_ai_disclosure"


def write(feed: Feed, self_url: str, entries: Iterable[bytes]) -> bytes:
    """`feed` as the JSON Feed that will stand at `self_url`, its entries spelled by `spell`."""
    whole = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": self_url,
        "description": feed.subtitle,
        "icon": feed.icon,
        "favicon": feed.icon,
        "language": feed.language,
        "authors": [_person(feed.author)],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    head = _written({**_present(whole), "items": []}).removesuffix("[]\n}").encode()
    items = b",\n".join(entries)
    return b"%b[\n%b\n ]\n}\n" % (head, items) if items else b"%b[]\n}\n" % head


def spell(entry: FeedEntry, language: str) -> bytes:
    """`entry` as it stands in a feed whose language is `language`."""
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "image": entry.image.url if entry.image else "",
        "date_published": timestamp(entry.published),
        "date_modified": timestamp(entry.updated),
        "authors": [_person(person) for person in entry.authors],
        "tags": list(dict.fromkeys(category.term for category in entry.categories)),
        "language": entry.language if entry.language != language else "",
        "attachments": [_attachment(each) for each in entry.attachments],
        EXTENSION: _disclosure(entry.declared) if entry.declared else {},
    }
    # The format wants a text in each item, be it an empty one.
    written = _written({**_present(item), "content_html": without_forbidden(entry.content)})
    # No string has a line break in it, so every one is between two of the lines.
    return f"  {written}".replace("\n", "\n  ").encode()


def _person(person: Person) -> dict[str, Any]:
    return _present({"name": person.name, "url": person.url})


def _attachment(each: Attachment) -> dict[str, Any]:
    given = {"url": each.url, "mime_type": each.type, "size_in_bytes": each.length}
    return _present({**given, "title": each.caption})


def _disclosure(declared: Declared) -> dict[str, Any]:
    return _present(
        {
            "about": declared.about,
            "role": declared.role,
            "value": declared.value,
            "digital_source_type": declared.source_type and IPTC_SCHEME + declared.source_type,
            "model": ", ".join(declared.models),
            "provider": declared.provider,
            "reviewed_by": list(declared.reviewed_by),
            "reviewed": declared.reviewed,
        }
    )


def _present(given: Mapping[str, Any]) -> dict[str, Any]:
    """What there is something to say of, less the characters that no text may hold."""
    cleaned = {key: _clean(value) for key, value in given.items()}
    return {key: value for key, value in cleaned.items() if value not in ("", None, [], {})}


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _clean(value: Any) -> Any:
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return without_forbidden(value) if isinstance(value, str) else value
