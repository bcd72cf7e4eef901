"""A page asks nothing of other hosts, needs no script and lacks no file."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.visits import Stage, Visits, on_every_page
from tests.building import ROOT

SITE = "http://localhost:8000/"


EARLY = (ROOT / "theme" / "templates" / "partials" / "scheme-script.js").read_text("utf-8")
SCRIPTS = [
    f"<script>{EARLY.strip()}</script>",
    f'<script type="module" src="{SITE}theme/js/page.js"></script>',
]


@on_every_page(Stage.UNTOUCHED)
def code(page: Page) -> list[str]:
    """Elements that hold some."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e =>
            (e.localName === 'script' && e.type !== 'application/ld+json')
            || [...e.attributes].some(a =>
                a.name.startsWith('on') || /^javascript:/i.test(a.value.trim()))
        ).map(e => e.outerHTML)"""
    )
    return found


def test_no_request_leaves_the_host(visits: Visits, addresses: list[str]) -> None:
    """Loading any page asks only the site itself, and everything asked for is there."""
    assert [url for url in visits.requests if not url.startswith((SITE, "data:"))] == []
    assert visits.refused == []
    assert len(visits.requests) > len(addresses)


def test_the_console_stays_empty(visits: Visits) -> None:
    """No error, no warning, on any page."""
    assert visits.console == []


def test_no_page_holds_a_script_but_the_themes(visits: Visits) -> None:
    """One before anything is shown, one when all is there; no attribute holds code."""
    for address, found in visits.of(code).items():
        assert found == SCRIPTS, address


def test_an_article_is_light(new_page: Callable[..., Page], article: str) -> None:
    """At most 14 KB compressed with its style sheets, and 60 KB of fonts for an English text."""
    page = new_page()
    bodies: dict[str, bytes] = {}
    page.on("response", lambda response: bodies.update({response.url: response.body()}))
    page.goto(article, wait_until="networkidle")
    fonts = [body for url, body in bodies.items() if url.endswith(".woff2")]
    sheets = [body for url, body in bodies.items() if url.endswith(".css")]
    assert fonts
    assert sheets
    assert sum(map(len, fonts)) <= 60_000
    assert sum(len(gzip.compress(body)) for body in [bodies[article], *sheets]) <= 14_000
