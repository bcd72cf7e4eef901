"""What only a browser can tell: axe in every state of the page, requests, and weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from .figures import Figure, at_most, none_of
from .programs import package
from .subject import Subject

_DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
}
_MEDIA: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
_PAGES_FOR_AXE = 2
"""Of one folder; each is seen six times."""
_PAGES = 25
_UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"
_AXE = """async () => {
    const found = await axe.run({ rules: { 'target-size': { enabled: true } } });
    return found.violations.flatMap(violation =>
        violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 160)}`));
}"""
"""Its rules, and one of WCAG 2.2 that is off by default, as Lighthouse asks it."""


def axe(subject: Subject, chromium: str) -> list[Figure]:
    """Violations on pages of every type, with everything that folds open."""
    source = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    figures, pages = [], subject.pages(_PAGES_FOR_AXE)
    with _browser(chromium) as browser:
        for device, size in _DEVICES.items():
            for medium, media in _MEDIA.items():
                found: list[str] = []
                with browser.new_context(**size, **media) as context:
                    for page, address in _opened(context, subject.url, pages):
                        page.evaluate(_UNFOLD)
                        page.evaluate(source)
                        found += [f"/{address}: {line}" for line in page.evaluate(_AXE)]
                of = f"{len(pages)} pages"
                figures.append(none_of("axe", f"{device}, {medium}", found, of))
    return figures


def requests(subject: Subject, chromium: str) -> list[Figure]:
    """What pages of every type ask of other hosts, and what they say in the console."""
    foreign: list[str] = []
    told: list[str] = []
    pages = subject.pages(_PAGES)
    with _browser(chromium) as browser, browser.new_context() as context:
        context.on("request", lambda request: foreign.append(request.url))
        context.on("console", lambda said: told.append(f"{said.location['url']}: {said.text}"))
        context.on("weberror", lambda failed: told.append(str(failed.error)))
        for _ in _opened(context, subject.url, pages):
            pass
    foreign = [url for url in foreign if not url.startswith((subject.url, "data:", "blob:"))]
    of = f"{len(pages)} pages"
    return [none_of("requests", "other hosts", foreign, of), none_of("console", "", told, of)]


def weights(subject: Subject, chromium: str) -> list[Figure]:
    """Kilobytes (of 1,000) on the wire, as gzip makes them, until a page is at rest."""
    figures = []
    with _browser(chromium) as browser:
        for name, address in subject.typical.items():
            sizes: Counter[str] = Counter()
            with browser.new_context() as context:
                for request in _finished(context, subject.url + address):
                    sizes[request.resource_type] += request.sizes()["responseBodySize"]
            if name == "article":
                text = (sizes["document"] + sizes["stylesheet"]) / 1000
                figures.append(at_most("weight", f"{name}, HTML and CSS", text, 14, "kB"))
            code = (sizes["script"] + sizes["fetch"] + sizes["xhr"]) / 1000
            figures += [
                at_most("weight", f"{name}, JavaScript", code, 6, "kB"),
                at_most("weight", f"{name}, fonts", sizes["font"] / 1000, 60, "kB"),
            ]
    return figures


@contextmanager
def _browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The sandbox does not start for root, nor in most containers; all pages are ours.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def _finished(context: BrowserContext, url: str) -> list[Request]:
    """All that a page has loaded when it is at rest."""
    finished: list[Request] = []
    page = context.new_page()
    # Playwright sets an attribute on what it calls: a method of a list takes none.
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 - no built-in
    page.goto(url, wait_until="networkidle")
    return finished


def _opened(context: BrowserContext, url: str, pages: list[str]) -> Iterator[tuple[Page, str]]:
    """One page that goes from address to address."""
    page = context.new_page()
    for address in pages:
        page.goto(url + address, wait_until="networkidle")
        yield page, address
