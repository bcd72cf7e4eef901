"""From places to what a template can write down as SVG: paths, dots, names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .hubs import INSET, name_of, with_hubs
from .islands import islands
from .labels import cut
from .layout import Island, Label, Layout, Point
from .model import Edge, Graph, Kind
from .ring import HALF, ring
from .strip import with_orphans

RING = 36
"""Articles up to which a ring shows every title; more become a map of islands."""

BEND = 0.14
"""How far a link on a map bends aside, in its lengths: the way back bends to the other side."""

INWARD = {Kind.LIST: 0.3, Kind.TEXT: 0.38, Kind.AUTHOR: 0.22}
"""How far a link in a ring bends to the centre; each kind has a way of its own."""

OUTWARD = 0.35
"""How much further one bends that leads far."""

HEAD, SMALL_HEAD = 7.0, 4.5
"""Length of an arrow's head in a ring and on a map, px."""

BRIDGE = 3
"""Lists that make a bridge between two islands."""

HOVER = 46
"""Characters of a title that is shown only when pointed at."""

HOVER_TYPE, HOVER_ROOM = 12.0, 300.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A node as it is drawn."""

    index: int
    """In `Graph.nodes`."""

    name: str
    """For a screen reader, and when pointed at."""

    x: float
    y: float
    radius: float
    hollow: bool
    """No list names it."""

    label: Label
    shown: bool
    """Whether the label always is; else only where the node is pointed at or focused."""

    out: str
    """Path of all that leads away from it, in SVG's notation."""

    into: str
    """Path of all that leads to it."""

    ends: str
    """Points without length at the other ends: dots, where line ends are round."""


@dataclass(frozen=True, slots=True)
class Region:
    """An island as it is drawn."""

    x: float
    y: float
    radius: float
    arc: str
    """Path on which its name stands."""

    name: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """All lists between two islands."""

    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole, back to front."""

    width: float
    height: float
    bridges: tuple[Bridge, ...]
    regions: tuple[Region, ...]
    lists: str
    """Path of the lists."""

    texts: str
    text_heads: str
    """The heads of its arrows."""

    authors: str
    author_heads: str
    far_texts: str
    """Path of the links from island to island, which go below them; the others stay on one."""

    far_authors: str
    dots: tuple[Dot, ...]
    strip: float
    orphans: int
    crowded: bool
    """Whether lines must be fainter, to be told apart."""


def picture_of(graph: Graph) -> Picture:
    """The picture of a site's links; the same graph gives the same picture."""
    small = len(graph.without_orphans()) <= RING
    layout = ring(graph) if small else with_hubs(islands(graph), graph)
    layout = with_orphans(layout, graph)
    orphans = {index for index, node in enumerate(graph.nodes) if node.orphan}
    drawn = [edge for edge in graph.edges if edge.source not in orphans]
    home = {n: i for i, island in enumerate(layout.islands) for n in island.group.members}
    near = [e for e in drawn if home.get(e.source) == home.get(e.target)]
    far = [e for e in drawn if home.get(e.source) != home.get(e.target)]
    texts, authors = _of(near, Kind.TEXT), _of(near, Kind.AUTHOR)
    return Picture(
        layout.width,
        layout.height,
        tuple(_bridges(layout, drawn, home)),
        tuple(map(_region, layout.islands)),
        _paths(layout, _once(near)),
        _paths(layout, texts),
        "".join(_head(layout, edge) for edge in texts),
        _paths(layout, authors),
        "".join(_head(layout, edge) for edge in authors),
        _paths(layout, _of(far, Kind.TEXT)),
        _paths(layout, _of(far, Kind.AUTHOR)),
        tuple(_dots(graph, layout)),
        layout.strip,
        len(orphans),
        not small,
    )


def _of(edges: Iterable[Edge], kind: Kind) -> list[Edge]:
    return [edge for edge in edges if edge.kind is kind]


def _once(edges: Iterable[Edge]) -> list[Edge]:
    """The lists, two articles that list each other only once."""
    found: dict[frozenset[int], Edge] = {}
    for edge in edges:
        if edge.kind is Kind.LIST:
            found.setdefault(frozenset((edge.source, edge.target)), edge)
    return list(found.values())


def _dots(graph: Graph, layout: Layout) -> Iterable[Dot]:
    out: dict[int, list[Edge]] = {}
    into: dict[int, list[Edge]] = {}
    for edge in graph.edges:
        out.setdefault(edge.source, []).append(edge)
        into.setdefault(edge.target, []).append(edge)
    for index in sorted(layout.points, key=lambda node: _reading(layout, node)):
        node, point = graph.nodes[index], layout.points[index]
        yield Dot(
            index,
            f"{node.title}: {_ways(node.listed, node.linked)}",
            point.x,
            point.y,
            layout.sizes[index],
            not node.listed,
            layout.labels.get(index) or _hover(node.title, point, layout),
            index in layout.labels,
            _paths(layout, out.get(index, ())),
            _paths(layout, into.get(index, ())),
            _ends(
                layout,
                [e.target for e in out.get(index, ())] + [e.source for e in into.get(index, ())],
            ),
        )


