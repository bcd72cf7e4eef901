"""What is meant to be touched is large enough to be hit: WCAG 2.2, 2.5.8."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.visits import VIEWPORT, Stage, Visits, on_every_page

SMALL = """() => [...document.querySelectorAll('a[href], summary')]
    .filter(e => e.checkVisibility() && !e.closest('.entry-content, .skip-link'))
    // A link in a sentence is as tall as the sentence's line: the rule's own exception.
    .filter(e => !(getComputedStyle(e).display === 'inline' && e.closest('p, dd, .byline')))
    .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""


@on_every_page(Stage.UNTOUCHED)
def small_targets(page: Page) -> list[str]:
    """Those on a telephone; the context has touch."""
    page.set_viewport_size({"width": 390, "height": 800})
    found: list[str] = page.evaluate(SMALL)
    page.set_viewport_size(VIEWPORT)
    return found


def test_targets_are_large_enough(visits: Visits) -> None:
    """Links outside sentences, and the details box, measure at least 24 by 24 pixels."""
    for address, small in visits.of(small_targets).items():
        assert small == [], address
