"""The page with the picture of a site's links, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from plugins.related.insight.report import page_of
from tests.unit.test_related_graph import site_of

SITE = "http://localhost:8000"
PROBE = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
PAGES = {"ring": (14, 2, 2), "map": (120, 5, 6)}

SHADES = """() => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', {willReadFrequently: true});
    const luminance = colour => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => {
            const c = v / 255;
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (one, other) => {
        const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const ground = [getComputedStyle(document.documentElement).backgroundColor];
    const island = document.querySelector('.island');
    if (island) ground.push(getComputedStyle(island).fill);
    const least = (selector, property) => Math.min(
        ...[...document.querySelectorAll(selector)].flatMap(
            e => ground.map(g => ratio(getComputedStyle(e)[property], g))));
    return {
        text: Math.min(least('.title', 'fill'), least('.name', 'fill'), least('.hover', 'fill')),
        lines: Math.min(
            least('.texts', 'stroke'), least('.authors', 'stroke'), least('.lists', 'stroke'),
            least('.out', 'stroke'), least('.into', 'stroke'),
            least(':not(.hollow) > .dot', 'fill'),
            least('.hollow > .dot', 'stroke')),
    };
}"""

FOCUSED = """() => {
    const link = document.activeElement;
    const seen = part => [...link.querySelectorAll(part)].every(
        e => getComputedStyle(e).visibility === 'visible');
    const box = link.querySelector('.dot').getBoundingClientRect();
    return {
        name: link.getAttribute('aria-label'),
        shown: seen('.hover, .out, .into, .ends'),
        marked: getComputedStyle(link.querySelector('.dot')).strokeWidth === '4px',
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


@pytest.fixture(name="built_site", scope="module")
def _built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both kinds of picture, with orphans."""
    folder = tmp_path_factory.mktemp("report")
    for name, (count, topics, orphans) in PAGES.items():
        (folder / name).mkdir()
        page = page_of(site_of(count, topics, orphans=orphans), "A press")
        (folder / name / "index.html").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_from_dot_to_dot(open_page: Callable[..., Page], name: str) -> None:
    """Each shows its links, and its title where it has none; Enter leads to its row."""
    page = open_page()
    page.goto(f"{SITE}/{name}/")
    count = page.locator(".map a").count()
    assert count == PAGES[name][0]
    page.focus(".frame:has(.map)")
    stops: list[dict[str, Any]] = []
    for _ in range(count):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert len({stop["name"] for stop in stops}) == count
    assert [s for s in stops if not (s["shown"] and s["marked"] and s["inView"])] == []
    page.keyboard.press("Enter")
    assert page.locator("tr:target").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_words_and_lines_have_contrast(
    open_page: Callable[..., Page], name: str, scheme: str
) -> None:
    """Text 4.5:1, dots and lines 3:1, on the page and on islands, in both schemes."""
    page = open_page(color_scheme=scheme)
    page.goto(f"{SITE}/{name}/")
    result = page.evaluate(PROBE)
    assert result["measuredTexts"] > 50
    assert result["found"] == []
    shades = page.evaluate(SHADES)
    assert shades["text"] >= 4.5
    assert shades["lines"] >= 3


@pytest.mark.parametrize("name", PAGES)
def test_titles_fit_the_places_made_for_them(open_page: Callable[..., Page], name: str) -> None:
    """The estimate of their widths holds in a real type: no title touches another."""
    page = open_page()
    page.goto(f"{SITE}/{name}/")
    boxes = page.eval_on_selector_all(
        ".title", "all => all.map(e => e.getBBox()).map(b => [b.x, b.y, b.width, b.height])"
    )
    assert len(boxes) > 5
    for number, (x, y, wide, high) in enumerate(boxes):
        assert x >= 0
        for left, top, width, height in boxes[number + 1 :]:
            beside = x + wide <= left or left + width <= x
            # A line's box holds room for accents and tails that its letters leave free.
            assert beside or y + high <= top + 3 or top + height <= y + 3


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_scrolls_the_picture_and_not_the_page(
    open_page: Callable[..., Page], name: str
) -> None:
    """At 320 px the text reflows; the picture and the tables have frames of their own."""
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(f"{SITE}/{name}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.eval_on_selector(".frame:has(.map)", "e => e.scrollWidth > e.clientWidth")


def test_it_asks_for_nothing(open_page: Callable[..., Page]) -> None:
    """One request, the page itself; the console stays empty."""
    page = open_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{SITE}/map/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.endswith("favicon.ico")] == [f"{SITE}/map/"]
    assert said == []


def test_paper_shows_the_whole_picture(open_page: Callable[..., Page]) -> None:
    """On white, as wide as the sheet."""
    page = open_page(color_scheme="dark", viewport={"width": 700, "height": 900})
    page.goto(f"{SITE}/map/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.eval_on_selector(".map", "e => e.getBoundingClientRect().right <= innerWidth")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
