"""`invoke serve` in a browser: pages reload by themselves, and show what is wrong with the site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.test_contrast import SCHEMES, below_aa
from tests.building import article, write_site
from tests.previews import Served, serving

HOSTILE = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
TIDE = article("The tide clock", AI_Role="none", Slug="tide")
STRICT = """<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; require-trusted-types-for 'script'">"""
FILES = {
    "articles/tide.md": TIDE,
    "extra/strict.html": f"<!doctype html><head>{STRICT}<title>Strict</title></head><p>One",
}


@pytest.fixture(name="served", scope="module")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("preview")
    write_site(folder, FILES)
    with serving(folder) as served:
        served.built()
        yield served


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 700}) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        yield page
        assert [line for line in said if "Content Security Policy" in line] == []
        # Chromium never closes a page that is closed while it reloads (its issue 536385539), as
        # ours does when a build ends. It has left once this has loaded; a reload may come first.
        while page.url != "about:blank":
            with suppress(Error):
                page.goto("about:blank")


def test_a_page_reloads_where_it_was_left(served: Served, page: Page) -> None:
    """An edit is on the page without a hand on it."""
    page.goto(f"{served.address}/tide/")
    served.write("content/articles/tide.md", TIDE.replace("Some text.", "Another text."))
    expect(page.get_by_text("Another text.")).to_be_visible()
    served.write("content/articles/tide.md", TIDE)
    expect(page.get_by_text("Some text.")).to_be_visible()


def test_mistakes_stand_over_the_last_good_page(served: Served, page: Page) -> None:
    """As text, to be put aside and taken up again, until they are mended."""
    page.goto(f"{served.address}/tide/")
    wrong = article(HOSTILE, Date="2026-11-02", AI_Role=HOSTILE, Slug="wrong")
    served.write("content/articles/wrong.md", wrong)
    dialog = page.get_by_role("dialog", name="A mistake stops the build")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("content/articles/wrong.md:3")
    expect(dialog).to_contain_text(f"AI-Role ‘{HOSTILE[:20]}")
    expect(dialog).to_contain_text("Who wrote the first text?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert dialog.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.title() != "hit"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Some text.")).to_be_visible()
    page.reload()
    again = page.get_by_role("button", name="1 mistake")
    expect(again).to_be_visible()
    expect(dialog).to_be_hidden()
    again.click()
    expect(dialog).to_be_visible()
    (served.folder / "content" / "articles" / "wrong.md").unlink()
    expect(dialog).to_be_hidden()
    expect(again).to_be_hidden()
    assert page.title() == "The tide clock · Demo"


def test_a_page_with_a_strict_policy(served: Served, page: Page) -> None:
    """One that allows no script, no style and no connection is shown and reloaded all the same."""
    page.goto(f"{served.address}/strict.html")
    served.write("content/articles/wrong.md", article("Wrong", AI_Role="wibble"))
    dialog = page.get_by_role("dialog", name="A mistake stops the build")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("e => getComputedStyle(e).borderTopLeftRadius") == "12px"
    (served.folder / "content" / "articles" / "wrong.md").unlink()
    served.write("content/extra/strict.html", FILES["extra/strict.html"].replace("One", "Two"))
    expect(page.get_by_text("Two")).to_be_visible()
    expect(dialog).to_be_hidden()


def test_mistakes_are_readable(served: Served, page: Page) -> None:
    """In light and in dark, every word has the contrast of WCAG 2 AA to what is behind it."""
    served.write("content/articles/wrong.md", article("Wrong", AI_Role="wibble"))
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{served.address}/tide/")
        expect(page.get_by_role("dialog")).to_contain_text("wibble")
        page.evaluate(TAKEN_OUT)
        assert below_aa(page) == []
    (served.folder / "content" / "articles" / "wrong.md").unlink()
    served.wait(lambda state: not state["mistakes"])


TAKEN_OUT = """() => {
  const { shadowRoot: root } = document.querySelector("colophon-preview");
  const dialog = root.querySelector("dialog");
  document.adoptedStyleSheets = root.adoptedStyleSheets;
  document.body.replaceChildren(dialog);
}"""
"""Puts the mistakes where the probe looks for text."""
