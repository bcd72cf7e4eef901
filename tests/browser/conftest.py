"""A Chromium, and the built site in it. No server: requests are answered from the output folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    sync_playwright,
)

from tests.browser.routes import SITE, answer
from tests.browser.visits import VIEWPORT, Visits, visit
from tests.page_types import pages_of_every_type
from tests.programs import chromium

MEDIA = {
    "media": "screen",
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}
"""What a page is shown with, unless a test asks for something else."""

MISSING = (
    "No Chromium was found, so the browser tests cannot run. Install one (on Debian: "
    "`apt install chromium`) or name its program in COLOPHON_CHROMIUM. To go without these tests, "
    "and have them listed as not run, set COLOPHON_NO_BROWSER to the reason."
)


@pytest.fixture(name="browser", scope="session")
def _browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    reason = os.environ.get("COLOPHON_NO_BROWSER", "")
    if reason:
        pytest.skip(f"browser tests not run, as COLOPHON_NO_BROWSER says: {reason}")
    program = chromium(may_install=False).path
    if not program:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        # Chromium's sandbox does not start for root, nor in most containers; all pages are ours.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(name="addresses", scope="session")
def _addresses(built_site: Path) -> list[str]:
    """Pages of every type, drafts and the error page among them: of one folder at most four."""
    return [_address(file) for file in pages_of_every_type(built_site, 4)]


def _address(file: Path) -> str:
    return f"{SITE}/{file.as_posix().removesuffix('index.html')}"


@pytest.fixture(name="article", scope="session")
def _article(built_site: Path) -> str:
    """The address of a disclosed article that has related articles."""
    for path in sorted(built_site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if 'class="disclosure-more"' in text and 'class="related"' in text:
            return _address(path.relative_to(built_site))
    pytest.fail(f"no article under {built_site} has both a disclosure and related articles")


@dataclass
class Window:
    """The page that tests share, as a new one costs more than most tests do with it."""

    page: Page
    folder: Path
    """Where the site is that it sees."""


@pytest.fixture(name="window", scope="session")
def _window(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with browser.new_context() as context:
        window = Window(context.new_page(), tmp_path_factory.mktemp("nothing"))
        context.route("**/*", lambda route: answer(route, window.folder))
        yield window


@pytest.fixture(name="open_page")
def _open_page(window: Window, built_site: Path) -> Callable[..., Page]:
    """Call it for a page that sees the site; it takes `viewport` and what `emulate_media` takes.

    It is the page of the test before, so go to an address first.
    """
    window.folder = built_site

    def open_page(viewport: ViewportSize = VIEWPORT, **media: Any) -> Page:
        window.page.set_viewport_size(viewport)
        window.page.emulate_media(**{**MEDIA, **media})
        return window.page

    return open_page


@pytest.fixture(name="new_page")
def _new_page(browser: Browser, built_site: Path) -> Iterator[Callable[..., Page]]:
    """Call it with the options of a browser context; it gives a page without history or cache."""
    contexts: list[BrowserContext] = []

    def new_page(**options: Any) -> Page:
        contexts.append(_context(browser, built_site, **options))
        return contexts[-1].new_page()

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture(name="visits", scope="session")
def _visits(
    browser: Browser, built_site: Path, published_site: Path, addresses: list[str]
) -> Visits:
    """What every page answered to the questions of the tests.

    The field of the search asks for the index when it gets the focus. A build in preview makes
    none: here it is the published site's, as a preview has one from its server.
    """
    with _context(browser, built_site, viewport=VIEWPORT, has_touch=True) as context:
        context.route("**/pagefind/**", lambda route: answer(route, published_site))
        return visit(context.new_page(), addresses)


def _context(browser: Browser, folder: Path, **options: Any) -> BrowserContext:
    context = browser.new_context(**options)
    context.route("**/*", lambda route: answer(route, folder))
    return context
