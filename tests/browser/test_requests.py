"""A page asks nothing of other hosts, needs no script and lacks no file."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.visits import Stage, Visits, on_every_page

SITE = "http://localhost:8000/"


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


def test_no_page_holds_a_script(visits: Visits) -> None:
    """Data in JSON-LD is the only `script`; no attribute holds code."""
    for address, found in visits.of(code).items():
        assert found == [], address


def test_an_article_is_light(new_page: Callable[..., Page], article: str) -> None:
    """The theme's own files weigh less than 20 KB and come in at most seven requests."""
    page = new_page()
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update({response.url: len(response.body())}))
    page.goto(article, wait_until="networkidle")
    theme = {url: size for url, size in weights.items() if "/theme/" in url}
    assert any(url.endswith(".css") for url in theme)
    assert len(theme) <= 7
    assert sum(theme.values()) < 20_000
