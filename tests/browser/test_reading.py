"""What helps to read a long text, by keyboard, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.routes import SITE
from tests.building import ROOT, article, build, write_site

TEXT = "A harbour is a place where ships lie safe from the sea, and where their crews wait.\n\n"
CODE = "def tide(hour):\n    return hour % 12  # " + "a remark " * 40
RICH = (
    f"{TEXT}## Code[^1]\n\n```python\n{CODE}\n```\n\n```\nshort\n```\n\n## Table\n\n"
    "| a | b |\n|---|---|\n| c | d |\n\n"
    f"| {'| '.join('wide' * 9 for _ in range(6))} |\n{'|---' * 6}|\n\n## Formula\n\n"
    '<math display="block"><mi>x</mi><mo>=</mo><mi>y</mi></math>\n\n'
    + TEXT * 20
    + "[A film](https://vimeo.com/76979871)\n\n"
    + "\n[^1]: A note about code.\n"
)
MANY = "".join(f"##{'#' * (n % 5 == 4)} Section {n}\n\n{TEXT * 3}" for n in range(60))
FILES = {
    "articles/rich.md": article(
        "Rich",
        RICH,
        Slug="rich",
        AI_Role="generated",
        AI_Sources="https://source.example/ A source",
    ),
    "articles/many.md": article("Many", MANY, Slug="many", AI_Role="none"),
    "articles/short.md": article("Short", TEXT, Slug="short", AI_Role="none"),
}
RICH_PAGE, MANY_PAGE, SHORT_PAGE = f"{SITE}/rich/", f"{SITE}/many/", f"{SITE}/short/"
PHONE: Any = {"width": 390, "height": 844}
CURRENT = ".contents [aria-current]"
LISTED = ".contents ol"
PAPER = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(252, 252, 250)", "rgb(21, 22, 21)"


@pytest.fixture(name="built_site", scope="module")
def _built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three texts that are read only."""
    folder = tmp_path_factory.mktemp("reading")
    site = write_site(folder, FILES, "PLUGINS = [p for p in PLUGINS if 'related' not in p]")
    result = build(folder / "output", settings=site)
    assert result.returncode == 0, result.stderr
    return folder / "output"


NewPage = Callable[..., Page]


def test_contents_stand_beside_the_text(new_page: NewPage) -> None:
    """Open, without a stop for Tab; the section that is read is marked."""
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(RICH_PAGE)
    expect(page.locator(LISTED)).to_be_visible()
    expect(page.locator(".contents summary")).to_have_attribute("tabindex", "-1")
    assert page.locator(".contents a").all_text_contents() == [
        "Code",
        "Table",
        "Formula",
        "Sources",
    ]
    beside = page.locator(".contents").bounding_box()
    text = page.locator(".entry-content").bounding_box()
    assert beside
    assert text
    assert beside["x"] + beside["width"] <= text["x"]
    page.click('.contents a[href="#formula"]')
    expect(page.locator(CURRENT)).to_have_text("Formula")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(CURRENT)).to_have_count(0)


def test_sixty_headings_scroll_beside_the_text(new_page: NewPage) -> None:
    """Within the height of the window; the one that is read is always in view."""
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(MANY_PAGE)
    assert page.locator(".contents a").count() == 60
    for place in (0.5, 0.9, 0.1):
        page.evaluate(f"scrollTo(0, {place} * document.documentElement.scrollHeight)")
        expect(page.locator(CURRENT)).to_be_in_viewport()
    box = page.locator(".contents details").bounding_box()
    assert box
    assert box["height"] <= 800


def test_contents_are_folded_on_a_phone(new_page: NewPage) -> None:
    """Above the text; Enter unfolds them, and a link leads to its section."""
    page = new_page(viewport=PHONE, reduced_motion="reduce")
    page.goto(MANY_PAGE)
    expect(page.locator(LISTED).first).to_be_hidden()
    page.focus(".contents summary")
    page.keyboard.press("Enter")
    expect(page.locator(LISTED).first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#section-1")).to_be_in_viewport()


def test_a_turned_screen_moves_the_contents(new_page: NewPage) -> None:
    """They fold where there is no more room, and open where there is."""
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(RICH_PAGE)
    expect(page.locator(LISTED)).to_be_visible()
    page.set_viewport_size(PHONE)
    expect(page.locator(LISTED)).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(LISTED)).to_be_visible()


