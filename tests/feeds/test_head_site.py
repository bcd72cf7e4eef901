"""The head of every page of a whole site, as a browser parses it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import html5lib
import pytest

from tests.feeds.conftest import Built

HOST = "https://feeds.example/"
REPO = f"{HOST}repo/"
NOINDEX = {"404.html", "hidden/index.html", "drafts/draft/index.html"}


def head(page: str) -> Any:
    """The head of a page; the page must parse without an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page).find("head")


def metas(page: str) -> dict[str, str]:
    """What each `<meta>` says, by name or property; each may stand once."""
    found = [m for m in head(page).findall("meta") if m.get("name") or m.get("property")]
    names = Counter(meta.get("name") or meta.get("property") for meta in found)
    assert max(names.values()) == 1, names
    return {meta.get("name") or meta.get("property"): meta.get("content") for meta in found}


def links(page: str, rel: str) -> list[str]:
    """The addresses of that relation."""
    return [link.get("href") for link in head(page).findall("link") if link.get("rel") == rel]


def graph(page: str) -> dict[str, Any]:
    """The nodes of the page's one graph, by type."""
    scripts = head(page).findall("script")
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    document = json.loads(scripts[0].text)
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}


def address(path: str, root: str) -> str:
    """The address at which a file of the site is read."""
    return root + (path.removesuffix("index.html"))


@pytest.mark.parametrize(("site", "root"), [("plain", HOST), ("disclosed", REPO)])
def test_every_page_has_its_own_address(
    site: str, root: str, request: pytest.FixtureRequest
) -> None:
    """One canonical, the same for programs that share and that search; none for the error page."""
    for path, page in request.getfixturevalue(site).pages().items():
        canonical = links(page, "canonical")
        if path == "404.html":
            assert canonical == []
            assert "og:url" not in metas(page)
            continue
        assert canonical == [address(path, root)]
        assert metas(page)["og:url"] == canonical[0]
        nodes = graph(page)
        shown = nodes.get("WebPage") or nodes["CollectionPage"]
        assert (shown["@id"], shown["url"]) == (canonical[0], canonical[0])


def test_search_engines_leave_out_what_is_not_published(plain: Built) -> None:
    """Drafts, hidden texts and the error page, and nothing else."""
    asked = {path for path, page in plain.pages().items() if "robots" in metas(page)}
    assert asked == NOINDEX


def test_every_published_page_describes_itself(plain: Built) -> None:
    """In text, at most 200 characters for articles, without the disclosure."""
    pages = plain.pages()
    described = {path: metas(page).get("description", "") for path, page in pages.items()}
    assert [path for path, text in described.items() if not text] == ["404.html"]
    assert described["how-canvas/index.html"] == (
        'What <canvas> does & why "1 < 2" matters ]]> here.'
    )
    assert described["second/index.html"] == (
        "A text without a summary, with </script> in it and a link."
    )


def test_the_notice_is_in_no_description(disclosed: Built) -> None:
    """A search result that opens with the notice says nothing of the article."""
    page = disclosed.pages()["third/index.html"]
    assert metas(page)["description"] == "First paragraph of the third text. Second paragraph."
    assert metas(page)["og:description"] == metas(page)["description"]


def test_hostile_titles_are_text_in_every_form(plain: Built) -> None:
    """Open Graph, JSON-LD and the trail show what the author wrote."""
    for path, title in (
        ("how-canvas/index.html", 'How <canvas> & "1 < 2" work'),
        ("second/index.html", "</script><b>Bold</b> ]]> &amp; more"),
    ):
        page = plain.pages()[path]
        nodes = graph(page)
        assert metas(page)["og:title"] == nodes["BlogPosting"]["headline"] == title
        assert nodes["BreadcrumbList"]["itemListElement"][-1]["name"] == title


