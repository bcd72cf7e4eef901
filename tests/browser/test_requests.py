"""A page asks nothing of other hosts, needs no script and lacks no file."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

SITE = "http://localhost:8000/"


def test_no_request_leaves_the_host(open_page: Callable[..., Page], addresses: list[str]) -> None:
    """Loading any page asks only the site itself, and everything asked for is there."""
    page = open_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "response",
        lambda response: failed.append(response.url) if response.status >= 400 else None,
    )
    for address in addresses:
        page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((SITE, "data:"))] == []
    assert failed == []
    assert len(asked) > len(addresses)


def test_the_console_stays_empty(open_page: Callable[..., Page], addresses: list[str]) -> None:
    """No error, no warning, on any page."""
    page = open_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for address in addresses:
        page.goto(address)
    assert said == []


def test_no_page_holds_a_script(open_page: Callable[..., Page], addresses: list[str]) -> None:
    """Data in JSON-LD is the only `script`; no attribute holds code."""
    page = open_page()
    for address in addresses:
        page.goto(address)
        scripts = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(e =>
                (e.localName === 'script' && e.type !== 'application/ld+json')
                || [...e.attributes].some(a =>
                    a.name.startsWith('on') || /^javascript:/i.test(a.value.trim()))
            ).map(e => e.outerHTML)"""
        )
        assert scripts == [], address


def test_an_article_is_light(open_page: Callable[..., Page], article: str) -> None:
    """The theme's own files weigh less than 20 KB and come in at most seven requests."""
    page = open_page()
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update({response.url: len(response.body())}))
    page.goto(article, wait_until="networkidle")
    theme = {url: size for url, size in weights.items() if "/theme/" in url}
    assert any(url.endswith(".css") for url in theme)
    assert len(theme) <= 7
    assert sum(theme.values()) < 20_000
