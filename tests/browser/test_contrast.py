"""Text can be read by people with low vision: WCAG 2.2 AA in both schemes, measured in the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page
from pygments.token import STANDARD_TYPES

from tests.browser.visits import Stage, Visits, on_every_page

PROBE = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def below_aa(page: Page) -> list[dict[str, Any]]:
    """What the probe finds, after opening what is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    result = page.evaluate(PROBE)
    assert result["measuredTexts"] > 0
    found: list[dict[str, Any]] = result["found"]
    return found


@on_every_page(Stage.UNFOLDED)
def faint(page: Page) -> dict[Scheme, list[dict[str, Any]]]:
    """What the probe finds in each scheme."""
    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found[scheme] = below_aa(page)
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_text_has_contrast(visits: Visits, scheme: Scheme) -> None:
    """Every text on every page: 4.5:1, large text 3:1."""
    for address, found in visits.of(faint).items():
        assert found[scheme] == [], address


@pytest.mark.parametrize("line", ["plain", "hll"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_code_has_contrast(
    open_page: Callable[..., Page], article: str, scheme: str, line: str
) -> None:
    """Every token class that Pygments has, on a plain line and on a marked one."""
    page = open_page(color_scheme=scheme)
    page.goto(article)
    page.add_style_tag(url="/theme/css/code.css")
    names = sorted(filter(None, STANDARD_TYPES.values()))
    page.evaluate(
        """([names, line]) => {
            const pre = document.createElement('pre');
            const marked = pre.appendChild(document.createElement('span'));
            marked.className = line;
            for (const name of names) {
                const token = marked.appendChild(document.createElement('span'));
                token.className = name;
                token.textContent = `${name} `;
            }
            const box = document.createElement('div');
            box.className = 'highlight';
            box.append(pre);
            document.querySelector('.entry-content').replaceChildren(box);
        }""",
        [names, line],
    )
    colours = page.eval_on_selector_all(
        ".highlight span span", "all => new Set(all.map(e => getComputedStyle(e).color)).size"
    )
    assert colours > 5, "code.css does not colour the tokens"
    assert below_aa(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_links_and_focus_stand_out(
    open_page: Callable[..., Page], article: str, scheme: str
) -> None:
    """The focus ring has 3:1 on the page (1.4.11); the skip link, when shown, is readable."""
    page = open_page(color_scheme=scheme)
    page.goto(article)
    page.keyboard.press("Tab")
    assert below_aa(page) == []
    page.evaluate(
        """() => {
            const title = document.querySelector('.entry h1');
            const link = title.appendChild(document.createElement('a'));
            link.href = '#';
            link.textContent = 'ring';
        }"""
    )
    page.focus(".entry h1 a")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.eval_on_selector(
        ".entry h1 a", "e => { e.style.color = getComputedStyle(e).outlineColor; }"
    )
    assert [bad for bad in below_aa(page) if bad["text"] == "ring"] == []


@pytest.mark.parametrize(
    "style",
    [
        "color: #999; background: #fff",
        "opacity: 0.4",
        "color: color-mix(in oklab, red 10%, white); background: white",
    ],
)
def test_the_probe_sees_faint_text(
    open_page: Callable[..., Page], article: str, style: str
) -> None:
    """A probe that finds nothing must be one that would have found something."""
    page = open_page(color_scheme="light")
    page.goto(article)
    page.eval_on_selector(".disclosure", "(e, style) => { e.style = style; }", style)
    parts = page.eval_on_selector_all(
        ".disclosure > span", "all => all.map(e => `${e.localName}.${e.className}`)"
    )
    assert parts
    assert [bad["where"] for bad in below_aa(page)] == parts
