"""The link graph as plain values: articles as nodes, lists and links as edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ..account import Account, Run


class Kind(Enum):
    """What leads from one article to another."""

    LIST = "list"
    """The list under the text."""

    TEXT = "text"
    """A link made in the text."""

    AUTHOR = "author"
    """A link that the author wrote."""


@dataclass(frozen=True, slots=True)
class Node:
    """One article."""

    id: str
    title: str
    tags: tuple[str, ...]
    listed: int
    """In how many lists it stands."""

    linked: int
    """In how many texts it is linked."""

    orphan: bool = False

    @property
    def incoming(self) -> int:
        """How many ways lead to it."""
        return self.listed + self.linked


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """From one node to another, by their places in `Graph.nodes`."""

    source: int
    target: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order of ids, and edges in theirs."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def without_orphans(self) -> list[int]:
        """The nodes that something leads to."""
        return [index for index, node in enumerate(self.nodes) if not node.orphan]

    def orphans(self) -> list[int]:
        """The nodes that nothing leads to."""
        return [index for index, node in enumerate(self.nodes) if node.orphan]


def graph_of(run: Run) -> Graph:
    """The graph of all that a run made and found."""
    orphans = frozenset(run.orphans)
    nodes = tuple(
        Node(
            name,
            account.title,
            account.tags,
            len(run.listed_in[name]),
            len(run.linked_in[name]),
            name in orphans,
        )
        for name, account in run.accounts.items()
    )
    places = {node.id: index for index, node in enumerate(nodes)}
    found = {
        (places[name], places[target], kind)
        for name, account in run.accounts.items()
        for target, kind in _leads(account)
        if target in places and target != name
    }
    edges = sorted(found, key=lambda edge: (edge[0], edge[1], edge[2].value))
    return Graph(nodes, tuple(Edge(*edge) for edge in edges))


def _leads(account: Account) -> Iterator[tuple[str, Kind]]:
    yield from ((candidate.id, Kind.LIST) for candidate in account.listed)
    yield from ((mention.target, Kind.TEXT) for mention in account.made)
    yield from ((target, Kind.AUTHOR) for target in account.authors)


def weights(graph: Graph, nodes: Sequence[int]) -> list[dict[int, float]]:
    """How strongly each of `nodes` hangs together with each other, by their places in `nodes`.

    Every edge counts 1, whatever its kind and direction.
    """
    places = {node: place for place, node in enumerate(nodes)}
    found: list[dict[int, float]] = [{} for _ in nodes]
    for edge in graph.edges:
        if edge.source in places and edge.target in places:
            one, other = places[edge.source], places[edge.target]
            found[one][other] = found[one].get(other, 0.0) + 1
            found[other][one] = found[other].get(one, 0.0) + 1
    return found
