"""The page that shows an author the site's links: figures, picture, orphans, a table of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from .account import Account, Run
from .graph.groups import groups_of
from .graph.model import Graph, graph_of
from .graph.picture import picture_of

TEMPLATES = Path(__file__).parent.parent / "templates"
ORPHANS = "No article leads here"


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
    account: Account
    orphan: bool
    unlisted: bool
    unreached: bool
    lists: tuple[int, ...]
    links: tuple[int, ...]
    authors: tuple[int, ...]
    listed_in: tuple[int, ...]
    linked_in: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of a group."""

    name: str
    rows: tuple[Row, ...]


def figures_of(run: Run) -> Figures:
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


def page_of(run: Run, site: str) -> str:
    """The whole HTML page, which asks nothing of any host; `site` is the site's name."""
    graph = graph_of(run)
    table = _Table(run, graph)
    figures = figures_of(run)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report/page.html").render(
        site=site,
        run=run,
        figures=figures,
        sentences=figures.sentences(),
        titles=[node.title for node in graph.nodes],
        picture=picture_of(graph),
        sections=table.sections(),
        orphans=[table.row(index) for index in graph.orphans()],
    )


class _Table:
    """The rows of all articles."""

    def __init__(self, run: Run, graph: Graph) -> None:
        self.run = run
        self.graph = graph
        self.places = {node.id: index for index, node in enumerate(graph.nodes)}

    def sections(self) -> list[Section]:
        """Groups as in the picture, the orphans last."""
        parts: list[tuple[str, Sequence[int]]] = [
            (group.name, group.members)
            for group in groups_of(self.graph, self.graph.without_orphans())
        ]
        parts += [(ORPHANS, self.graph.orphans())] if self.graph.orphans() else []
        return [Section(name, tuple(map(self.row, members))) for name, members in parts]

    def row(self, index: int) -> Row:
        """One article."""
        node, run = self.graph.nodes[index], self.run
        account = run.accounts[node.id]
        return Row(
            index,
            account,
            node.orphan,
            not node.listed,
            node.id not in run.reached,
            self._known(candidate.id for candidate in account.listed),
            self._known(mention.target for mention in account.made),
            self._known(account.authors),
            self._known(run.listed_in[node.id]),
            self._known(run.linked_in[node.id]),
        )

    def _known(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.places[name] for name in names if name in self.places)
