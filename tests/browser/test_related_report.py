"""The page about a site's lists and links, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from plugins.related.report.page import page_of
from tests.unit.test_related_report import site_of

SITE = "http://localhost:8000"
PROBE = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
PAGES = {"small": (14, 2, 2), "large": (120, 5, 6)}


@pytest.fixture(name="built_site", scope="module")
def _built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small and a large site, with orphans."""
    folder = tmp_path_factory.mktemp("report")
    for name, (count, topics, orphans) in PAGES.items():
        (folder / name).mkdir()
        page = page_of(site_of(count, topics, orphans=orphans), "A press")
        (folder / name / "index.html").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_words_have_contrast(open_page: Callable[..., Page], name: str, scheme: str) -> None:
    """Text 4.5:1, in both schemes."""
    page = open_page(color_scheme=scheme)
    page.goto(f"{SITE}/{name}/")
    result = page.evaluate(PROBE)
    assert result["measuredTexts"] > 50
    assert result["found"] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_scrolls_the_tables_and_not_the_page(
    open_page: Callable[..., Page], name: str
) -> None:
    """At 320 px the text reflows; the tables have frames of their own."""
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(f"{SITE}/{name}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.eval_on_selector(".frame:last-of-type", "e => e.scrollWidth > e.clientWidth")


def test_it_asks_for_nothing(new_page: Callable[..., Page]) -> None:
    """One request, the page itself; the console stays empty."""
    page = new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{SITE}/large/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.endswith("favicon.ico")] == [f"{SITE}/large/"]
    assert said == []


def test_paper_shows_the_whole_tables(open_page: Callable[..., Page]) -> None:
    """On white, as wide as the sheet."""
    page = open_page(color_scheme="dark", viewport={"width": 700, "height": 900})
    page.goto(f"{SITE}/large/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.eval_on_selector(
        "table:not(.small)", "e => e.getBoundingClientRect().right <= innerWidth"
    )
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
