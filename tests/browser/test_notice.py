"""The notice as readers see it: its two sentences, its mark, its details, and what lists share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

SITE = "http://localhost:8000"
PHONE: ViewportSize = {"width": 390, "height": 844}
MARKS = {
    "harbour-crane": ("lines-both", "gem-full"),
    "tide-clock": ("lines-ai", "gem-open"),
    "timber-prices": ("lines-ai", "gem-half"),
    "the-fog-signal": ("lines-both", ""),
    "who-keeps-the-lighthouse": ("lines-person", ""),
}
LINES = """box => {
    box.open = true;
    const sources = [...box.querySelectorAll('dt')].find(e => e.textContent === 'Based on');
    sources?.nextElementSibling.remove();
    sources?.remove();
    const range = document.createRange();
    range.selectNodeContents(box.querySelector('dl'));
    const middles = [...range.getClientRects()]
        .filter(r => r.height > 0 && r.height < 30).map(r => (r.top + r.bottom) / 2);
    return middles.sort((a, b) => a - b)
        .filter((middle, at, all) => !at || middle - all[at - 1] > 8).length;
}"""


@pytest.mark.parametrize(("slug", "marks"), MARKS.items())
def test_the_mark_says_what_the_sentence_says(
    open_page: Callable[..., Page], slug: str, marks: tuple[str, str]
) -> None:
    """Its lines beside who wrote, its diamond beside who checked; a drawing alone says nothing."""
    page = open_page()
    page.goto(f"{SITE}/{slug}/")
    shown = [
        page.eval_on_selector_all(
            f".disclosure > .{part} use", "all => all.map(e => e.getAttribute('href').slice(1))"
        )
        for part in ("who", "check")
    ]
    assert [*map("".join, shown)] == [*marks]
    assert page.locator(".disclosure svg:not([aria-hidden=true])").count() == 0
    drawn = "all => all.every(e => e.getBoundingClientRect().height > 8)"
    assert page.eval_on_selector_all(".disclosure svg", drawn)


def test_the_mark_hangs_in_the_margin(open_page: Callable[..., Page]) -> None:
    """On a wide screen the sentence begins where the text begins, and the mark before it."""
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{SITE}/harbour-crane/")
    left = [
        page.eval_on_selector(place, "e => e.getBoundingClientRect().left")
        for place in (".disclosure .lines", ".disclosure .who", ".entry-content")
    ]
    assert left[0] < left[1] == left[2]


def test_the_details_fit_a_phone(open_page: Callable[..., Page]) -> None:
    """Two reviews, tasks, tools and who answers take twelve lines at most, sources apart."""
    page = open_page(viewport=PHONE)
    page.goto(f"{SITE}/harbour-crane/")
    assert 6 < page.eval_on_selector(".disclosure-more", LINES) <= 12


def test_the_details_are_in_a_reader_s_order(open_page: Callable[..., Page]) -> None:
    """What AI did, who checked, what it is based on, who answers; for programs last and small."""
    page = open_page(viewport=PHONE)
    page.goto(f"{SITE}/harbour-crane/")
    page.click(".disclosure-more summary")
    assert page.locator(".disclosure-more dt").all_inner_texts() == [
        *("What AI did", "Tasks", "Tools the model used", "Review", "Based on"),
        *("Who answers for it", "Model", "Machine-readable value"),
    ]
    sizes = page.eval_on_selector_all(
        ".disclosure-more dd", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert sizes[-1] == sizes[-2] < min(sizes[:-2])
    page.click(".disclosure-more a[href='#Sources']")
    assert page.locator(".sources li").is_visible()


def test_corrections_are_seen_by_all(open_page: Callable[..., Page]) -> None:
    """Under the text, in no box that would have to be opened."""
    page = open_page(viewport=PHONE)
    page.goto(f"{SITE}/harbour-crane/")
    assert page.locator("article > .corrections li").inner_text().startswith("5 October 2026")
    assert page.locator("article > .corrections li").is_visible()
    assert "Corrections" not in page.locator(".disclosure-more").inner_text()


def test_what_a_list_shares_is_seen_once(open_page: Callable[..., Page], built_site: Path) -> None:
    """Above it; each item keeps its label for screen readers, one pixel of it."""
    agreed = [
        path
        for path in sorted(built_site.rglob("index.html"))
        if "disclosure-agreed" in path.read_text(encoding="utf-8")
    ]
    page = open_page(viewport=PHONE)
    page.goto(f"{SITE}/{agreed[0].relative_to(built_site).parent.as_posix()}/")
    assert page.locator(".disclosure-shared").first.is_visible()
    wide = "all => all.map(e => e.getBoundingClientRect().width)"
    assert {*page.eval_on_selector_all(".disclosure-agreed .disclosure-short", wide)} == {1}
    tree = page.locator(".disclosure-agreed").first.aria_snapshot()
    assert "Written by a person" in tree or "AI-" in tree


def test_a_mixed_list_says_it_of_each(open_page: Callable[..., Page]) -> None:
    """Where one differs, each shows its own, and nothing stands above."""
    page = open_page(viewport=PHONE)
    page.goto(f"{SITE}/tag/harbour/")
    assert page.locator(".disclosure-shared").count() == 0
    shown = "all => all.map(e => e.checkVisibility() && e.getBoundingClientRect().width > 20)"
    assert {*page.eval_on_selector_all(".card .disclosure-short", shown)} == {True}


def test_forced_colours_keep_lines_and_diamond(open_page: Callable[..., Page]) -> None:
    """In the reader's own colour of text."""
    page = open_page(forced_colors="active", color_scheme="dark")
    page.goto(f"{SITE}/harbour-crane/")
    colours = page.eval_on_selector_all(
        ".disclosure, .disclosure svg", "all => all.map(e => getComputedStyle(e).color)"
    )
    assert len(colours) == 3
    assert len({*colours}) == 1
