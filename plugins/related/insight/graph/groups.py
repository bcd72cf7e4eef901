"""Which articles belong together: communities of the graph, and a name for each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .model import Graph, weights

LEAST = 4
"""Articles that make a group; fewer join the group they have most links with."""

SHARE = 0.15
"""Least share of a group's articles that have the tag it is named after."""

OTHERS = "Others"
LEVELS = 8
ROUNDS = 20
GAIN = 1e-9


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that lead to one another more than to the rest."""

    name: str
    members: tuple[int, ...]
    """Places in `Graph.nodes`, ascending."""


def groups_of(graph: Graph, nodes: Sequence[int]) -> list[Group]:
    """`nodes` parted into groups, the largest first.

    Modularity by the Louvain method (Blondel et al. 2008), nodes always taken in their order, so
    that one graph has one answer.
    """
    linked = weights(graph, nodes)
    community = communities(linked)
    parts: dict[int, list[int]] = {}
    for place, label in enumerate(community):
        parts.setdefault(label, []).append(place)
    merged, rest = _merged(list(parts.values()), linked)
    merged.sort(key=lambda part: (-len(part), part[0]))
    members = [tuple(nodes[place] for place in part) for part in merged]
    named = [Group(*pair) for pair in zip(_names(graph, members), members, strict=True)]
    return [*named, Group(OTHERS, tuple(nodes[place] for place in rest))] if rest else named


def communities(linked: Sequence[Mapping[int, float]]) -> list[int]:
    """A label for each node of a weighted undirected graph."""
    labels = list(range(len(linked)))
    level = [dict(row) for row in linked]
    for _ in range(LEVELS):
        moved = _moved(level)
        names = {label: number for number, label in enumerate(dict.fromkeys(moved))}
        if len(names) == len(level):
            break
        numbered = [names[label] for label in moved]
        labels = [numbered[label] for label in labels]
        level = _folded(level, numbered, len(names))
    return labels


def _moved(linked: Sequence[Mapping[int, float]]) -> list[int]:
    """Each node where modularity gains most, until nothing moves."""
    labels = list(range(len(linked)))
    strength = [sum(row.values()) for row in linked]
    total = sum(strength) or 1.0
    volume = list(strength)
    for _ in range(ROUNDS):
        changed = False
        for node, row in enumerate(linked):
            own = labels[node]
            ties: dict[int, float] = {own: 0.0}
            for other, weight in row.items():
                if other != node:
                    ties[labels[other]] = ties.get(labels[other], 0.0) + weight
            volume[own] -= strength[node]
            gains = {
                label: tie - strength[node] * volume[label] / total for label, tie in ties.items()
            }
            best = min(gains, key=lambda label: (-gains[label], label))
            best = best if gains[best] > gains[own] + GAIN else own
            volume[best] += strength[node]
            labels[node] = best
            changed |= best != own
        if not changed:
            break
    return labels


def _folded(
    linked: Sequence[Mapping[int, float]], labels: Sequence[int], count: int
) -> list[dict[int, float]]:
    """The graph of communities; what was inside one is a loop."""
    found: list[dict[int, float]] = [{} for _ in range(count)]
    for node, row in enumerate(linked):
        mine = found[labels[node]]
        for other, weight in row.items():
            mine[labels[other]] = mine.get(labels[other], 0.0) + weight
    return found


def _merged(
    parts: list[list[int]], linked: Sequence[Mapping[int, float]]
) -> tuple[list[list[int]], list[int]]:
    """(groups of at least `LEAST`, what has no links with any)."""
    large = [part for part in parts if len(part) >= LEAST]
    home = {node: number for number, part in enumerate(large) for node in part}
    rest: list[int] = []
    for part in parts:
        if len(part) < LEAST:
            ties: dict[int, float] = {}
            for node in part:
                for other, weight in linked[node].items():
                    if other in home:
                        ties[home[other]] = ties.get(home[other], 0.0) + weight
            best = min(ties, key=lambda number: (-ties[number], number), default=None)
            (rest if best is None else large[best]).extend(part)
    return [sorted(part) for part in large], sorted(rest)


def _names(graph: Graph, groups: Sequence[Sequence[int]]) -> list[str]:
    """After the tag that tells a group from the rest, else after its most frequented article."""
    everywhere = Counter(
        tag for members in groups for node in members for tag in _tags(graph, node)
    )
    number = sum(map(len, groups))
    taken: set[str] = set()
    names: list[str] = []
    for members in groups:
        here = Counter(tag for node in members for tag in _tags(graph, node))
        telling = {
            tag: count * math.log((1 + number) / everywhere[tag])
            for tag, count in here.items()
            if count >= max(2, SHARE * len(members)) and tag not in taken
        }
        hub = min(members, key=lambda node: (-graph.nodes[node].incoming, node))
        name = min(telling, key=lambda tag: (-telling[tag], tag), default=graph.nodes[hub].title)
        taken.add(name)
        names.append(name)
    return names


def _tags(graph: Graph, node: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(graph.nodes[node].tags))
