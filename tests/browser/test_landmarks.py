"""What a screen reader meets: one heading of the first rank, landmarks with names, languages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

from tests.browser.visits import Stage, Visits, on_every_page

OUTLINE = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(e => !e.closest('.entry-content'))
    .map(e => Number(e.localName[1]))"""
LANDMARKS = """() => {
    const name = e => e.getAttribute('aria-label')
        ?? document.getElementById(e.getAttribute('aria-labelledby'))?.textContent.trim() ?? '';
    return {
        main: document.querySelectorAll('main').length,
        banner: document.querySelectorAll('body > header').length,
        contentinfo: document.querySelectorAll('body > footer').length,
        navigation: [...document.querySelectorAll('nav')].map(name),
        current: [...document.querySelectorAll('.menu [aria-current=page]')].map(e => e.href),
        ids: [...document.querySelectorAll('[id]')].map(e => e.id),
        language: [document.documentElement.lang, document.documentElement.dir],
    };
}"""


@on_every_page(Stage.UNTOUCHED)
def outline(page: Page) -> list[int]:
    """The ranks of the kit's headings."""
    ranks: list[int] = page.evaluate(OUTLINE)
    return ranks


@on_every_page(Stage.UNTOUCHED)
def landmarks(page: Page) -> dict[str, Any]:
    """Landmarks, names and languages."""
    found: dict[str, Any] = page.evaluate(LANDMARKS)
    return found


@on_every_page(Stage.UNTOUCHED)
def notices(page: Page) -> tuple[int, int]:
    """How many there are, and how many stand before the text as its neighbours."""
    bare = page.locator("article > p.disclosure ~ .entry-content").count()
    return page.locator("p.disclosure").count(), bare


def test_every_page_has_one_first_heading(visits: Visits) -> None:
    """One h1 a page, it comes first, and what the kit adds skips no rank."""
    for address, ranks in visits.of(outline).items():
        assert ranks[:1] == [1], address
        assert ranks.count(1) == 1, address
        assert all(below <= above + 1 for above, below in pairwise(ranks)), address


def test_an_articles_first_heading_is_its_title(
    open_page: Callable[..., Page], article: str
) -> None:
    """Not the site's name, which is no heading there; and <title> begins with it."""
    page = open_page()
    page.goto(article)
    heading = page.locator("main article h1").inner_text()
    assert page.title().startswith(f"{heading} · ")
    assert page.locator("header h1").count() == 0


def test_landmarks_are_there_and_named(visits: Visits) -> None:
    """One main, header and footer; every nav has a name of its own; no id twice."""
    for address, seen in visits.of(landmarks).items():
        assert (seen["main"], seen["banner"], seen["contentinfo"]) == (1, 1, 1), address
        assert all(seen["navigation"]), address
        assert len(set(seen["navigation"])) == len(seen["navigation"]), address
        assert len(set(seen["ids"])) == len(seen["ids"]), address
        language, direction = seen["language"]
        right_to_left = language.split("-")[0] in {"ar", "fa", "he", "ur"}
        assert language, address
        assert direction == ("rtl" if right_to_left else "ltr"), address


def test_the_menu_says_where_one_is(open_page: Callable[..., Page], article: str) -> None:
    """Each page of the menu marks its own link, and only that, as current."""
    page = open_page()
    page.goto(article)
    assert page.evaluate(LANDMARKS)["current"] == []
    links = page.eval_on_selector_all(".menu a", "all => all.map(e => e.href)")
    own = [link for link in links if link.startswith("http://localhost:8000/")]
    assert own
    for link in own:
        page.goto(link)
        assert page.evaluate(LANDMARKS)["current"] == [link]


def test_the_notice_stands_between_byline_and_text(
    open_page: Callable[..., Page], article: str
) -> None:
    """Title, byline, notice, details, text: in this order, and without scrolling."""
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(article)
    order = ("h1", ".byline", ".disclosure", ".disclosure-more", ".entry-content")
    tops = [
        page.eval_on_selector(f"article {part}", "e => e.getBoundingClientRect().top")
        for part in order
    ]
    assert tops == sorted(tops)
    assert tops[3] < 900
    assert page.locator("article p.disclosure").is_visible()


def test_reader_view_finds_the_notice(visits: Visits) -> None:
    """The notice is a neighbour of the text: Readability drops an element around the paragraph."""
    found = visits.of(notices)
    assert {address: each for address, each in found.items() if each[0] != each[1]} == {}
    assert any(count for count, _ in found.values())
