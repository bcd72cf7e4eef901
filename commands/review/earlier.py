"""Which earlier version of a text each record of a review belongs to; the hash decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.common.frontmatter import Document, composed, parse
from plugins.disclosure import keys
from plugins.disclosure.fingerprint import fingerprint
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import Role

from .git_history import Version


@dataclass(frozen=True, slots=True)
class Text:
    """All that a review covers of an article, in Unicode form NFC as the hash reads it."""

    title: str
    summary: str
    role: Role
    body: str
    parts: str = ""
    """The lines of `AI-Parts`."""


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier version, and the records whose hash says that it was the text examined."""

    version: Version
    text: Text
    records: tuple[ReviewRecord, ...]


def text_of(document: Document, role: Role) -> Text:
    """What a review of `document` covers."""
    title, summary = composed(document.text("title")), composed(document.text("summary"))
    parts = "\n".join(line.value for line in document.values(keys.PARTS))
    return Text(title, summary, role, composed(document.body), composed(parts))


def valid(document: Document, role: Role, records: Iterable[ReviewRecord]) -> list[ReviewRecord]:
    """The records that hold for `document`, oldest first."""
    held = {record for record in records if record.hash == fingerprint(document, role, record)}
    return sorted(held, key=lambda record: (record.date, record.person))


def pasts(versions: Iterable[Version], records: Iterable[ReviewRecord]) -> list[Past]:
    """Newest first, the newest version for which each record holds; others have none here.

    A version without a role of its own had one by a default, which may have changed since: every
    role that a default can give is tried, and the hash holds for one at most.
    """
    open_records, found = set(records), []
    for version in versions:
        if not open_records:
            break
        document = parse(version.text)
        for role in _roles(document):
            held = valid(document, role, open_records)
            if held:
                found.append(Past(version, text_of(document, role), tuple(held)))
                open_records.difference_update(held)
    return found


def _roles(document: Document) -> list[Role]:
    own = document.values(keys.ROLE)
    if own:
        return [role for role in Role if role == own[0].value.lower()]
    return [role for role in Role if role is not Role.NONE]
