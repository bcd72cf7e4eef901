"""One article or page as every form of the site needs it: plain values, built once in a build.

Head, feeds, discovery and inventory are functions of it. `run.py` builds it of Pelican's object
and of what the capabilities have found, when all of them have looked at the whole site.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath
from typing import Any

from .common.media_types import TYPES
from .common.values import dataclass
from .disclosure.label import Label

UNDECLARED = Label()
"""Of a text of which nobody has said how it was made: it claims nothing."""


SHARED = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp"))
"""Endings of what services show beside a link; few of them AVIF, none SVG."""


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or author."""

    name: str
    slug: str
    url: str
    """Of its page, below the site's root."""


@dataclass(frozen=True, slots=True)
class TermList(Term):
    """The articles of one category, tag, author or model."""

    save_as: str
    """The page's file; empty: it has none."""
    contents: Sequence[Any]
    """Pelican's objects; `Run.entry_of` gives the entry of each."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture above a text."""

    url: str
    """Where its file is published, below the site's root; not percent-encoded."""
    alt: str
    width: int = 0
    """In pixels, as it is shown; 0: nobody knows."""
    height: int = 0

    @property
    def shared_type(self) -> str:
        """Its type of media, if services show such a file beside a link; else empty."""
        ending = PurePosixPath(self.url).suffix.lower()
        return TYPES[ending] if ending in SHARED else ""


@dataclass(frozen=True, slots=True)
class Picture(Cover):
    """An image of the site, with the smaller files of which a browser takes one."""

    versions: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    """A media type and, smallest first, (address, width) of each file; the address as `url`."""


@dataclass(frozen=True, slots=True)
class Video:
    """A video of another site, which nobody is asked for until it is played."""

    url: str
    """Of the page on which it is found."""
    id: str
    """By which its site knows it: that of every address that leads to it."""
    site: str
    """As people call it; the host, where it has no other name."""
    host: str
    """Which alone its player asks at first."""
    path: str
    """Of the player there, with all that follows."""
    is_upright: bool = False
    """Whether it is higher than wide."""
    title: str = ""
    """As the author credits it, in plain text; in a text it is the link's own words."""

    @property
    def player(self) -> str:
        """The player's address."""
        return f"{self.origin}{self.path}"

    @property
    def origin(self) -> str:
        """What a page has to be allowed to frame."""
        return f"https://{self.host}"


@dataclass(frozen=True, slots=True)
class SharedImage:
    """What services show beside a link to a page."""

    url: str
    """Absolute."""
    type: str
    """Of media."""
    alt: str = ""
    width: int = 0
    """In pixels; 0: nobody knows."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class ImageLabel:
    """What a page says, and tells programs, of one image. Plain text: templates escape it."""

    url: str
    """Absolute."""
    source_type: str
    """IPTC digital source type, the last segment of its address."""
    caption: str
    """A sentence with a full stop."""
    models: tuple[str, ...] = ()
    """Identifiers as declared."""
    is_cover: bool = False


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """A line of the list under an article, or the target of its closing sentence."""

    url: str
    """Absolute."""
    title: str
    reason: str
    """In the language of the article under which the list stands; empty: none is given."""
    label: Label


@dataclass(frozen=True, slots=True)
class PartOfSeries:
    """Which part of which series an article is."""

    name: str
    url: str
    """Of the page of the series, absolute; empty: it has none."""
    number: int
    """From 1 on."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article or page. Titles and names are plain text, as written."""

    source: str
    """Path below the content folder: the key by which articles are looked up."""
    path: Path
    is_page: bool
    status: str
    """``published``, ``hidden`` or ``draft``, as Pelican has it."""
    url: str
    """Absolute, without credentials."""
    title: str
    language: str
    """BCP 47 tag."""
    published: datetime | None
    """None: a page without a date."""
    modified: datetime | None
    summary: str
    """The author's own, as HTML; empty where there is none."""
    given_id: str
    """`Id` of the front matter, or empty."""
    category: Term | None = None
    tags: tuple[Term, ...] = ()
    people: tuple[Term, ...] = ()
    """Authors; never a model."""
    label: Label = UNDECLARED
    cover: Cover | None = None
    video: Video | None = None
    """The first of its credited sources that is one, unless the text shows it."""
    card: SharedImage | None = None
    """None: it has none, as where its cover serves."""
    images: tuple[ImageLabel, ...] = ()
    """Those whose origin is declared, once each, the cover first."""
    related: tuple[RelatedArticle, ...] = ()
    closing: RelatedArticle | None = None
    series: PartOfSeries | None = None
    values_beside: tuple[str, ...] = ()
    """W3C values of its neighbours and of the other parts of its series, whose titles it shows."""
    translations: tuple[tuple[str, str], ...] = ()
    """Language and absolute address of each text that is this one in another language."""

    def versions(self, site_language: str) -> tuple[tuple[str, str], ...]:
        """Language and address of each version, its own among them; none where it is the only one.

        ``x-default`` comes last: what readers of any other language get, the version in the site's
        language, or else the first.
        """
        if not self.translations:
            return ()
        every = sorted({(self.language, self.url), *self.translations})
        default = next((url for lang, url in every if lang == site_language), every[0][1])
        return (*every, ("x-default", default))

    @property
    def last_changed(self) -> datetime | None:
        """When its words last changed, by its author's own dates; None: nobody says."""
        if self.published is None:
            return self.modified
        corrections = (day for day, _ in self.label.corrections)
        return last_change(self.published, self.modified, corrections)


def last_change(
    published: datetime, modified: datetime | None, corrections: Iterable[str]
) -> datetime:
    """The latest of publication, modification and corrections (ISO dates, taken at their midnight).

    Both datetimes know their zone; a correction's day is a day in the zone of `published`.
    """
    days = (date.fromisoformat(day) for day in corrections)
    corrected = [datetime.combine(day, time.min, published.tzinfo) for day in days]
    return max([published, *corrected, *([modified] if modified else [])])
