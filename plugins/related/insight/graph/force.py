"""Places for a few hundred nodes by forces: what is linked attracts, what is near repels.

Fruchterman & Reingold 1991, from a fixed start: nodes in their order on a spiral.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

ROUNDS = 120
MOST = 500
"""Nodes beyond which the start is good enough: all pairs repel, so the cost grows with squares."""

GOLDEN = math.pi * (3 - math.sqrt(5))


def spiral(count: int, spacing: float) -> Points:
    """`count` points of a sunflower's head, (count, 2): from the middle outward, evenly dense.

    No two are closer than `spacing`: where radii are roots of whole numbers and a half, the
    nearest are 1.546 apart (Vogel 1979; measured to 1,500 points).
    """
    steps = np.arange(count, dtype=np.float64)
    radius = spacing / 1.54 * np.sqrt(steps + 0.5)
    angle = steps * GOLDEN
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def placed(linked: Sequence[Mapping[int, float]]) -> Points:
    """Points about the origin, (nodes, 2), of a weighted undirected graph; unit: a link's length.

    `linked` holds the weights of each node's links. More than `MOST` nodes lie in a spiral in the
    order in which links lead through them.
    """
    count = len(linked)
    if count > MOST:
        found = np.empty((count, 2))
        found[walk(linked)] = spiral(count, 1.0)
        return found
    points = spiral(count, 1.0)
    rows, columns, weights = _entries(linked)
    for step in range(ROUNDS):
        heat = 0.6 * (1 - step / ROUNDS) + 0.02
        points = points + _moves(points, rows, columns, weights, heat)
    return np.asarray(points - points.mean(axis=0) if count else points)


def walk(linked: Sequence[Mapping[int, float]]) -> list[int]:
    """All nodes, breadth first, each part from its node with most links."""
    strength = [sum(row.values()) for row in linked]
    order: dict[int, None] = {}
    for start in sorted(range(len(linked)), key=lambda node: (-strength[node], node)):
        waiting = [start]
        for node in waiting:
            if node not in order:
                order[node] = None
                near = linked[node]
                waiting += sorted(near, key=lambda other: (-near[other], other))
    return list(order)


def _moves(points: Points, rows: Any, columns: Any, weights: Any, heat: float) -> Points:
    apart = points[:, None, :] - points[None, :, :]
    squared = np.maximum((apart**2).sum(axis=2), 1e-4)
    pushes = (apart / squared[:, :, None]).sum(axis=1)
    along = points[columns] - points[rows]
    length = np.sqrt((along**2).sum(axis=1, keepdims=True))
    pulls = np.zeros_like(points)
    np.add.at(pulls, rows, along * length * weights[:, None])
    moves = pushes + pulls - 0.05 * points
    speed = np.sqrt((moves**2).sum(axis=1, keepdims=True))
    return np.asarray(moves / np.maximum(speed, 1e-9) * np.minimum(speed, heat))


def _entries(linked: Sequence[Mapping[int, float]]) -> tuple[Any, Any, Any]:
    """The links as (from, to, weight), in fixed order, square roots taming the strongest."""
    entries = [
        (node, other, math.sqrt(weight))
        for node, row in enumerate(linked)
        for other, weight in sorted(row.items())
        if other != node
    ]
    rows, columns, weights = zip(*entries, strict=True) if entries else ((), (), ())
    return np.array(rows, np.intp), np.array(columns, np.intp), np.array(weights, np.float64)
