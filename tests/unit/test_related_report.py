"""The page and the graph that `invoke related` writes about all articles."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from random import Random

import pytest
from html5lib import HTMLParser

from plugins.related.lists.suggestions import Exclusion
from plugins.related.report.dot import dot_of
from plugins.related.report.model import ArticleReport, Candidate, Mention, SiteReport
from plugins.related.report.page import figures_of, page_of, sentences_of
from tests.building import ROOT

HOSTILE = (
    '</title><script>alert("1")</script> & \'x\' {{ 7*7 }} \\N \\" \u05e9\u05dc\u05d5\u05dd ]]>'
)
NODE = re.compile(r'  a(\d+) \[label="((?:[^"\\]|\\.)*)", URL="((?:[^"\\]|\\.)*)"\];')
EDGE = re.compile(r"  a(\d+) -> a(\d+) \[style=(solid|bold|dashed)\];")


def run_of(
    lists: Mapping[int, list[int]],
    count: int,
    *,
    texts: Mapping[int, list[int]] | None = None,
    authors: Mapping[int, list[int]] | None = None,
    title: str = "Article {}",
) -> SiteReport:
    """A run of `count` articles, who lists and links whom by number."""
    articles = {
        f"articles/{n:04d}.md": ArticleReport(
            id=f"articles/{n:04d}.md",
            title=title.format(n),
            url=f"http://localhost:8000/{n}/",
            candidates=tuple(Candidate(f"articles/{o:04d}.md", 0.5) for o in lists.get(n, ())),
            mentions=tuple(
                Mention("", "it", "", f"articles/{o:04d}.md") for o in (texts or {}).get(n, ())
            ),
            authors=tuple(f"articles/{o:04d}.md" for o in (authors or {}).get(n, ())),
        )
        for n in range(count)
    }
    return SiteReport(articles, 5, tuple(articles)[:2])


def site_of(count: int, topics: int, *, seed: int = 7, orphans: int = 0) -> SiteReport:
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
    return run_of(lists, count, texts=texts, authors=authors)


def links_of(page: str, row: int) -> set[str | None]:
    """Where the links in one row of the table lead."""
    root = HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    [found] = [tr for tr in root.iter("tr") if tr.get("id") == f"a{row}"]
    return {a.get("href") for a in found.iter("a")}


def edges_of(run: SiteReport) -> dict[tuple[int, int], set[str]]:
    """(from, to) to the styles of the edges between them; each line is a node's or an edge's."""
    first, *lines, last = dot_of(run).splitlines()[1:]
    assert (first, last) == ("  node [shape=box];", "}")
    assert all(NODE.fullmatch(line) or EDGE.fullmatch(line) for line in lines)
    found: dict[tuple[int, int], set[str]] = {}
    for line in lines:
        if match := EDGE.fullmatch(line):
            found.setdefault((int(match[1]), int(match[2])), set()).add(match[3])
    return found


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_article(count: int) -> None:
    """There is a page for a site that has just begun."""
    for run in (run_of({}, count), run_of({0: [1], 1: [0]} if count == 2 else {}, count)):
        page = page_of(run, "Small")
        assert page.count("<tr id=") == count
        assert ("<table" in page) == bool(count)
        assert HTMLParser(strict=True).parse(page) is not None
        assert dot_of(run).count(" [label=") == count


def test_each_kind_of_link_is_an_edge_of_its_own() -> None:
    """Lists, links made and links by the author; none to itself or to what is no article."""
    run = run_of({0: [1], 1: [0, 1]}, 4, texts={2: [1], 3: [1]}, authors={1: [0, 2, 9]})
    assert edges_of(run) == {
        (0, 1): {"solid"}, (1, 0): {"solid", "dashed"}, (1, 2): {"dashed"},
        (2, 1): {"bold"}, (3, 1): {"bold"},
    }  # fmt: skip


def test_the_page_asks_nothing_of_any_host() -> None:
    """No script, style sheet, picture or font; the browser is told to refuse them, too."""
    page = page_of(site_of(60, 3), "Press")
    root = HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "image", "use"}
    assert not re.search(r"url\(|@import|\bsrc=|\bon\w+=|javascript:", page)
    assert "default-src 'none'" in page
    links = {e.get("href", "") for e in root.iter("a")}
    assert all(link.startswith(("#", "http://localhost:8000/", "links.dot")) for link in links)


def test_hostile_titles_are_text() -> None:
    """Markup, quotes, braces, escapes and right-to-left letters in titles and the site's name."""
    base = site_of(5, 2, orphans=1)
    articles = {
        name: ArticleReport(
            id=f"articles/{HOSTILE}{name}",
            title=HOSTILE,
            url=account.url,
            candidates=tuple(Candidate(f"articles/{HOSTILE}{c.id}", 1) for c in account.candidates),
        )
        for name, account in base.articles.items()
    }
    run = SiteReport({account.id: account for account in articles.values()}, 5)
    page = page_of(run, HOSTILE)
    assert "<script" not in page
    assert "{{ 7*7 }}" in page
    root = HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert {"".join(e.itertext()) for e in root.iter("a")} >= {HOSTILE}
    assert edges_of(run)
    labels = {match[2] for match in NODE.finditer(dot_of(run))}
    assert {re.sub(r"\\(.)", r"\1", label) for label in labels} == {HOSTILE}


