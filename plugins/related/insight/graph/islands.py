"""A large site as a map: each group an island, its articles evenly spread on it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from .force import Points, placed, spiral, walk
from .groups import Group, groups_of
from .layout import Island, Layout, Point
from .model import Graph, weights
from .packing import packed
from .ring import dot

SPACING = 24.0
"""Least distance of two nodes, px: a target large enough to be hit (WCAG 2.2, 2.5.8)."""

ROOMY, ROOMIEST = 300, 2.4
"""Nodes below which they lie farther apart, for their titles; so many times as far at most."""

LEAST, MOST = 3.2, 8.5
"""Radius of a node, px."""

SHORE = 26.0
"""From the outermost node to an island's edge: its name stands there."""

SMALLEST = 62.0
"""Radius below which an island's name would find no room."""

GAP = 14.0
MARGIN = 20.0
ASSIGNED = 500
"""Nodes of an island beyond which each takes the next place instead of the best."""

TURN = 0.7
"""How far a node leans toward the islands that it is linked with, in radii of its own."""


def islands(graph: Graph) -> Layout:
    """All nodes but the orphans, group by group."""
    nodes = graph.without_orphans()
    groups = groups_of(graph, nodes)
    spacing = SPACING * min(ROOMIEST, max(1.0, math.sqrt(ROOMY / max(1, len(nodes)))))
    home = {node: number for number, group in enumerate(groups) for node in group.members}
    slots = [spiral(len(group.members), spacing) for group in groups]
    radii = [_radius(points) for points in slots]
    ties = _ties(graph, home, len(groups))
    centres = packed(radii, ties, GAP) if groups else np.zeros((0, 2))
    low, high = _bounds(centres, radii)
    centres = centres - low + MARGIN
    points: dict[int, Point] = {}
    for number, group in enumerate(groups):
        leans = _leans(graph, group, home, centres)
        spots = centres[number] + _spread(graph, group, slots[number], leans)
        points |= {
            node: Point(round(float(x), 1), round(float(y), 1))
            for node, (x, y) in zip(group.members, spots, strict=True)
        }
    laid = tuple(
        Island(group, round(float(x), 1), round(float(y), 1), round(radius, 1))
        for group, (x, y), radius in zip(groups, centres, radii, strict=True)
    )
    width, height = (float(side) for side in np.ceil(high - low + 2 * MARGIN))
    sizes = {node: dot(graph.nodes[node].incoming, LEAST, MOST) for node in points}
    return Layout(width, height, points, sizes, {}, tuple(groups), laid)


def _radius(points: Points) -> float:
    outermost = float(np.sqrt((points**2).sum(axis=1)).max())
    return max(SMALLEST, outermost + SHORE)


def _bounds(centres: Points, radii: Sequence[float]) -> tuple[Points, Points]:
    if not len(centres):
        return np.zeros(2), np.zeros(2)
    reach = np.array(radii)[:, None]
    return (centres - reach).min(axis=0), (centres + reach).max(axis=0)


def _ties(graph: Graph, home: Mapping[int, int], count: int) -> list[dict[int, float]]:
    """How many edges lead between each two groups."""
    ties: list[dict[int, float]] = [{} for _ in range(count)]
    for edge in graph.edges:
        one, other = home.get(edge.source), home.get(edge.target)
        if one is not None and other is not None and one != other:
            ties[one][other] = ties[one].get(other, 0.0) + 1
            ties[other][one] = ties[other].get(one, 0.0) + 1
    return ties


def _leans(
    graph: Graph, group: Group, home: Mapping[int, int], centres: Points
) -> dict[int, Points]:
    """For each member with links to other islands, the mean direction of all its links."""
    own = home[group.members[0]]
    sums: dict[int, Points] = {}
    counts: dict[int, int] = {}
    for edge in graph.edges:
        for node, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if home.get(node) == own and other in home:
                counts[node] = counts.get(node, 0) + 1
                if home[other] != own:
                    way = centres[home[other]] - centres[own]
                    sums[node] = sums.get(node, np.zeros(2)) + way / np.hypot(*way)
    return {node: total / counts[node] for node, total in sums.items()}


def _spread(graph: Graph, group: Group, slots: Points, leans: Mapping[int, Points]) -> Points:
    """Which of the even places each member takes: those that forces put near it."""
    linked = weights(graph, group.members)
    if len(group.members) > ASSIGNED:
        found = np.empty_like(slots)
        found[walk(linked)] = slots
        return found
    free = placed(linked)
    scale = float(np.sqrt((slots**2).sum(axis=1).mean()))
    free *= scale / max(float(np.sqrt((free**2).sum(axis=1).mean())), 1e-9)
    for place, node in enumerate(group.members):
        if node in leans:
            free[place] += TURN * scale * leans[node]
    cost = ((free[:, None, :] - slots[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(np.round(cost, 3))
    return np.asarray(slots[chosen])
