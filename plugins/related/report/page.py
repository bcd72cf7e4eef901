"""The page that shows an author what leads where: figures, orphans, most linked, all articles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from .model import SiteReport

TEMPLATES = Path(__file__).parent.parent / "templates"
MOST = 10
"""Articles in the table of those that most others lead to."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page and the command say in numbers."""

    articles: int
    places: int
    """In lists, all together."""

    made: int
    """Links made in texts."""

    authors: int
    """Articles that authors' own links lead to, counted once for each text."""

    unlisted: int
    orphans: int
    front: int
    """Articles on the first page of the index."""

    reached: int
    """Articles that one comes to from there by lists and links alone."""

    empty: int
    """Articles that have no list."""

    @property
    def coverage(self) -> float:
        """Per cent of the articles that a list names."""
        return 100 * (self.articles - self.unlisted) / self.articles if self.articles else 0.0

    def sentences(self) -> list[str]:
        """The same in words."""
        if not self.articles:
            return ["There is no published article."]
        told = [f"{_counted(self.articles, 'article')}, {_counted(self.places, 'place')} in lists."]
        made, own = _counted(self.made, "link"), _counted(self.authors, "link")
        told.append(f"{made} made in the texts, {own} by their authors.")
        if self.unlisted:
            told.append(f"{self.unlisted} in no list; to {self.orphans} of these no text links.")
        else:
            told.append("Every article stands in a list.")
        if self.empty:
            told.append(f"{self.empty} without a list, as nothing is close enough.")
        told.append(
            f"From the {self.front} on the front page, lists and links alone lead on to "
            f"{self.reached} of {self.articles}."
        )
        return told

    def each(self, number: int) -> str:
        """`number` by article, with one decimal."""
        return f"{number / self.articles if self.articles else 0:.1f}"


def figures_of(report: SiteReport) -> Figures:
    """The numbers of a report."""
    articles = report.articles.values()
    return Figures(
        len(report.articles),
        sum(len(article.listed) for article in articles),
        sum(len(article.made) for article in articles),
        sum(len(article.authors) for article in articles),
        len(report.unlisted),
        len(report.orphans),
        len(report.front),
        len(report.reached),
        sum(not article.listed for article in articles),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def page_of(report: SiteReport, site: str) -> str:
    """The whole HTML page, which asks nothing of any host; `site` is the site's name."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    figures = figures_of(report)
    return environment.get_template("report/page.html").render(
        site=site,
        report=report,
        figures=figures,
        sentences=figures.sentences(),
        numbers={name: number for number, name in enumerate(report.articles)},
        most=sorted(filter(report.incoming, report.articles), key=report.incoming, reverse=True)[
            :MOST
        ],
        unlisted=frozenset(report.unlisted),
        orphans=frozenset(report.orphans),
    )
