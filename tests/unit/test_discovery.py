"""What crawlers are told holds for hostile names and says how each text was written."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown import markdown

from plugins.common.planned_files import digest
from plugins.discovery.crawler_files import (
    SITEMAP,
    CrawledSite,
    CrawlerPage,
    llms,
    planned,
    robots,
    sitemap,
)


def test_the_sitemap_is_sorted_and_dated() -> None:
    """Addresses in order; a date only where one is known."""
    data = sitemap(
        [
            CrawlerPage("https://b.example/?a&b", "B"),
            CrawlerPage("https://a.example/", "A", "2026-11-01"),
        ]
    )
    root = etree.fromstring(data)
    assert root.xpath("//s:loc/text()", namespaces={"s": SITEMAP}) == [
        "https://a.example/",
        "https://b.example/?a&b",
    ]
    assert root.xpath("//s:lastmod/text()", namespaces={"s": SITEMAP}) == ["2026-11-01"]


def test_robots_names_the_map() -> None:
    """Under the site's own path."""
    assert "Sitemap: https://a.example/repo/sitemap.xml" in robots("https://a.example/repo")


def test_llms_begins_each_note_with_the_label() -> None:
    """A machine that reads only this meets the disclosure."""
    page = CrawlerPage(
        "https://a.example/x/", "A [b](c)", summary="In *short*.", label="AI-written"
    )
    text = llms("Site", "Sub", [("Articles", [page]), ("Pages", [])])
    assert text.startswith(
        "# Site\n\n> Sub\n\n## Articles\n\n- [A \\[b\\](c)](https://a.example/x/)"
    )
    assert ": AI-written. In \\*short\\*." in text
    assert "Pages" not in text


def test_a_file_has_other_inputs_where_it_says_something_else() -> None:
    """A title is in one of the three, a date in another, and none of them tells of both."""

    def files(page: CrawlerPage) -> dict[str, tuple[str, bytes]]:
        site = CrawledSite("https://a.example", "Site", "", (page,), (), ())
        return {each.path: (digest(*each.inputs()), each.make()) for each in planned(site)}

    def moved(page: CrawlerPage) -> set[str]:
        after = files(page)
        names = {path for path in before if before[path][0] != after[path][0]}
        assert names == {path for path in before if before[path][1] != after[path][1]}
        return names

    page = CrawlerPage("https://a.example/x/", "X")
    before = files(page)
    assert moved(page) == set()
    assert moved(replace(page, title="Y")) == {"llms.txt"}
    assert moved(replace(page, summary="<p>Y</p>")) == {"llms.txt"}
    assert moved(replace(page, changed="2026-01-01")) == {"sitemap.xml"}
    assert moved(replace(page, url="https://a.example/y/")) == {"llms.txt", "sitemap.xml"}


@given(st.text(), st.text())
def test_a_title_stays_one_link(title: str, summary: str) -> None:
    """No title or summary makes markup or a line of its own."""
    page = CrawlerPage("https://a.example/x/", title, summary=summary)
    text = llms("Site", "", [("Articles", [page])])
    assert len(text.splitlines()) == len(text.split("\n")) - 1 == 5
    html = markdown(text)
    assert html.count("<a ") <= 1
    assert "<em>" not in html
    assert "<script" not in html
