"""Which titles a map shows all the time: those of its hubs, where they cover nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .labels import cut, width
from .layout import Island, Label, Layout, Point
from .model import Graph

TYPE = 11.5
HEIGHT = 14.0
ROOM = 170.0
"""A longer title is cut; pointing at the node tells all of it."""

SHARE = 0.08
"""Of an island's articles, as many at most are named; more where the site is small."""

TITLES = 40
"""Titles that a small site may show in all."""

NAME = 13.0
"""Size of an island's name, which stands along its upper shore."""

INSET = 19.0
STEP = 9.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def with_hubs(layout: Layout, graph: Graph) -> Layout:
    """`layout` with the titles of hubs, the most frequented first; no two touch."""
    taken = [box for island in layout.islands for box in _named(island)]
    labels = dict(layout.labels)
    home = {node: island for island in layout.islands for node in island.group.members}
    share = min(1.0, max(SHARE, TITLES / len(home))) if home else SHARE
    allowed = {i: max(1, round(share * len(i.group.members))) for i in layout.islands}
    for node in sorted(home, key=lambda node: (-graph.nodes[node].incoming, node)):
        if allowed[home[node]] and graph.nodes[node].incoming:
            found = _placed(layout, node, graph.nodes[node].title, taken)
            if found:
                labels[node], box = found
                taken.append(box)
                allowed[home[node]] -= 1
    return replace(layout, labels=labels)


def name_of(island: Island) -> str:
    """What of the group's name fits along half of the island's shore."""
    count = f" ({len(island.group.members)})"
    room = 0.9 * math.pi * (island.radius - INSET) - width(count, NAME)
    return cut(island.group.name, NAME, room) + count


def _named(island: Island) -> Iterator[Box]:
    """Little boxes along an island's name."""
    radius = island.radius - INSET + NAME / 3
    half = width(name_of(island), NAME) / 2 / radius
    count = max(1, math.ceil(2 * half * radius / STEP))
    for number in range(count + 1):
        angle = -math.pi / 2 - half + 2 * half * number / count
        x, y = island.x + radius * math.cos(angle), island.y + radius * math.sin(angle)
        yield Box(x - STEP, y - STEP, x + STEP, y + STEP)


def _placed(
    layout: Layout, node: int, title: str, taken: Sequence[Box]
) -> tuple[Label, Box] | None:
    """Where the title covers no other text and the fewest dots; None where there is no room."""
    text = cut(title, TYPE, ROOM)
    wide = width(text, TYPE)
    free = [
        (label, box)
        for label, box in _ways(layout.points[node], layout.sizes[node], text, wide)
        if box.left >= 0
        and box.right <= layout.width
        and not any(box.meets(other) for other in taken)
    ]
    return min(free, key=lambda found: _covered(layout, found[1]), default=None)


def _covered(layout: Layout, box: Box) -> int:
    return sum(
        box.left < point.x < box.right and box.top < point.y < box.bottom
        for point in layout.points.values()
    )


def _ways(point: Point, size: float, text: str, wide: float) -> Iterator[tuple[Label, Box]]:
    """Beside, below and above the node."""
    half, near = HEIGHT / 2, size + 4
    for anchor, x, y, left in (
        ("start", point.x + near, point.y, point.x + near),
        ("end", point.x - near, point.y, point.x - near - wide),
        ("middle", point.x, point.y + near + half, point.x - wide / 2),
        ("middle", point.x, point.y - near - half, point.x - wide / 2),
    ):
        label = Label((text,), round(x, 1), round(y, 1), anchor)
        yield label, Box(left, y - half, left + wide, y + half)
