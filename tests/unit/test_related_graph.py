"""The picture of a site's links: places, shapes, and the page around it."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from random import Random

import numpy as np
import pytest
from html5lib import HTMLParser
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plugins.related.insight.account import Account, Candidate, Mention, Run, Why
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
from plugins.related.insight.report import figures_of, page_of
from tests.building import ROOT

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


def svg_of(page: str) -> etree._Element:
    """The picture in a page, read as XML."""
    return etree.fromstring(page[page.index('<svg class="map') : page.rindex("</svg>") + 6])


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


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_article(count: int) -> None:
    """There is a page for a site that has just begun."""
    for run in (run_of({}, count), run_of({0: [1], 1: [0]} if count == 2 else {}, count)):
        page = page_of(run, "Small")
        assert len(drawn(run).dots) == count
        assert ('svg class="map' in page) == bool(count)
        assert HTMLParser(strict=True).parse(page) is not None


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


def test_the_picture_is_well_formed_and_has_names() -> None:
    """Title and description of the whole; each dot is a link with a name, leading to its row."""
    run = site_of(90, 4, orphans=3)
    page = page_of(run, "Press & <Co>")
    root = svg_of(page)
    assert root.get("role") == "group"
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    for name in root.get("aria-labelledby", "").split():
        assert "".join(named[name].itertext()).strip()
    links = list(root.iter(f"{SVG}a"))
    assert len(links) == 90
    for link in links:
        assert "Article" in link.get("aria-label", "")
        assert f'<tr id="{link.get("href", "")[1:]}">' in page
    hidden = {e for e in root.iter() if e.get("aria-hidden") for e in e.iter()}
    assert not hidden & set(links)


def test_each_kind_of_link_is_a_line_of_its_own() -> None:
    """Lists, links made and links by the author; an arrow's head for each of the latter two."""
    run = run_of({0: [1], 1: [0]}, 4, texts={2: [1], 3: [1]}, authors={1: [2, 3]})
    picture = drawn(run)
    lines = [picture.lists, picture.texts, picture.authors]
    assert [path.count("M") for path in lines] == [1, 2, 2]
    heads = [picture.text_heads, picture.author_heads]
    assert [path.count("Z") for path in heads] == [2, 2]
    assert {edge.kind for edge in graph_of(run).edges} == set(Kind)


def test_the_page_asks_nothing_of_any_host() -> None:
    """No script, style sheet, picture or font; the browser is told to refuse them, too."""
    page = page_of(site_of(60, 3), "Press")
    root = HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "image", "use"}
    assert not re.search(r"url\(|@import|\bsrc=|\bon\w+=|javascript:", page)
    assert "default-src 'none'" in page
    links = {e.get("href", "") for e in root.iter("a")}
    assert all(link.startswith(("#", "http://localhost:8000/")) for link in links)


@pytest.mark.parametrize("count", [5, 50])
def test_hostile_titles_are_text(count: int) -> None:
    """Markup, quotes, braces and right-to-left letters in titles, tags and the site's name."""
    base = site_of(count, 2, orphans=1)
    accounts = {
        name: Account(
            id=f"articles/{HOSTILE}{name}",
            title=HOSTILE,
            url=account.url,
            tags=(HOSTILE,),
            candidates=tuple(Candidate(f"articles/{HOSTILE}{c.id}", 1) for c in account.candidates),
        )
        for name, account in base.accounts.items()
    }
    run = Run({account.id: account for account in accounts.values()}, 5)
    page = page_of(run, HOSTILE)
    assert "<script" not in page
    assert "{{ 7*7 }}" in page
    assert HTMLParser(strict=True).parse(page) is not None
    titles = {"".join(e.itertext()) for e in svg_of(page).iter(f"{SVG}a")}
    assert any(HOSTILE in title for title in titles)


def test_the_table_tells_what_the_picture_shows() -> None:
    """Every edge is a link between two rows, by both its ends."""
    run = site_of(40, 3, orphans=2)
    graph = graph_of(run)
    root = HTMLParser(strict=True, namespaceHTMLElements=False).parse(page_of(run, "Press"))
    rows = {row.get("id"): row for row in root.iter("tr") if row.get("id")}
    assert len(rows) == 40
    for edge in graph.edges:
        assert f"#a{edge.target}" in {a.get("href") for a in rows[f"a{edge.source}"].iter("a")}
        assert f"#a{edge.source}" in {a.get("href") for a in rows[f"a{edge.target}"].iter("a")}


def test_the_same_run_gives_the_same_bytes() -> None:
    """In another process with another hash seed, too."""
    code = (
        "import sys; from tests.unit.test_related_graph import page_of, site_of;"
        "sys.stdout.write(page_of(site_of(90, 4, orphans=4), 'P') + page_of(site_of(20, 2), 'P'))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_two_thousand_articles() -> None:
    """In one group that nothing parts, as where all are the same, or in thirty."""
    for topics in (1, 30):
        picture = drawn(site_of(2000, topics, orphans=50))
        assert len(picture.dots) == 2000
        assert picture.orphans >= 40


def test_figures_add_up() -> None:
    """Lists, links, orphans, and what the front page leads to."""
    run = run_of({0: [2], 1: [2], 2: [0], 4: [3]}, 6, texts={2: [4]}, authors={3: [5]})
    found = figures_of(run)
    assert (found.articles, found.places, found.made, found.authors) == (6, 4, 1, 1)
    assert run.unlisted == tuple(f"articles/000{n}.md" for n in (1, 4, 5))
    assert run.orphans == ("articles/0001.md",)
    assert (found.front, found.reached, found.empty) == (2, 6, 2)
    assert round(found.coverage) == 50


def test_an_article_that_links_itself_is_an_orphan_still() -> None:
    """And a candidate that was passed over leads nowhere."""
    account = Account(
        id="a.md",
        title="A",
        url="http://localhost/a/",
        candidates=(Candidate("b.md", 0.1, why=Why.FLOOR),),
        authors=("a.md", "gone.md"),
    )
    other = Account(id="b.md", title="B", url="http://localhost/b/")
    run = Run({"a.md": account, "b.md": other}, 5)
    assert run.orphans == ("a.md", "b.md")
    assert graph_of(run).edges == ()
