"""What the picture is drawn from: a place for each node, in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .groups import Group


@dataclass(frozen=True, slots=True)
class Point:
    """A place; x grows to the right, y downward."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at a place."""

    lines: tuple[str, ...]
    x: float
    y: float
    """Of the first line's middle."""

    anchor: str
    """SVG's text-anchor: start, middle or end."""


@dataclass(frozen=True, slots=True)
class Island:
    """A group's region: a disc."""

    group: Group
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in its place; nodes go by their places in `Graph.nodes`."""

    width: float
    height: float
    points: Mapping[int, Point]
    sizes: Mapping[int, float]
    """Radius of each node's dot."""

    labels: Mapping[int, Label]
    """Of the nodes whose title is always shown."""

    groups: tuple[Group, ...] = ()
    islands: tuple[Island, ...] = ()
    """Empty where a ring holds all nodes."""

    centre: Point | None = None
    """Of the ring, toward which its links bend."""

    strip: float = 0.0
    """Where the strip of orphans begins; 0 without any."""
