"""A small site as a ring: every title readable beside it, every link inside."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .groups import groups_of
from .labels import wrapped
from .layout import Label, Layout, Point
from .model import Graph, weights

TYPE = 14.0
"""Size of titles, px."""

LINE = 17.0
ROOM = 200.0
"""For each line of a title."""

HALF = 165.0
"""Half of the ring's width."""

MARGIN = 16.0
LINES, CROWDED = 3, 16
"""Lines of a title; two where the ring holds more than `CROWDED`."""

ROUNDS = 12


def ring(graph: Graph) -> Layout:
    """All nodes but the orphans on a ring; those with links between them side by side."""
    nodes = graph.without_orphans()
    order = _order(graph, nodes)
    right = math.ceil(len(order) / 2)
    lines = 2 if len(order) > CROWDED else LINES
    step = lines * LINE + 8
    height = max(right, 2) * step
    width = 2 * (HALF + ROOM + MARGIN + 14)
    points: dict[int, Point] = {}
    labels: dict[int, Label] = {}
    for number, node in enumerate(order):
        side = 1 if number < right else -1
        row = number if side > 0 else len(order) - 1 - number
        rows = right if side > 0 else len(order) - right
        y = height * (row + 0.5) / rows
        x = side * _bulge(2 * y / height - 1)
        points[node] = Point(round(width / 2 + x, 1), round(y + MARGIN, 1))
        labels[node] = _label(graph.nodes[node].title, points[node], side, lines)
    sizes = {node: dot(graph.nodes[node].incoming, 4.5, 9.0) for node in nodes}
    centre = Point(width / 2, height / 2 + MARGIN)
    groups = tuple(groups_of(graph, nodes))
    return Layout(width, height + 2 * MARGIN, points, sizes, labels, groups, centre=centre)


def dot(incoming: int, least: float, most: float) -> float:
    """Radius of a node to which so many ways lead."""
    return round(min(most, least + 0.9 * math.sqrt(incoming)), 1)


def _bulge(height: float) -> float:
    """Distance from the axis at a height between -1 and 1: an ellipse, blunt at its ends."""
    return HALF * max(math.sqrt(max(0.0, 1 - height * height)), 0.22)


def _label(title: str, point: Point, side: int, most: int) -> Label:
    lines = wrapped(title, TYPE, ROOM, most)
    y = point.y - (len(lines) - 1) * LINE / 2
    return Label(lines, point.x + side * 14, round(y, 1), "start" if side > 0 else "end")


ORDERLY = 3
"""Fewer nodes around a ring have one order only."""


def _order(graph: Graph, nodes: Sequence[int]) -> list[int]:
    """Around the ring, so that links are short: groups first, then pairs change places."""
    linked = weights(graph, nodes)
    start = {node: place for place, node in enumerate(nodes)}
    order = [start[node] for group in groups_of(graph, nodes) for node in group.members]
    if len(order) < ORDERLY:
        return list(nodes)
    best = _improved(np.array(order), _matrix(linked))
    return [nodes[place] for place in best]


def _matrix(linked: Sequence[Mapping[int, float]]) -> NDArray[np.float64]:
    matrix = np.zeros((len(linked), len(linked)))
    for node, row in enumerate(linked):
        for other, weight in row.items():
            matrix[node, other] = weight
    return matrix


def _improved(order: NDArray[np.intp], matrix: NDArray[np.float64]) -> NDArray[np.intp]:
    count = len(order)
    steps = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    apart = np.minimum(steps, count - steps).astype(np.float64)
    cost = float((matrix[np.ix_(order, order)] * apart).sum())
    for _ in range(ROUNDS):
        before = cost
        for one in range(count):
            for other in range(one + 1, count):
                tried = order.copy()
                tried[one], tried[other] = order[other], order[one]
                found = float((matrix[np.ix_(tried, tried)] * apart).sum())
                if found < cost:
                    order, cost = tried, found
        if cost >= before:
            break
    return order