def _reading(layout: Layout, node: int) -> tuple[int, float, float]:
    """The order in which Tab goes from node to node: island by island, then the strip."""
    for number, island in enumerate(layout.islands):
        if node in island.group.members:
            return number, layout.points[node].y, layout.points[node].x
    point = layout.points[node]
    if layout.strip and point.y > layout.strip:
        return len(layout.islands) + 1, point.y, point.x
    side = layout.centre is not None and point.x < layout.centre.x
    return len(layout.islands), float(side), -point.y if side else point.y


def _ways(listed: int, linked: int) -> str:
    lists = f"in {listed} list{'' if listed == 1 else 's'}"
    return f"{lists}, linked in {linked} text{'' if linked == 1 else 's'}"


def _hover(title: str, point: Point, layout: Layout) -> Label:
    start = point.x < layout.width / 2
    text = cut(title, HOVER_TYPE, HOVER_ROOM)
    return Label((text,), point.x + (12 if start else -12), point.y, "start" if start else "end")


def _region(island: Island) -> Region:
    radius = _n(island.radius - INSET)
    inner = island.radius - INSET
    left, right, y = _n(island.x - inner), _n(island.x + inner), _n(island.y)
    arc = f"M{left} {y}A{radius} {radius} 0 0 1 {right} {y}"
    return Region(island.x, island.y, island.radius, arc, name_of(island))


def _bridges(layout: Layout, edges: Sequence[Edge], home: dict[int, int]) -> Iterable[Bridge]:
    counts: dict[tuple[int, int], int] = {}
    for edge in edges:
        one, other = home.get(edge.source), home.get(edge.target)
        if one is not None and other is not None and one != other and edge.kind is Kind.LIST:
            pair = (min(one, other), max(one, other))
            counts[pair] = counts.get(pair, 0) + 1
    for (one, other), count in sorted(counts.items()):
        a, b = layout.islands[one], layout.islands[other]
        others = (island for island in layout.islands if island not in {a, b})
        if count >= BRIDGE and not any(_crosses(a, b, island) for island in others):
            path = f"M{_n(a.x)} {_n(a.y)}L{_n(b.x)} {_n(b.y)}"
            yield Bridge(path, round(1.6 * math.sqrt(count), 1))


def _crosses(one: Island, other: Island, third: Island) -> bool:
    """Whether the line between two islands meets a third."""
    x, y = other.x - one.x, other.y - one.y
    along = ((third.x - one.x) * x + (third.y - one.y) * y) / (x * x + y * y)
    along = min(1.0, max(0.0, along))
    return math.hypot(third.x - one.x - along * x, third.y - one.y - along * y) < third.radius


def _ends(layout: Layout, nodes: Iterable[int]) -> str:
    points = (layout.points[node] for node in dict.fromkeys(nodes))
    return "".join(f"M{_n(point.x)} {_n(point.y)}h0" for point in points)


def _paths(layout: Layout, edges: Iterable[Edge]) -> str:
    return "".join(_path(layout, edge) for edge in edges)


def _path(layout: Layout, edge: Edge) -> str:
    start, bend, end = _curve(layout, edge)
    return f"M{_n(start.x)} {_n(start.y)}Q{_n(bend.x)} {_n(bend.y)} {_n(end.x)} {_n(end.y)}"


def _curve(layout: Layout, edge: Edge) -> tuple[Point, Point, Point]:
    start, end = layout.points[edge.source], layout.points[edge.target]
    middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    centre = layout.centre
    if centre is not None and not (layout.strip and max(start.y, end.y) > layout.strip):
        far = math.hypot(end.x - start.x, end.y - start.y) / (2 * HALF)
        inward = INWARD[edge.kind] + OUTWARD * min(1.0, far)
        x = middle.x + inward * (centre.x - middle.x)
        y = middle.y + inward * (centre.y - middle.y)
        return start, Point(x, y), end
    x = middle.x - BEND * (end.y - start.y)
    y = middle.y + BEND * (end.x - start.x)
    return start, Point(x, y), end


def _head(layout: Layout, edge: Edge) -> str:
    """A triangle whose tip touches the target's dot."""
    _, bend, end = _curve(layout, edge)
    length = math.hypot(end.x - bend.x, end.y - bend.y) or 1.0
    x, y = (end.x - bend.x) / length, (end.y - bend.y) / length
    size = layout.sizes[edge.target] + 1
    head = HEAD if layout.centre else SMALL_HEAD
    tip = Point(end.x - size * x, end.y - size * y)
    base = Point(tip.x - head * x, tip.y - head * y)
    half = 0.42 * head
    left = Point(base.x - half * y, base.y + half * x)
    right = Point(base.x + half * y, base.y - half * x)
    corners = "L".join(f"{_n(p.x)} {_n(p.y)}" for p in (tip, left, right))
    return f"M{corners}Z"


def _n(value: float) -> str:
    """A number as short as a tenth of a pixel allows."""
    return f"{value:.1f}".removesuffix(".0")
