"""What is meant to be touched is large enough to be hit: WCAG 2.2, 2.5.8."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

SMALL = """() => [...document.querySelectorAll('a[href], summary')]
    .filter(e => e.checkVisibility() && !e.closest('.entry-content, .skip-link'))
    // A link in a sentence is as tall as the sentence's line: the rule's own exception.
    .filter(e => !(getComputedStyle(e).display === 'inline' && e.closest('p, dd, .byline')))
    .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""


def test_targets_are_large_enough(open_page: Callable[..., Page], addresses: list[str]) -> None:
    """Links outside sentences, and the details box, measure at least 24 by 24 pixels."""
    page = open_page(viewport={"width": 390, "height": 800}, has_touch=True)
    for address in addresses:
        page.goto(address)
        assert page.evaluate(SMALL) == [], address
