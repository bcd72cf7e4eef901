"""What an owner sets of the look: the page follows, and can be read whatever the colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from plugins.look.colour import PAPER, readable, schemes
from plugins.look.css import sheet_of, tokens_of
from plugins.look.settings import LookSettings
from tests.browser.routes import SITE
from tests.browser.test_contrast import below_aa
from tests.building import ROOT

THEME = tokens_of((ROOT / "theme" / "static" / "css" / "base.css").read_text(encoding="utf-8"))
STYLE = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
}"""
OF_ROOT = "name => getComputedStyle(document.documentElement).getPropertyValue(name)"


def _dressed(page: Page, address: str, **options: Any) -> None:
    """Open a page, and give it the sheet that these options make."""
    given = LookSettings(**options)
    made = schemes(THEME, ({}, {}), given.seed)
    page.goto(address)
    page.evaluate(STYLE, sheet_of(THEME, made, given, ()))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hue", ["#ffd400", "#00b894", "#8888ff", "#999999"])
def test_any_seed_can_be_read(
    open_page: Callable[..., Page], article: str, hue: str, scheme: str
) -> None:
    """The faintest colour of a hue that is allowed: on an article, and on the front page."""
    page = open_page(color_scheme=scheme)
    for address in (article, f"{SITE}/"):
        _dressed(page, address, seed=readable(hue, schemes(THEME, ({}, {}), hue)[0][PAPER]))
        assert below_aa(page) == [], address


def test_more_contrast_is_still_given(open_page: Callable[..., Page], article: str) -> None:
    """Readers who ask for it get the owner's ink in place of the faint colour."""
    page = open_page(contrast="more")
    _dressed(page, article, seed="#1f5f8b")
    assert page.evaluate(OF_ROOT, "--faint") == page.evaluate(OF_ROOT, "--ink")
    page.emulate_media(contrast="no-preference")
    assert page.evaluate(OF_ROOT, "--faint") != page.evaluate(OF_ROOT, "--ink")


def test_fonts_and_measure(open_page: Callable[..., Page], article: str) -> None:
    """Texts, the page's own words and lines are as they are set."""
    page = open_page()
    _dressed(page, article, text_font="slab-serif", page_font="antique", measure=30)
    seen = "e => [getComputedStyle(e).fontFamily, e.getBoundingClientRect().width]"
    family, width = page.eval_on_selector(".entry-content > p", seen)
    assert family.startswith("Rockwell")
    assert width <= 30 * 16
    assert page.eval_on_selector(".menu a", seen)[0].startswith("Superclarendon")