def test_a_short_text_has_no_contents(new_page: NewPage) -> None:
    """Nor does it load what other texts need."""
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(SHORT_PAGE, wait_until="networkidle")
    assert page.locator(".contents").count() == 0
    scripts = ["find.js", "page.js", "scheme.js"]
    assert sorted(name for name in asked if name.endswith(".js")) == scripts


def test_code_is_copied_by_keyboard(new_page: NewPage) -> None:
    """To the letter, and a screen reader hears of it; then the button is as it was."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(RICH_PAGE)
    button = page.locator(".code-head button").first
    expect(button).to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == CODE
    expect(button).to_have_text("Copy", timeout=4000)
    expect(page.get_by_role("status")).to_have_text("")


def test_tab_stops_at_what_scrolls(new_page: NewPage) -> None:
    """And passes by what does not; both have a name."""
    page = new_page(viewport=PHONE)
    page.goto(RICH_PAGE)
    boxes = page.locator("pre, .scroll")
    expect(boxes.nth(1)).not_to_have_attribute("tabindex", "0")
    stops = boxes.evaluate_all("all => all.map(e => e.tabIndex)")
    assert stops == [0, -1, -1, 0, -1]
    names = boxes.evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert names == ["Python", "Code", "Table", "Table", "Formula"]
    roles = page.locator("table").evaluate_all("all => all.map(e => getComputedStyle(e).display)")
    assert roles == ["table", "table"]


def test_notes_lead_there_and_back(new_page: NewPage) -> None:
    """By names that say where they lead."""
    page = new_page(reduced_motion="reduce")
    page.goto(RICH_PAGE)
    page.get_by_label("Note 1").click()
    expect(page.locator("[role=doc-endnotes] li")).to_be_in_viewport()
    page.get_by_label("Back to the text").click()
    expect(page.locator("#code")).to_be_in_viewport()


def test_the_scheme_is_kept_and_never_flashes(new_page: NewPage) -> None:
    """Chosen by keyboard it holds on the next page, before anything of it is shown."""
    page = new_page(color_scheme="light")
    page.goto(SHORT_PAGE)
    assert page.evaluate(PAPER) == LIGHT
    page.focus(".scheme summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Dark")).to_be_checked()
    assert page.evaluate(PAPER) == DARK
    assert page.get_attribute("meta[name=theme-color]", "content") == DARK
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.localName") == "summary"
    expect(page.get_by_label("Dark")).to_be_hidden()
    page.route("**/page.js", lambda route: route.abort())
    page.goto(RICH_PAGE)
    assert page.evaluate(PAPER) == DARK
    assert page.get_attribute("meta[name=color-scheme]", "content") == "dark"
    page.unroute("**/page.js")
    page.reload()
    page.click(".scheme summary")
    expect(page.get_by_label("Dark")).to_be_checked()
    page.get_by_label("As the device").check()
    assert page.evaluate(PAPER) == LIGHT
    page.click("h1")
    expect(page.get_by_label("Dark")).to_be_hidden()


def test_without_storage_the_scheme_holds_for_the_page(new_page: NewPage) -> None:
    """Nothing breaks where a browser keeps nothing."""
    page = new_page(color_scheme="dark")
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 - it takes no built-in
    refused = "Object.defineProperty(window, 'localStorage', { get() { throw Error('refused'); } })"
    page.add_init_script(refused)
    page.goto(SHORT_PAGE)
    page.click(".scheme summary")
    page.get_by_label("Light", exact=True).check()
    assert page.evaluate(PAPER) == LIGHT
    assert errors == []


def test_another_window_follows(new_page: NewPage) -> None:
    """Of the same browser."""
    page = new_page(color_scheme="light")
    other = page.context.new_page()
    for one in (page, other):
        one.goto(SHORT_PAGE)
    page.click(".scheme summary")
    page.get_by_label("Dark").check()
    expect(other.locator("html")).to_have_css("background-color", DARK)


@pytest.mark.parametrize("width", [320, 1280])
def test_without_scripts_all_but_the_buttons_is_there(new_page: NewPage, width: int) -> None:
    """Contents, notes and boxes work; what needs a script is not shown."""
    page = new_page(java_script_enabled=False, viewport={"width": width, "height": 800})
    page.goto(RICH_PAGE)
    expect(page.locator(".scheme")).to_be_hidden()
    expect(page.locator(".code-head button").first).to_be_hidden()
    expect(page.locator(".code-head").first).to_have_text("PythonCopy")
    if width == 320:
        page.click(".contents summary")
    page.locator(LISTED).get_by_text("Formula").click()
    expect(page.locator("#formula")).to_be_in_viewport()
    page.locator("pre").first.focus()
    page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("address", [RICH_PAGE, MANY_PAGE])
def test_large_text_overflows_nowhere(new_page: NewPage, address: str) -> None:
    """At 320 pixels, and with text twice as large on a phone and a desk, all unfolded."""
    for width, size in ((320, 16), (390, 32), (1280, 32)):
        page = new_page(viewport={"width": width, "height": 800})
        page.goto(address)
        page.evaluate(f"document.documentElement.style.fontSize = '{size}px'")
        page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wider) == 0, (width, size)


def test_scripts_are_small(new_page: NewPage) -> None:
    """At most 6 KB on a page that needs all of them, as they are served without compression."""
    page = new_page()
    bodies: dict[str, bytes] = {}
    page.on("response", lambda response: bodies.update({response.url: response.body()}))
    page.goto(RICH_PAGE, wait_until="networkidle")
    scripts = {url: body for url, body in bodies.items() if url.endswith(".js")}
    inline = ROOT / "theme" / "templates" / "partials" / "scheme-script.js"
    assert len(scripts) == 5
    assert sum(map(len, scripts.values())) + inline.stat().st_size <= 6000


def test_feeds_know_nothing_of_it(built_site: Path) -> None:
    """Neither minutes nor contents, buttons nor boxes are in an entry."""
    for feed in ("all.atom.xml", "all.rss.xml", "all.json"):
        text = (built_site / "feeds" / feed).read_text(encoding="utf-8")
        assert "A note about code" in text
        for page_only in ("Contents", "minute", "Copy", "tabindex", "scroll", "code-head"):
            assert page_only not in text, (feed, page_only)


def test_paper_has_no_controls(new_page: NewPage) -> None:
    """Nor links within the page; code and tables stand there whole."""
    page = new_page(viewport={"width": 700, "height": 990})
    page.goto(RICH_PAGE)
    expect(page.locator(".code-head button").first).to_be_visible()
    page.emulate_media(media="print")
    for gone in (".contents", ".scheme", ".code-head button", ".footnote-backref"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".code-head").first).to_have_text("PythonCopy")
    wider = "all => all.filter(e => e.scrollWidth > e.clientWidth).length"
    assert page.locator("pre, .scroll").evaluate_all(wider) == 0


def test_what_the_device_asks_for(new_page: NewPage) -> None:
    """Less motion: nothing glides. More contrast: no faint words, no hairlines."""
    value = "([name]) => getComputedStyle(document.documentElement).getPropertyValue(name)"
    page = new_page(reduced_motion="reduce", contrast="more")
    page.goto(SHORT_PAGE)
    asked = [page.evaluate(value, [name]) for name in ("scroll-behavior", "--faint", "--edge")]
    page.emulate_media(reduced_motion="no-preference", contrast="no-preference")
    usual = [page.evaluate(value, [name]) for name in ("scroll-behavior", "--faint", "--edge")]
    ink = page.evaluate(value, ["--ink"])
    assert asked == ["auto", ink, ink]
    assert usual[0] == "smooth"
    assert ink not in usual
