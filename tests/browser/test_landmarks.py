"""What a screen reader meets: one heading of the first rank, landmarks with names, languages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from playwright.sync_api import Page

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


def test_every_page_has_one_first_heading(
    open_page: Callable[..., Page], addresses: list[str]
) -> None:
    """One h1 a page, it comes first, and what the kit adds skips no rank."""
    page = open_page()
    for address in addresses:
        page.goto(address)
        ranks = page.evaluate(OUTLINE)
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


def test_landmarks_are_there_and_named(
    open_page: Callable[..., Page], addresses: list[str]
) -> None:
    """One main, header and footer; every nav has a name of its own; no id twice."""
    page = open_page()
    for address in addresses:
        page.goto(address)
        seen = page.evaluate(LANDMARKS)
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


def test_reader_view_finds_the_notice(open_page: Callable[..., Page], addresses: list[str]) -> None:
    """The notice is a neighbour of the text: Readability drops an element around the paragraph."""
    page = open_page()
    notices = 0
    for address in addresses:
        page.goto(address)
        notices += page.locator("p.disclosure").count()
        bare = page.locator("article > p.disclosure ~ .entry-content").count()
        assert bare == page.locator("p.disclosure").count(), address
    assert notices
