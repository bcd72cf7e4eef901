"""The menu is one line with the site's name, and what has no room in it is at the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from plugins.navigation.menu import MenuEntry, fitted

SITE = "http://localhost:8000"
WIDTHS = (320, 390, 480, 640, 768, 900, 1100, 1280, 1920)
LINE = 64
"""Pixels of one line of the masthead on a phone, its margins among them."""

MENUS = {
    "Colophon": ("Archives", "Categories", "About this site", "Our AI policy", "Subscribe"),
    "The Daily Tide Clock": ("Archives", "Subjects", "People", "Press", "Imprint", "Subscribe"),
    "Hafenuhr": ("Archiv", "Rubriken", "Über diese Website", "Abonnieren"),
    "潮の時計": ("アーカイブ", "カテゴリー", "このサイトについて", "購読"),
}
SHOW = """([name, entries]) => {
    document.querySelector('.site-name span').textContent = name;
    document.querySelector('.menu ul').replaceChildren(...entries.map(([title, step]) => {
        const item = document.createElement('li');
        item.className = step;
        item.append(Object.assign(document.createElement('a'), {href: '#', textContent: title}));
        return item;
    }));
}"""
SEEN = """() => {
    const seen = [...document.querySelectorAll('.menu a')].filter(e => e.checkVisibility());
    const tops = [...seen, document.querySelector('.site-name a')].map(e => {
        const box = e.getBoundingClientRect();
        return Math.round((box.top + box.bottom) / 2);
    });
    return {
        seen: seen.map(e => e.textContent.trim()),
        lines: Math.max(...tops) - Math.min(...tops),
        height: document.querySelector('.masthead').offsetHeight,
        sideways: document.scrollingElement.scrollWidth - innerWidth,
    };
}"""


def _at(page: Page, width: int) -> dict[str, Any]:
    page.set_viewport_size({"width": width, "height": 844})
    found: dict[str, Any] = page.evaluate(SEEN)
    return found


def test_on_a_phone_it_is_one_line(open_page: Callable[..., Page], article: str) -> None:
    """With the site's name; what is not in it is at the foot, to be seen there."""
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(article)
    found = _at(page, 390)
    assert found["height"] <= LINE
    assert found["lines"] <= 2
    assert {"Archives", "Subscribe"} <= {*found["seen"]}
    every = page.eval_on_selector_all(".menu a", "all => all.map(e => [e.href, e.textContent])")
    for address, _ in every:
        assert page.locator(f".colophon nav a[href='{address}']").is_visible()


@pytest.mark.parametrize("name", MENUS)
def test_names_and_menus_of_any_length(open_page: Callable[..., Page], name: str) -> None:
    """One line at every width; the more room, the more entries, and all where there is most."""
    entries = [MenuEntry(title, "x/", "en") for title in MENUS[name]]
    page = open_page()
    page.goto(f"{SITE}/archives/")
    page.evaluate(SHOW, [name, [[one.title, one.step] for one in fitted(entries, name)]])
    before = 0
    for width in WIDTHS:
        found = _at(page, width)
        assert found["lines"] <= 2, (width, found)
        assert found["sideways"] <= 0, (width, found)
        assert len(found["seen"]) >= before, (width, found)
        before = len(found["seen"])
    assert before == len(entries)
    if name == "Colophon":
        assert len(_at(page, 390)["seen"]) >= 2


def test_two_hundred_tags_and_thirty_authors(open_page: Callable[..., Page]) -> None:
    """A word of forty letters among them; nothing is wider than the screen."""
    page = open_page()
    page.goto(f"{SITE}/tag/")
    page.evaluate(
        """() => {
            const list = document.querySelector('.terms'), item = list.firstElementChild;
            for (let n = 0; n < 200; n++) {
                const copy = item.cloneNode(true);
                copy.querySelector('a').textContent = n % 9 ? `tag ${n}` : 'x'.repeat(40);
                list.append(copy);
            }
        }"""
    )
    for width, most in {320: 10_000, 390: 6000, 1280: 4500}.items():
        page.set_viewport_size({"width": width, "height": 844})
        wide, high = page.evaluate(
            "() => [document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]"
        )
        assert wide <= width
        assert high < most
