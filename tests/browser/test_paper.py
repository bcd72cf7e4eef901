"""On paper, and for readers who ask for less motion or their own colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page


@pytest.fixture(name="paper")
def _paper(open_page: Callable[..., Page], article: str) -> Page:
    """An article as it is printed, from a dark screen."""
    page = open_page(color_scheme="dark")
    page.goto(article)
    page.emulate_media(media="print", color_scheme="dark")
    return page


def test_paper_leaves_the_navigation_out(paper: Page) -> None:
    """What can only be clicked is not printed."""
    shown = "all => all.filter(e => e.checkVisibility()).length"
    assert paper.eval_on_selector_all("nav, .skip-link", shown) == 0


def test_paper_shows_the_notice_and_its_details(paper: Page) -> None:
    """Nobody can open a box on paper, so it stands open."""
    assert paper.locator(".disclosure").is_visible()
    assert not paper.eval_on_selector(".disclosure-more", "e => e.open")
    assert paper.eval_on_selector(
        ".disclosure-more dl",
        """e => e.checkVisibility({contentVisibilityAuto: true})
            && e.getBoundingClientRect().height > 20""",
    )


def test_paper_is_white(paper: Page) -> None:
    """A dark screen does not print dark."""
    colours = paper.evaluate(
        """[getComputedStyle(document.documentElement).backgroundColor,
            getComputedStyle(document.body).color]"""
    )
    assert colours[0] == "rgb(255, 255, 255)"
    assert colours[1] == "rgb(28, 27, 25)"


def test_paper_names_the_addresses_of_links(paper: Page) -> None:
    """After a link to elsewhere stands its address; after one inside the text nothing."""
    paper.evaluate(
        """() => {
            document.querySelector('.entry-content').innerHTML =
                '<p><a href="https://example.org/a?b=1&amp;c">x</a> <a href="#y">y</a></p>';
        }"""
    )
    after = paper.eval_on_selector_all(
        ".entry-content a", "all => all.map(e => getComputedStyle(e, '::after').content)"
    )
    # Whether a computed `content` still holds attr() or what it stands for depends on the version.
    assert after[0] in {'" (" attr(href) ")"', '" (https://example.org/a?b=1&c)"'}
    assert after[1] == "none"


def test_motion_is_asked_for(open_page: Callable[..., Page], article: str) -> None:
    """Nothing glides, fades or turns for a reader who prefers stillness."""
    page = open_page(reduced_motion="reduce")
    page.goto(article)
    moving = page.eval_on_selector_all(
        "*",
        """all => all.map(e => getComputedStyle(e)).filter(s => s.scrollBehavior !== 'auto'
            || s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0).length""",
    )
    assert moving == 0


def test_forced_colours_keep_the_marks(open_page: Callable[..., Page], article: str) -> None:
    """With colours of the reader's own, the mark that closes the text is still there."""
    page = open_page(forced_colors="active", color_scheme="dark")
    page.goto(article)
    mark, text, ground = page.eval_on_selector(
        ".entry-content",
        """e => [getComputedStyle(e, '::after').backgroundColor, getComputedStyle(e).color,
                 getComputedStyle(document.documentElement).backgroundColor]""",
    )
    assert mark == text
    assert mark != ground
