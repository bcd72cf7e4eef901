"""What a feed says, whatever its format: `Feed` and `Entry`, plain values ready to be written.

All addresses are absolute, all texts are plain text unless a field says HTML, all dates know their
zone. The writers (atom.py, rss.py) decide nothing about meaning; they only spell these values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, TypeVar

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When an empty feed was last updated: RFC 4287 wants a date, and the hour of the build is none."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person or organisation, never a model."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A term by which readers filter."""

    term: str
    scheme: str = ""
    """Address of the vocabulary that the term belongs to."""
    label: str = ""
    """The term in people's words; empty: the term itself will do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article."""

    id: str
    """Permanent IRI: independent of title, date, slug, category and host."""
    url: str
    title: str
    language: str
    """BCP 47 tag."""
    authors: tuple[Person, ...]
    """At least one."""
    published: datetime
    updated: datetime
    """Never before `published`."""
    categories: tuple[Category, ...]
    summary: str
    content: str
    """HTML, cleaned."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of articles, newest first."""

    id: str
    url: str
    """The page that shows the same list."""
    title: str
    subtitle: str
    language: str
    rights: str
    author: Person | None
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When the most recently changed entry changed; `NEVER` for a feed without entries."""
        return max((entry.updated for entry in self.entries), default=NEVER)


class Dated(Protocol):
    """Anything with a date and an address."""

    @property
    def date(self) -> datetime:
        """When it was published; knows its zone."""

    @property
    def url(self) -> str:
        """Its address."""


DatedT = TypeVar("DatedT", bound=Dated)


def newest(articles: Iterable[DatedT], most: int) -> list[DatedT]:
    """The `most` newest of `articles` (0: all), newest first; addresses decide between equals."""
    ordered = sorted(articles, key=lambda article: article.url)
    ordered.sort(key=lambda article: article.date, reverse=True)
    return ordered[: most or None]
