"""The orphans, in a strip of their own below the rest."""

from __future__ import annotations

import math
from dataclasses import replace

from .labels import cut
from .layout import Label, Layout, Point
from .model import Graph

TYPE = 13.0
HEAD = 54.0
"""Above the first row: the line that parts the strip off, and its heading."""

ROW = 26.0
COLUMN = 300.0
INDENT = 28.0
DOT = 4.5
NAMED = 90
"""Orphans whose titles are all shown; of more there are dots only, and the table."""

DENSE = 26.0


def with_orphans(layout: Layout, graph: Graph) -> Layout:
    """`layout` made higher by the strip, where there are orphans."""
    orphans = graph.orphans()
    if not orphans:
        return layout
    named = len(orphans) <= NAMED
    width = max(layout.width, COLUMN)
    across = max(1, int((width - INDENT) // (COLUMN if named else DENSE)))
    rows = math.ceil(len(orphans) / across)
    across = math.ceil(len(orphans) / rows)
    step = (width - INDENT) / across if named else DENSE
    points = {
        node: Point(
            round(INDENT + (number // rows if named else number % across) * step, 1),
            round(layout.height + HEAD + (number % rows if named else number // across) * ROW, 1),
        )
        for number, node in enumerate(orphans)
    }
    labels = {
        node: _label(graph.nodes[node].title, point, step - 2 * INDENT)
        for node, point in points.items()
        if named
    }
    return replace(
        layout,
        width=width,
        height=layout.height + HEAD + rows * ROW,
        points={**layout.points, **points},
        sizes={**layout.sizes, **dict.fromkeys(orphans, DOT)},
        labels={**layout.labels, **labels},
        strip=layout.height,
    )


def _label(title: str, point: Point, room: float) -> Label:
    return Label((cut(title, TYPE, room),), point.x + 12, point.y, "start")
