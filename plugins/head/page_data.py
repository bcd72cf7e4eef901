"""What there is to say of one page: plain values that every form in the head is written from.

All addresses are absolute and without credentials, all texts are plain text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from ..article import ImageLabel, PartOfSeries, SharedImage
from ..common.values import dataclass
from ..disclosure.label import PartLabel


class PageKind(StrEnum):
    """What a page shows."""

    ARTICLE = "article"
    PAGE = "page"
    """A page of the author's own, such as ‘About’."""
    LIST = "list"
    """Articles of a category, tag, author or year, or a list of such lists."""
    HOME = "home"
    """The first list, whichever part of it."""
    ERROR = "error"
    """What a server shows instead of a page that is not there: it has no address of its own."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person or organisation, never a model."""

    name: str
    kind: str = "Person"
    """``Person`` or ``Organization`` (schema.org)."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeadSite:
    """The site a page belongs to."""

    url: str
    """With a slash at its end."""
    name: str
    description: str = ""
    language: str = "en"
    publisher: Party | None = None
    principles: str = ""
    """Address of the publishing principles."""
    creators: Mapping[str, str] = field(default_factory=dict)
    """Name of an author to an account in the Fediverse, under ``*`` that of everybody else."""
    term_pages: frozenset[str] = frozenset()
    """Addresses, below the site's root, of the categories and authors that have a page."""
    card: SharedImage | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """A level above a page, or the page itself, that has an address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class HeadArticle:
    """What only an article has."""

    authors: tuple[Party, ...]
    published: datetime
    updated: datetime
    section: str = ""
    keywords: tuple[str, ...] = ()
    backstory: str = ""
    """The disclosure in words; empty: nothing is declared."""
    citations: tuple[str, ...] = ()
    """Addresses of what the text draws on."""
    based_on: tuple[str, ...] = ()
    """Addresses of what it translates or summarizes."""
    corrections: tuple[tuple[str, str], ...] = ()
    """(ISO date, text) of each change after publication."""
    series: PartOfSeries | None = None


@dataclass(frozen=True, slots=True)
class HeadPage:
    """One page."""

    kind: PageKind
    url: str
    """Empty for an error page."""
    title: str
    description: str = ""
    language: str = "en"
    noindex: bool = False
    """Whether search engines are asked to leave it out."""
    crumbs: tuple[Crumb, ...] = ()
    """From the home page to this page."""
    text: HeadArticle | None = None
    source_type: str = ""
    """IPTC digital source type of what is no part of its own; empty: none is declared."""
    value: str = ""
    """W3C value that holds for everything on the page; empty: there is none."""
    reviewers: tuple[Party, ...] = ()
    last_reviewed: str = ""
    """ISO date."""
    parts: tuple[PartLabel, ...] = ()
    images: tuple[ImageLabel, ...] = ()
    """Those whose origin is declared, and the cover."""
    shared: SharedImage | None = None
    """What services show beside a link to it."""
    models: str = ""
    provider: str = ""
    prompt: str = ""
    """Address of the page with prompt and settings."""
    versions: tuple[tuple[str, str], ...] = ()
    """Language and address of each version of the text, as `Article.versions`."""
    creators: tuple[str, ...] = ()
    """Accounts in the Fediverse of who published it, ``@name@host``."""

    def title_on(self, site: HeadSite) -> str:
        """What stands in the browser's tab: the page and its site."""
        return self.title if self.kind is PageKind.HOME else f"{self.title} · {site.name}"
