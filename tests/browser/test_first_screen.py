"""A phone's first screen belongs to the article: one line of menu, and text that can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, ViewportSize

from tests.browser.visits import VIEWPORT, Stage, Visits, on_every_page

PHONE: ViewportSize = {"width": 390, "height": 844}
LONGEST = "A title of sixty characters, as long as a title ought to be."
"""60 characters, the most that must leave room for text."""
PICTURES = ".entry img, .entry video, .draft"

MENU = """() => {
    const middle = e => { const b = e.getBoundingClientRect(); return (b.top + b.bottom) / 2; };
    const shown = [...document.querySelectorAll('.masthead a, .masthead summary, .masthead button')]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 1);
    const middles = shown.map(middle);
    return Math.max(...middles) - Math.min(...middles);
}"""
"""How far apart in height the middles of what stands in the head are."""
LINES = """() => {
    const bottoms = new Set();
    let all = 0;
    for (const block of document.querySelectorAll('.entry-content > *')) {
        const range = document.createRange();
        range.selectNodeContents(block);
        const seen = new Set([...range.getClientRects()].map(b => Math.round(b.bottom)));
        all += seen.size;
        for (const bottom of seen) if (bottom <= innerHeight) bottoms.add(bottom);
    }
    return [bottoms.size, all];
}"""
"""Lines of text that are whole on the first screen, and all there are."""
WIDTHS = """() => [...document.querySelectorAll('h1, .standfirst, .disclosure')].map(e => {
    const range = document.createRange();
    range.selectNodeContents(e);
    return range.getBoundingClientRect().width;
})"""
BOTTOM = "e => e.getBoundingClientRect().bottom"


@on_every_page(Stage.UNTOUCHED)
def first_screen(page: Page) -> dict[str, Any]:
    """The head's height in lines and, of an article without cover, its lines of text."""
    page.set_viewport_size(PHONE)
    titles = page.locator("article.entry:has(.entry-content) h1").all_text_contents()
    plain = len("".join(titles)) <= len(LONGEST) and page.locator(PICTURES).count() == 0
    lines = page.evaluate(LINES) if titles and plain else None
    found = {"menu": page.evaluate(MENU), "lines": lines}
    page.set_viewport_size(VIEWPORT)
    return found


def test_the_menu_is_one_line(visits: Visits) -> None:
    """On every page of a phone: the name and all that stands beside it."""
    for address, found in visits.of(first_screen).items():
        assert found["menu"] < 12, address


def test_the_menu_is_one_line_at_any_width(open_page: Callable[..., Page], article: str) -> None:
    """From a small phone to a large screen."""
    page = open_page()
    page.goto(article)
    for width in range(320, 1441, 40):
        page.set_viewport_size({"width": width, "height": 600})
        assert page.evaluate(MENU) < 12, width


def test_four_lines_of_text_are_on_the_first_screen(visits: Visits) -> None:
    """Below title, byline and notice of each article without a picture; or all it has."""
    articles = {
        address: found["lines"]
        for address, found in visits.of(first_screen).items()
        if found["lines"]
    }
    assert len(articles) > 4
    for address, (seen, whole) in articles.items():
        assert seen >= min(4, whole), address


def test_a_title_of_sixty_characters_leaves_room(
    open_page: Callable[..., Page], article: str
) -> None:
    """Title, byline, notice and four lines of text, on 390 by 844 pixels."""
    page = open_page(PHONE)
    page.goto(article)
    page.eval_on_selector("article.entry h1", "(e, title) => { e.textContent = title; }", LONGEST)
    assert len(LONGEST) == 60
    assert page.eval_on_selector(".entry-facts", BOTTOM) < 844
    assert page.eval_on_selector(".disclosure", BOTTOM) < 844
    seen, whole = page.evaluate(LINES)
    assert seen >= min(4, whole)


def test_nothing_moves_when_fonts_come_late(new_page: Callable[..., Page], article: str) -> None:
    """A page keeps the fonts with which it was first shown, and those are there the next time."""
    page = new_page(viewport=PHONE)
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108 - it takes no built-in
    page.goto(article, wait_until="domcontentloaded")
    page.wait_for_timeout(1000)
    first = page.evaluate(WIDTHS)
    assert held
    for route in held:
        route.fallback()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(WIDTHS) == first
    page.unroute("**/*.woff2")
    page.reload(wait_until="networkidle")
    assert page.evaluate(WIDTHS) != first
