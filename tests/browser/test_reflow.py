"""Readable from 320 to 1,920 pixels: nothing is wider than the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.visits import VIEWPORT, WIDTHS, Stage, Visits, on_every_page

HOSTILE = Path(__file__).with_name("hostile.html").read_text(encoding="utf-8")
PARTS = (
    "h1, .disclosure, .disclosure-more dd, .byline a, .menu a, .breadcrumbs a, "
    ".related a, .related li, .filed a, .colophon a"
)
LIST_PARTS = "h1, .card-title a, .card-facts *, .card-summary, .terms a"

MANY = {".byline a": 30, ".contents li": 60, ".filed li": 200}
"""Parts of an article, and how often each stands there again."""

OVERFLOW = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => e.checkVisibility() && !e.closest('.visually-hidden, pre, table'))
    .filter(e => {
        const box = e.getBoundingClientRect();
        return box.right > innerWidth + 1 || box.left < -1;
    })
    .map(e => `${e.localName}.${e.className}`)"""


@on_every_page(Stage.UNTOUCHED)
def too_wide(page: Page) -> dict[int, Any]:
    """How far the page scrolls sideways and what is cut off, on each screen."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = [page.evaluate(OVERFLOW), page.evaluate(CUT_OFF)]
    page.set_viewport_size(VIEWPORT)
    return found


@on_every_page(Stage.UNFOLDED)
def too_wide_with_large_text(page: Page) -> dict[int, Any]:
    """The same with text twice as large, all unfolded, on a phone and a desk."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    found = {}
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = [page.evaluate(OVERFLOW), page.evaluate(CUT_OFF)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(VIEWPORT)
    return found


@on_every_page(Stage.CHANGED)
def too_wide_with_endless_words(page: Page) -> dict[int, Any]:
    """The same with a word of 560 letters in every title, summary and name."""
    page.evaluate(
        """parts => document.querySelectorAll(parts)
            .forEach(e => e.append('Endless'.repeat(80)))""",
        LIST_PARTS,
    )
    return too_wide(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(visits: Visits, width: int) -> None:
    """Every built page fits the screen."""
    found = {address: seen[width] for address, seen in visits.of(too_wide).items()}
    assert {address: seen for address, seen in found.items() if seen[0] > 0 or seen[1]} == {}


def test_no_page_scrolls_sideways_with_large_text(visits: Visits) -> None:
    """WCAG 1.4.4: text of 200 % loses nothing, and makes no page wider than the screen."""
    for address, found in visits.of(too_wide_with_large_text).items():
        assert found == {390: [0, []], 1280: [0, []]}, address


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_content_makes_an_article_scroll_sideways(
    open_page: Callable[..., Page], article: str, width: int, direction: str
) -> None:
    """Endless words, wide tables, code, pictures, and many names, tags and headings stay inside.

    Tables and code scroll alone.
    """
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(article)
    page.evaluate(
        """([html, direction, parts, many]) => {
            document.documentElement.dir = direction;
            const endless = 'Endless'.repeat(80);
            document.querySelector('.entry-content').innerHTML = html;
            for (const e of document.querySelectorAll(parts)) e.append(endless);
            for (const [part, count] of Object.entries(many)) {
                const one = document.querySelector(part);
                for (let n = 0; one && n < count; n++) one.after(one.cloneNode(true));
            }
            document.querySelectorAll('details').forEach(d => { d.open = true; });
        }""",
        [HOSTILE, direction, PARTS, MANY],
    )
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERFLOW) == 0
    scrolls = "e => [...e].map(x => x.scrollWidth > x.clientWidth)"
    assert page.eval_on_selector_all(".hostile-scroller", scrolls) == [True] * 3


@pytest.mark.parametrize("width", WIDTHS)
def test_no_list_scrolls_sideways(visits: Visits, width: int) -> None:
    """Endless titles, categories, summaries and tags wrap in every kind of list."""
    for address, seen in visits.of(too_wide_with_endless_words).items():
        assert seen[width] == [0, []], address


@pytest.mark.parametrize(
    ("width", "smallest", "largest"), [(320, 19, 19), (1280, 21, 21), (1920, 21, 21)]
)
def test_text_has_the_size_and_measure_of_a_book(
    open_page: Callable[..., Page], article: str, width: int, smallest: float, largest: float
) -> None:
    """19 pixels, 21 on wide screens, and lines of at most 65 figures' width."""
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(article)
    size = page.eval_on_selector(
        ".entry-content p", "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    assert smallest <= size <= largest
    figures = page.eval_on_selector(
        ".entry-content p",
        """e => {
            const ruler = document.createElement('div');
            ruler.style.inlineSize = '65ch';
            e.parentElement.append(ruler);
            return e.getBoundingClientRect().width / ruler.getBoundingClientRect().width;
        }""",
    )
    assert figures <= 1.01
