"""Where an article stands among others: its place in a series, and what comes before and after it.

Plain values, so that a page depends on no more of the others than it shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..common.values import dataclass


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """A link to another article. The title is plain text, as written."""

    title: str
    url: str
    """Below the site's root."""
    language: str
    """BCP 47 tag."""
    value: str = ""
    """W3C value of its text; empty: there is none."""


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """One series, and the page that lists its parts."""

    name: str
    slug: str
    url: str
    """Below the site's root; empty: it has no page."""
    save_as: str
    language: str
    """Primary language subtag of all of its parts."""


@dataclass(frozen=True, slots=True)
class YearPage:
    """One year of the archives, and how many articles its page lists."""

    year: int
    url: str
    """Below the site's root."""
    save_as: str
    count: int


@dataclass(frozen=True, slots=True)
class PlaceInSeries:
    """Which part of a series an article is."""

    series: SeriesPage
    number: int
    """From 1 on."""
    parts: tuple[ArticleLink, ...]
    """All of them in their order, the article itself among them."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The articles before and after one: parts of its series, or by date those of its language."""

    earlier: ArticleLink | None
    later: ArticleLink | None
    in_series: bool = False


def neighbours_of(links: Sequence[ArticleLink], *, in_series: bool = False) -> list[Neighbours]:
    """Those of each article of a chain, first to last."""
    around = zip([None, *links[:-1]], [*links[1:], None], strict=True)
    return [Neighbours(earlier, later, in_series) for earlier, later in around] if links else []