def test_the_meta_stands_only_where_everything_has_the_value(disclosed: Built) -> None:
    """Articles with a value; no list, no article or page without one."""
    found = {
        path: value
        for path, page in disclosed.pages().items()
        if (value := metas(page).get("ai-disclosure"))
    }
    assert found == {"third/index.html": "ai-autonomous", "fourth/index.html": "human-only"}


def test_a_declared_article_in_the_graph(disclosed: Built) -> None:
    """Who answers is publisher and author; the disclosure in words and as a source type."""
    nodes = graph(disclosed.pages()["third/index.html"])
    article = nodes["BlogPosting"]
    assert nodes["Organization"]["name"] == "Desk"
    assert article["author"] == [{"@id": nodes["Organization"]["@id"]}]
    assert article["digitalSourceType"] == (
        "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    )
    assert article["backstory"] == (
        "AI-written by example-model-1. No person checked it before publication."
    )
    assert article["citation"] == ["https://sources.example/paper", "https://sources.example/talk"]
    assert article["dateModified"] == "2026-02-20T00:00:00+01:00"
    about = graph(disclosed.pages()["about/index.html"])["WebPage"]
    assert about["digitalSourceType"].endswith("CompositeWithTrainedAlgorithmicMediaDigitalSource")


def test_without_the_disclosure_plugin_no_page_makes_a_claim(plain: Built) -> None:
    """Declared or not: nobody has read the declarations."""
    for page in plain.pages().values():
        assert "ai-disclosure" not in metas(page)
        assert not {"digitalSourceType", "backstory"} & set(graph(page).get("BlogPosting", {}))


@pytest.mark.parametrize(("site", "root"), [("plain", HOST), ("disclosed", REPO)])
def test_every_level_of_every_trail_has_a_page(
    site: str, root: str, request: pytest.FixtureRequest
) -> None:
    """Counted from one, from home to the page itself."""
    built = request.getfixturevalue(site)
    trails = 0
    for page in built.pages().values():
        items = graph(page).get("BreadcrumbList", {}).get("itemListElement", [])
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        for item in items:
            assert item["item"].startswith(root)
            assert (built.output / item["item"].removeprefix(root) / "index.html").is_file()
        trails += bool(items)
    assert trails > 10


@pytest.mark.parametrize(("site", "root"), [("plain", HOST), ("disclosed", REPO)])
def test_every_page_links_the_feeds_that_are_there(
    site: str, root: str, request: pytest.FixtureRequest
) -> None:
    """The site's on every page; those of a category, tag or author on each part of its list."""
    built = request.getfixturevalue(site)
    for path, page in built.pages().items():
        feeds = [one for one in head(page).findall("link[@type]") if one.get("rel") == "alternate"]
        found = [one.get("href").removeprefix(root) for one in feeds]
        assert found[:3] == ["feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/all.json"]
        assert all((built.output / href).is_file() for href in found)
        kind, _, rest = path.partition("/")
        own = kind in {"category", "tag", "author"} and rest != "index.html"
        slug = rest.partition("/")[0]
        forms = ["atom.xml", "rss.xml", "json"] if kind == "category" else ["atom.xml"]
        assert found[3:] == ([f"feeds/{kind}/{slug}.{form}" for form in forms] if own else [])


def test_summaries_in_lists(plain: Built) -> None:
    """As text, and with markup that is clean and leads where it led."""
    page = plain.pages()["index.html"]
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    texts = ["".join(p.itertext()) for p in body.findall("p") if p.get("class") == "text"]
    assert texts[0] == 'What <canvas> does & why "1 < 2" matters ]]> here.'
    assert "<code>&lt;canvas&gt;</code>" in page
    assert "<em>matters</em>" in page


def test_a_related_article_with_another_value_takes_the_meta_away(
    beside: Built, disclosed: Built
) -> None:
    """The graph keeps its source type, for that is the article's own."""
    page = beside.pages()["third/index.html"]
    assert "ai-disclosure" not in metas(page)
    assert "ai-disclosure" in metas(disclosed.pages()["third/index.html"])
    assert graph(page)["BlogPosting"]["digitalSourceType"]
