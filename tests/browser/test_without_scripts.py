"""Who runs no scripts lacks the search's dialog and the switch of the scheme, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.routes import SITE
from tests.page_types import pages_of_every_type

CONTROLS = "button, select, input, [role=button], a:not([href])"
IDLE = """controls => [...document.querySelectorAll(controls)]
    .filter(e => e.checkVisibility() && !e.closest('form[action]'))
    .map(e => e.outerHTML.slice(0, 120))"""
"""Controls that are seen and do nothing without a script."""
BLANK = "() => !document.querySelector('main').innerText.trim()"


def test_no_page_shows_what_needs_a_script(new_page: Callable[..., Page], built_site: Path) -> None:
    """Every page has its text, and no button, field or link on it does nothing."""
    page = new_page(java_script_enabled=False)
    for address in pages_of_every_type(built_site, 1):
        page.goto(f"{SITE}/{address.as_posix().removesuffix('index.html')}")
        assert page.evaluate(IDLE, CONTROLS) == [], address
        assert not page.evaluate(BLANK), address


def test_notice_and_menu_work_without_scripts(new_page: Callable[..., Page], article: str) -> None:
    """The notice's details open, and the menu leads on."""
    page = new_page(java_script_enabled=False)
    page.goto(article)
    page.click(".disclosure-more summary")
    assert page.locator(".disclosure-more dl").is_visible()
    page.locator(".menu a").first.click()
    assert page.url != article
    assert page.locator("main h1, main h2").first.is_visible()
