"""What a feed says, whatever its format: `Feed` and `Entry`, plain values ready to be written.

All addresses are absolute, all texts are plain text unless a field says HTML, all dates know their
zone. The writers (atom.py, rss.py, jsonfeed.py) decide nothing about meaning; they only spell these
values.
"""

from __future__ import annotations

from dataclasses import field
from datetime import UTC, datetime

from ..common.values import dataclass

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When an empty feed was last updated: RFC 4287 wants a date, and the hour of the build is none."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person or organisation, never a model."""

    name: str
    """Where AI wrote the words, with that in brackets: ``Ada (AI-written)``."""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A term by which readers filter."""

    term: str
    scheme: str = ""
    """Address of the vocabulary that the term belongs to."""
    label: str = ""
    """The term in people's words; empty: the term itself will do."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture, sound or film that goes with an entry."""

    url: str
    type: str
    """Media type, ``audio/mpeg``."""
    length: int | None = None
    """Bytes; None where nobody knows, for a file on another host."""
    caption: str = ""
    """What AI did to it or, where nothing is declared, what it shows; plain text."""
    width: int = 0
    """In pixels; 0: nobody knows."""
    height: int = 0

    @property
    def length_told(self) -> str:
        """The length as an attribute has it; empty where nobody knows."""
        return "" if self.length is None else str(self.length)


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of AI in an article, for programs."""

    role: str
    value: str
    source_type: str
    """The last segment of its address."""
    models: tuple[str, ...]
    provider: str
    reviewed_by: tuple[str, ...]
    reviewed: str
    """ISO date of the latest review, or empty."""
    about: str
    """The page that explains these terms."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
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
    image: Attachment | None = None
    """The article's cover."""
    attachments: tuple[Attachment, ...] = ()
    """Sounds and films in the text."""
    declared: Declared | None = None
    """None: nothing is declared, and nothing is claimed."""

    @property
    def enclosures(self) -> tuple[Attachment, ...]:
        """Everything that goes with it; what is to be heard or seen first, as podcast clients."""
        return (*self.attachments, *([self.image] if self.image else []))


@dataclass(frozen=True, slots=True)
class Generator:
    """The program that makes the feed."""

    name: str
    url: str
    version: str


@dataclass(frozen=True, slots=True)
class History:
    """Where a document stands among those of one archived feed (RFC 5005 section 4)."""

    current: str = ""
    """The feed that readers subscribe to; empty: this document is that."""
    previous: str = ""
    """The archive document with the next older entries; empty: there are none."""
    following: str = ""
    """The archive document with the next newer entries; empty: they are in the current feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of articles, without the entries."""

    id: str
    url: str
    """The page that shows the same list; where there is none, the home page."""
    title: str
    subtitle: str
    language: str
    rights: str
    author: Person
    """Who answers for it."""
    generator: Generator
    updated: datetime = NEVER
    """When the most recently changed entry changed."""
    icon: str = ""
    """A square picture."""
    logo: str = ""
    """A picture twice as wide as high."""
    hub: str = ""
    """A WebSub hub that tells subscribers of changes."""
    stylesheet: str = ""
    """For people who open the feed in a browser."""
    history: History = field(default_factory=History)


def timestamp(moment: datetime) -> str:
    """`moment` as RFC 3339 wants it, to the second."""
    return moment.isoformat(timespec="seconds")
