"""The page that shows an author what leads where: figures, orphans, most linked, all articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from .model import ArticleReport, SiteReport

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


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the table; other articles by their index."""

    index: int
    account: ArticleReport
    orphan: bool
    unlisted: bool
    unreached: bool
    lists: tuple[int, ...]
    links: tuple[int, ...]
    authors: tuple[int, ...]
    listed_in: tuple[int, ...]
    linked_in: tuple[int, ...]

    @property
    def incoming(self) -> int:
        """How many lists and texts lead to it."""
        return len(self.listed_in) + len(self.linked_in)


def figures_of(run: SiteReport) -> Figures:
    """The numbers of a run."""
    accounts = run.accounts.values()
    return Figures(
        len(run.accounts),
        sum(len(account.listed) for account in accounts),
        sum(len(account.made) for account in accounts),
        sum(len(account.authors) for account in accounts),
        len(run.unlisted),
        len(run.orphans),
        len(run.front),
        len(run.reached),
        sum(not account.listed for account in accounts),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def page_of(run: SiteReport, site: str) -> str:
    """The whole HTML page, which asks nothing of any host; `site` is the site's name."""
    rows = _rows(run)
    figures = figures_of(run)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    most = sorted((row for row in rows if row.incoming), key=lambda row: -row.incoming)[:MOST]
    return environment.get_template("report/page.html").render(
        site=site,
        figures=figures,
        sentences=figures.sentences(),
        titles=[row.account.title for row in rows],
        most=most,
        orphans=[row for row in rows if row.orphan],
        rows=rows,
    )


def _rows(run: SiteReport) -> list[Row]:
    """All articles, in the order of their ids."""
    index = {name: number for number, name in enumerate(run.accounts)}
    orphans, unlisted = set(run.orphans), set(run.unlisted)

    def known(names: Iterable[str]) -> tuple[int, ...]:
        return tuple(index[name] for name in names if name in index)

    return [
        Row(
            index[name],
            account,
            name in orphans,
            name in unlisted,
            name not in run.reached,
            known(candidate.id for candidate in account.listed),
            known(mention.target for mention in account.made),
            known(account.authors),
            known(run.listed_in[name]),
            known(run.linked_in[name]),
        )
        for name, account in run.accounts.items()
    ]
