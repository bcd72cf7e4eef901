"""What a person sees who opens a feed in a browser, and the page that explains feeds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.routes import SITE

DESCRIBE = """() => {
  const shown = (name) => [...document.getElementsByTagNameNS('*', name)]
    .filter((e) => e.getClientRects().length).map((e) => e.textContent.trim());
  const root = getComputedStyle(document.documentElement);
  return {
    notice: getComputedStyle(document.documentElement, '::before').content,
    titles: shown('title'), summaries: [...shown('summary'), ...shown('description')],
    hidden: ['content', 'encoded', 'id', 'guid', 'generator'].flatMap(shown),
    authors: [...shown('author'), ...shown('creator')],
    colour: root.color, background: root.backgroundColor,
    wide: document.documentElement.scrollWidth - window.innerWidth,
  };
}"""


@pytest.mark.parametrize("path", ["feeds/all.atom.xml", "feeds/all.rss.xml"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_opened_feed_is_a_page(new_page: Callable[..., Page], path: str, scheme: str) -> None:
    """It says what it is; titles, authors and summaries are seen, what is for programs is not."""
    page = new_page(color_scheme=scheme, viewport={"width": 320, "height": 600})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{SITE}/{path}")
    seen = page.evaluate(DESCRIBE)
    assert "This is a feed" in seen["notice"]
    assert f"{SITE}/subscribe/" in seen["notice"]
    assert 'How <canvas> & "1 < 2" work' in seen["titles"]
    assert any(summary.startswith("AI-drafted, checked. ") for summary in seen["summaries"])
    assert any("(AI-written)" in author for author in seen["authors"])
    assert seen["hidden"] == []
    assert seen["colour"] != seen["background"]
    assert seen["wide"] <= 0
    assert told == []


def test_light_and_dark_differ(open_page: Callable[..., Page]) -> None:
    """By the reader's own choice, as on the pages."""
    colours = set()
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        page.goto(f"{SITE}/feeds/all.atom.xml")
        colours.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert len(colours) == 2


def test_the_page_about_feeds_leads_to_each_of_them(
    open_page: Callable[..., Page], built_site: Path
) -> None:
    """Every file of a feed but those of the archive is linked; every link finds its file."""
    page = open_page()
    page.goto(f"{SITE}/subscribe/")
    hrefs = page.eval_on_selector_all("main a[type]", "all => all.map((one) => one.href)")
    linked = {urlsplit(href).path.lstrip("/") for href in hrefs}
    found = {
        path.relative_to(built_site).as_posix()
        for path in (built_site / "feeds").rglob("*")
        if path.suffix in {".xml", ".json"} and path.parent.name != "archive"
    }
    assert linked == found
    assert page.locator("main h1").inner_text() == "Subscribe"
    for code in page.locator(".feed-addresses code").all():
        assert (built_site / code.inner_text().removeprefix(f"{SITE}/")).is_file()


def test_every_page_leads_to_it(open_page: Callable[..., Page], article: str) -> None:
    """From the foot of the page, where a reader is who has read to the end."""
    page = open_page()
    page.goto(article)
    page.get_by_role("contentinfo").get_by_role("link", name="Subscribe").click()
    assert page.url == f"{SITE}/subscribe/"
