"""The picture of a site's links: places, shapes, and the page around it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.related.insight.account import Account, Candidate, Mention, Run
from plugins.related.insight.graph import hubs, ring
from plugins.related.insight.graph.force import spiral
from plugins.related.insight.graph.groups import OTHERS, communities, groups_of
from plugins.related.insight.graph.islands import SPACING, islands
from plugins.related.insight.graph.labels import cut, width, wrapped
from plugins.related.insight.graph.layout import Label, Layout
from plugins.related.insight.graph.model import Kind, graph_of
from plugins.related.insight.graph.packing import packed
from plugins.related.insight.graph.picture import RING, Picture, picture_of
from plugins.related.insight.graph.strip import with_orphans

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title></svg><script>alert(\"1\")</script> & 'x' {{ 7*7 }} \u05e9\u05dc\u05d5\u05dd ]]>"


def run_of(
    lists: Mapping[int, list[int]],
    count: int,
    *,
    texts: Mapping[int, list[int]] | None = None,
    authors: Mapping[int, list[int]] | None = None,
    title: str = "Article {}",
    topics: int = 4,
) -> Run:
    """A run of `count` articles, who lists and links whom by number."""
    accounts = {
        f"articles/{n:04d}.md": Account(
            id=f"articles/{n:04d}.md",
            title=title.format(n),
            url=f"http://localhost:8000/{n}/",
            tags=(f"topic {n % topics}",),
            candidates=tuple(Candidate(f"articles/{o:04d}.md", 0.5) for o in lists.get(n, ())),
            mentions=tuple(
                Mention("", "it", "", f"articles/{o:04d}.md") for o in (texts or {}).get(n, ())
            ),
            authors=tuple(f"articles/{o:04d}.md" for o in (authors or {}).get(n, ())),
        )
        for n in range(count)
    }
    return Run(accounts, 5, tuple(accounts)[:2])


def site_of(count: int, topics: int, *, seed: int = 7, orphans: int = 0) -> Run:
    """A made-up site: articles mostly list those of their own topic."""
    random = Random(seed)  # noqa: S311 - made-up articles, not secrets
    sources = range(count)
    targets = range(orphans, count)
    lists, texts, authors = {}, {}, {}
    for n in sources:
        own = [t for t in targets if t % topics == n % topics and t != n]
        lists[n] = sorted(random.sample(own, min(5, len(own))))
        texts[n] = [random.choice(own)] if own and n % 3 == 0 else []
        authors[n] = [random.choice(targets)] if n % 4 == 0 else []
    return run_of(lists, count, texts=texts, authors=authors, topics=topics)


def drawn(run: Run) -> Picture:
    """The picture of a run."""
    return picture_of(graph_of(run))


def laid(run: Run) -> Layout:
    """The map of a run, with all its labels."""
    graph = graph_of(run)
    return with_orphans(hubs.with_hubs(islands(graph), graph), graph)


@pytest.mark.parametrize(("count", "topics"), [(3, 1), (10, 2), (RING, 3), (60, 4), (300, 1)])
def test_no_two_dots_touch(count: int, topics: int) -> None:
    """Each can be seen and hit by itself."""
    dots = drawn(site_of(count, topics, orphans=2)).dots
    assert len(dots) == count
    for one, other in combinations(dots, 2):
        apart = math.hypot(one.x - other.x, one.y - other.y)
        assert apart > one.radius + other.radius


@pytest.mark.parametrize("count", [10, RING])
def test_in_a_ring_every_title_is_shown_and_none_covers_another(count: int) -> None:
    """Nor does any cover a dot."""
    graph = graph_of(site_of(count, 3))
    layout = ring.ring(graph)
    assert set(layout.labels) == set(range(count))
    boxes = {node: _box(label, ring.TYPE) for node, label in layout.labels.items()}
    for one, other in combinations(boxes.values(), 2):
        assert not one.meets(other)
    for point in layout.points.values():
        dot = hubs.Box(point.x - 4, point.y - 4, point.x + 4, point.y + 4)
        assert not any(box.meets(dot) for box in boxes.values())


def _box(label: Label, size: float) -> hubs.Box:
    wide = max(width(line, size) for line in label.lines)
    left = label.x - (wide if label.anchor == "end" else 0)
    bottom = label.y + (len(label.lines) - 0.5) * ring.LINE
    return hubs.Box(left, label.y - ring.LINE / 2, left + wide, bottom)


def test_on_a_map_the_titles_of_hubs_cover_no_text() -> None:
    """Only those are named for which there is room; the most frequented come first."""
    layout = laid(site_of(400, 8))
    assert 20 < len(layout.labels) < 100
    boxes = []
    for node, label in layout.labels.items():
        wide = width(label.lines[0], hubs.TYPE)
        left = {"start": 0.0, "end": wide, "middle": wide / 2}[label.anchor]
        x = label.x - left
        boxes.append(hubs.Box(x, label.y - 7, x + wide, label.y + 7))
        assert node in layout.points
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]


def test_islands_lie_apart_and_hold_their_articles() -> None:
    """No two islands overlap; each article lies on that of its group."""
    layout = laid(site_of(200, 6, orphans=5))
    assert len(layout.islands) >= 6
    for one, other in combinations(layout.islands, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius
    for island in layout.islands:
        for node in island.group.members:
            point = layout.points[node]
            assert math.hypot(point.x - island.x, point.y - island.y) < island.radius


def test_everything_lies_inside_the_picture() -> None:
    """Nothing is cut off at an edge, orphans included."""
    for run in (site_of(12, 2, orphans=3), site_of(150, 5, orphans=120), site_of(60, 3)):
        picture = drawn(run)
        for dot in picture.dots:
            assert dot.radius <= dot.x <= picture.width - dot.radius
            assert dot.radius <= dot.y <= picture.height - dot.radius


def test_the_orphans_stand_together() -> None:
    """Below the rest, all of them, and nothing else."""
    run = site_of(80, 4, orphans=7)
    picture = drawn(run)
    below = {dot.index for dot in picture.dots if dot.y > picture.strip}
    assert below == set(graph_of(run).orphans())
    assert {f"articles/{n:04d}.md" for n in below} == set(run.orphans)
    assert len(run.orphans) == picture.orphans > 0


def test_parts_without_links_between_them() -> None:
    """They keep to themselves; what has no neighbours at all becomes one group."""
    lists = {n: [n + 1 if n % 2 == 0 else n - 1] for n in range(40)}
    groups = groups_of(graph_of(run_of(lists, 40)), range(40))
    assert [group.name for group in groups] == [OTHERS]
    rings = {n: [n // 10 * 10 + (n + k) % 10 for k in (1, 2, 3)] for n in range(50)}
    groups = groups_of(graph_of(run_of(rings, 50)), range(50))
    assert sorted(group.members for group in groups) == [
        tuple(range(start, start + 10)) for start in range(0, 50, 10)
    ]


def test_groups_are_found_and_named_after_what_sets_them_apart() -> None:
    """By a tag most of its articles have; no two by the same."""
    groups = groups_of(graph_of(site_of(120, 6)), range(120))
    topics = {group.name for group in groups}
    assert {f"topic {n}" for n in range(6)} <= topics
    assert len(topics) == len(groups)
    assert sorted(node for group in groups for node in group.members) == list(range(120))


@given(st.integers(0, 60).flatmap(lambda n: st.lists(st.tuples(*[st.integers(0, max(0, n))] * 2))))
def test_communities_part_any_graph(pairs: list[tuple[int, int]]) -> None:
    """Every node has one, and no community joins nodes that no path joins."""
    count = max((max(pair) for pair in pairs), default=0) + 1
    linked: list[dict[int, float]] = [{} for _ in range(count)]
    for one, other in pairs:
        if one != other:
            linked[one][other] = linked[other][one] = 1.0
    labels = communities(linked)
    assert len(labels) == count
    part = _parts(linked)
    for one, other in combinations(range(count), 2):
        assert labels[one] != labels[other] or part[one] == part[other]


def _parts(linked: list[dict[int, float]]) -> list[int]:
    part = list(range(len(linked)))
    for _ in linked:
        part = [min([part[n], *(part[o] for o in row)]) for n, row in enumerate(linked)]
    return part


@settings(max_examples=25)
@given(st.lists(st.floats(5, 300), min_size=1, max_size=30), st.integers(0, 1000))
def test_discs_of_any_size_pack_without_overlap(radii: list[float], seed: int) -> None:
    """At least the gap lies between each two."""
    random = Random(seed)  # noqa: S311 - made-up articles, not secrets
    ties = [{random.randrange(len(radii)): 1.0} for _ in radii]
    centres = packed(radii, ties, 10.0)
    for (i, one), (j, other) in combinations(enumerate(centres), 2):
        assert math.hypot(*(one - other)) >= radii[i] + radii[j] + 10 - 1e-3


def test_the_spiral_keeps_its_distance() -> None:
    """As near as the docstring says, at any size."""
    points = spiral(1500, SPACING)
    for start in range(0, 1500, 100):
        apart = np.hypot(*(points[start : start + 100, None] - points[None]).transpose(2, 0, 1))
        apart[np.arange(100), np.arange(start, start + 100)] = np.inf
        assert apart.min() >= SPACING


@given(st.text(min_size=1), st.integers(20, 400))
def test_titles_fit_their_room(text: str, room: int) -> None:
    """Whatever the script; nothing is lost before the cut."""
    assert width(cut(text, 12, room), 12) <= room
    lines = wrapped(text, 12, room, 3)
    assert len(lines) <= 3
    assert all(width(line, 12) <= room for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_each_kind_of_link_is_a_line_of_its_own() -> None:
    """Lists, links made and links by the author; an arrow's head for each of the latter two."""
    run = run_of({0: [1], 1: [0]}, 4, texts={2: [1], 3: [1]}, authors={1: [2, 3]})
    picture = drawn(run)
    lines = [picture.lists, picture.texts, picture.authors]
    assert [path.count("M") for path in lines] == [1, 2, 2]
    heads = [picture.text_heads, picture.author_heads]
    assert [path.count("Z") for path in heads] == [2, 2]
    assert {edge.kind for edge in graph_of(run).edges} == set(Kind)


def test_two_thousand_articles() -> None:
    """In one group that nothing parts, as where all are the same, or in thirty."""
    for topics in (1, 30):
        picture = drawn(site_of(2000, topics, orphans=50))
        assert len(picture.dots) == 2000
        assert picture.orphans >= 40
