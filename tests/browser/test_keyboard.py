"""Everything can be reached and seen with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.visits import Stage, Visits, on_every_page

FOCUSED = """() => {
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    return {
        name: `${e.localName}.${e.className}`,
        href: e.getAttribute('href'),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        body: e === document.body,
    };
}"""

UNSEEN = """() => [...document.querySelectorAll('a, button, input, select, summary, [tabindex]')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0)
    .filter(e => {
        e.focus({ preventScroll: true });
        const style = getComputedStyle(e);
        const box = e.getBoundingClientRect();
        const outline = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
        return document.activeElement !== e || outline < 2 || box.width < 2 || box.height < 2;
    })
    .map(e => e.outerHTML.slice(0, 120))"""


@on_every_page(Stage.FOCUSED)
def first_tab(page: Page) -> tuple[str, bool, str]:
    """What the first Tab reaches, whether that is in view, and where Enter leads from there."""
    page.keyboard.press("Tab")
    focused = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    return focused["name"], focused["inView"], page.evaluate("document.activeElement.localName")


@on_every_page(Stage.FOCUSED)
def unseen_stops(page: Page) -> list[str]:
    """What shows no outline when the focus comes to it by keyboard, or is too small to be seen."""
    page.keyboard.press("Tab")
    found: list[str] = page.evaluate(UNSEEN)
    return found


def test_the_focus_is_seen_on_every_page(visits: Visits) -> None:
    """Each link, button, field and summary of every page shows where the focus is."""
    for address, found in visits.of(unseen_stops).items():
        assert found == [], address


def test_first_tab_is_the_way_to_the_text(visits: Visits) -> None:
    """On every page the first Tab shows the skip link, and Enter moves the focus to main."""
    for address, reached in visits.of(first_tab).items():
        assert reached == ("a.skip-link", True, "main"), address


def test_next_tab_after_the_skip_link_is_in_the_text(
    open_page: Callable[..., Page], article: str
) -> None:
    """Who has skipped the menu does not come back to it."""
    page = open_page()
    page.goto(article)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_stop_is_seen(open_page: Callable[..., Page], article: str) -> None:
    """Tab reaches every link and the details box; each shows an outline where it stands."""
    page = open_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(article)
    wanted = page.eval_on_selector_all(
        "a[href], summary", "all => all.filter(e => e.checkVisibility()).length"
    )
    stops = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert [stop for stop in stops if stop["body"] or not stop["inView"]] == []
    assert [stop["name"] for stop in stops if stop["outline"] < 2] == []


def test_the_details_box_opens_by_keyboard(open_page: Callable[..., Page], article: str) -> None:
    """Enter on "How AI was used" opens it."""
    page = open_page()
    page.goto(article)
    page.focus(".disclosure-more summary")
    page.keyboard.press("Enter")
    assert page.eval_on_selector(".disclosure-more", "e => e.open")
    assert page.locator(".disclosure-more dl").is_visible()


def test_wide_code_scrolls_by_keyboard(open_page: Callable[..., Page], article: str) -> None:
    """A table or listing that scrolls can be reached and scrolled without a mouse."""
    page = open_page(viewport={"width": 320, "height": 800})
    page.goto(article)
    page.evaluate(
        """() => {
            const pre = document.createElement('pre');
            pre.textContent = 'x'.repeat(400);
            document.querySelector('.entry-content').replaceChildren(pre);
            document.querySelector('.disclosure-more summary').focus();
        }"""
    )
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.closest('.disclosure-more') !== null"):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "pre"
    page.keyboard.press("ArrowRight")
    # Not `wait_for_function`, which evaluates text in the page: the page's own policy forbids that.
    expect(page.locator(".entry-content pre")).not_to_have_js_property("scrollLeft", 0)
