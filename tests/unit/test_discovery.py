"""What crawlers are told holds for hostile names and says how each text was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown import markdown

from plugins.discovery.crawler_files import SITEMAP, CrawlerPage, llms, robots, sitemap


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