def test_the_table_tells_what_the_graph_shows() -> None:
    """Every edge is a link between two rows, by both its ends."""
    run = site_of(40, 3, orphans=2)
    page = page_of(run, "Press")
    assert page.count("<tr id=") == 40
    links = {row: links_of(page, row) for row in range(40)}
    for source, target in edges_of(run):
        assert f"#a{target}" in links[source]
        assert f"#a{source}" in links[target]


def test_the_articles_that_most_others_lead_to() -> None:
    """First in a table of their own, with how many lists and texts do; what has none is not."""
    run = run_of({0: [3], 1: [3], 2: [3, 1]}, 5, texts={1: [3]}, authors={4: [1]})
    most = page_of(run, "Press").partition('id="most"')[2].partition("</table>")[0]
    rows = re.findall(r'href="#a(\d)".*?<td>(\d)</td>\s*<td>(\d)</td>', most, re.DOTALL)
    assert rows == [("3", "3", "1"), ("1", "1", "1")]


def test_the_same_run_gives_the_same_bytes() -> None:
    """In another process with another hash seed, too."""
    code = (
        "import sys; from tests.unit.test_related_report import dot_of, page_of, site_of;"
        "sys.stdout.write(page_of(site_of(90, 4, orphans=4), 'P') + dot_of(site_of(20, 2)))"
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


def test_figures_add_up() -> None:
    """Lists, links, orphans, and what the front page leads to."""
    run = run_of({0: [2], 1: [2], 2: [0], 4: [3]}, 6, texts={2: [4]}, authors={3: [5]})
    assert figures_of(run) == {
        "articles": "6", "stand in a list": "50 %", "listed under each": "0.7",
        "links made in each": "0.2", "links by its author": "0.2", "orphans": "1",
    }  # fmt: skip
    assert sentences_of(run) == [
        "6 articles, 4 places in lists.",
        "1 link made in the texts, 1 link by their authors.",
        "3 in no list; to 1 of these no text links.",
        "2 without a list, as nothing is close enough.",
        "From the 2 on the front page, lists and links alone lead on to 6 of 6.",
    ]
    assert run.unlisted == tuple(f"articles/000{n}.md" for n in (1, 4, 5))
    assert run.orphans == ("articles/0001.md",)


def test_an_article_that_links_itself_is_an_orphan_still() -> None:
    """And a candidate that was passed over leads nowhere."""
    account = ArticleReport(
        id="a.md",
        title="A",
        url="http://localhost/a/",
        candidates=(Candidate("b.md", 0.1, why=Exclusion.FLOOR),),
        authors=("a.md", "gone.md"),
    )
    other = ArticleReport(id="b.md", title="B", url="http://localhost/b/")
    run = SiteReport({"a.md": account, "b.md": other}, 5)
    assert run.orphans == ("a.md", "b.md")
    assert edges_of(run) == {}
