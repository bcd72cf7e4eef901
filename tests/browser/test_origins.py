"""Labels of parts and images, and making-of pages, as a reader meets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.building import build, write_site
from tests.pictures import png

SITE = "http://localhost:8000"
READABILITY = Path(__file__).parent / "vendor" / "Readability.js"
WORDS = (
    "The tide clock on the customs house shows high and low water for the port, and its single hand"
    " goes round in twelve hours and twenty-five minutes, which is half of a lunar day."
)
PICTURED = f"""Title: The clock in parts
Slug: clock
Date: 2026-11-01
Cover: images/cover.png
AI-Role: drafted
AI-Images: images/cover.png=generated a-model
    images/hand.png=edited
AI-Making: clock.md

{WORDS}

::: section role=generated model=a-model
## The hand

{WORDS}

::: quotation role=none
> {WORDS}
:::
:::

![The hand]({{static}}/images/hand.png)

::: caption role=generated
Figure 1: the hand.
:::

{WORDS}
"""
HEBREW = """Title: שעון הגאות
Slug: hebrew
Lang: he
Date: 2026-11-02
Cover: images/cover.png
AI-Role: generated
AI-Images: images/cover.png=generated a-model
Related: clock, arabic

שעון הגאות על בית המכס.
"""
ARABIC = """Title: ساعة المد
Slug: arabic
Lang: ar
Date: 2026-11-03
AI-Role: generated

ساعة المد على مبنى الجمارك.
"""
RECIPE = "# Prompt\n" + "Write about the clock.\n" * 40 + "\n# Notes\nI began with the hand.\n"
FILES = {
    "articles/clock.md": PICTURED,
    "articles/hebrew.md": HEBREW,
    "articles/arabic.md": ARABIC,
    "making/clock.md": RECIPE,
    "images/cover.png": png().decode("utf-8", "surrogateescape"),
    "images/hand.png": png(colour=b"\3\2\1").decode("utf-8", "surrogateescape"),
    "contributors.toml": (
        '[responsible]\norganisation = "Colophon contributors"\ncontact = "desk@press.example"\n'
    ),
}


@pytest.fixture(name="built_site", scope="module")
def _built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with parts, pictures and a making-of, also in languages that run to the left."""
    folder = tmp_path_factory.mktemp("origins")
    result = build(folder / "output", settings=write_site(folder, FILES))
    assert result.returncode == 0, result.stderr
    return folder / "output"


def test_paper_shows_what_is_folded_away(open_page: Callable[..., Page]) -> None:
    """A long prompt is printed, and no line offers to show it."""
    page = open_page()
    page.goto(f"{SITE}/clock/making/")
    assert page.locator(".making-long").count() == 1
    assert not page.locator(".making-long pre").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".making-long pre").is_visible()
    assert not page.locator(".making-long summary").is_visible()


def test_words_in_another_language_say_so(open_page: Callable[..., Page]) -> None:
    """English words on a Hebrew page are marked as English, and run from the left."""
    page = open_page()
    page.goto(f"{SITE}/he/hebrew/")
    for part in (
        "p.disclosure",
        ".disclosure-more",
        ".byline",
        "figcaption",
        ".related h2",
        ".related-reason",
        ".related .disclosure-short",
    ):
        seen = page.eval_on_selector(
            part, "e => [e.closest('[lang]').lang, getComputedStyle(e).direction]"
        )
        assert seen == ["en", "ltr"], part


def test_a_folded_box_points_where_its_text_goes(open_page: Callable[..., Page]) -> None:
    """The arrow of a closed box points down, where its text will be; of an open one up."""
    page = open_page()
    arrow = "e => getComputedStyle(e, '::after').rotate"
    for address in ("clock", "ar/arabic"):
        page.goto(f"{SITE}/{address}/")
        assert page.eval_on_selector(".disclosure-more summary", arrow) == "45deg", address
        page.click(".disclosure-more summary")
        assert page.eval_on_selector(".disclosure-more summary", arrow) == "225deg", address


def test_a_caption_stands_by_its_picture(open_page: Callable[..., Page]) -> None:
    """Nearer to the picture above it than to the text below it."""
    page = open_page()
    page.goto(f"{SITE}/clock/")
    above, below = page.eval_on_selector(
        ".part.caption",
        """e => {
            const box = e.getBoundingClientRect();
            return [box.top - e.previousElementSibling.getBoundingClientRect().bottom,
                    e.nextElementSibling.getBoundingClientRect().top - box.bottom];
        }""",
    )
    assert 0 <= above < below / 2


def test_a_label_and_a_reason_stand_apart(open_page: Callable[..., Page]) -> None:
    """The label of a related article does not run into the reason; of its cover nothing is said."""
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{SITE}/he/hebrew/")
    boxes = [
        page.eval_on_selector(
            f".related li:has(.disclosure-cover) {part}",
            "e => { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top]; }",
        )
        for part in (".disclosure-short", ".related-reason")
    ]
    assert boxes[0][2] == pytest.approx(boxes[1][2], abs=3)
    assert max(boxes[0][0] - boxes[1][1], boxes[1][0] - boxes[0][1]) >= 8
    assert not page.locator(".related .disclosure-cover").is_visible()


def test_no_bracket_is_left_alone(open_page: Callable[..., Page]) -> None:
    """The bracket before the footer's contact stands in the contact's line, however narrow."""
    page = open_page()
    page.goto(f"{SITE}/clock/")
    for width in range(320, 460, 4):
        page.set_viewport_size({"width": width, "height": 700})
        tops = page.evaluate(
            """() => {
                const link = document.querySelector('.colophon p a[href^="mailto:"]');
                const before = link.previousSibling;
                const bracket = document.createRange();
                bracket.setStart(before, before.data.lastIndexOf('('));
                bracket.setEnd(before, before.data.lastIndexOf('(') + 1);
                const words = document.createRange();
                words.selectNodeContents(link);
                return [bracket, words].map(r => r.getBoundingClientRect().top);
            }"""
        )
        assert tops[0] == pytest.approx(tops[1], abs=3), width


def test_reader_view_keeps_every_label(open_page: Callable[..., Page]) -> None:
    """Of parts in parts, captions, images in the text, and a model's notes."""
    page = open_page()
    page.goto(f"{SITE}/clock/")
    for address in ("clock", "clock/making"):
        page.goto(f"{SITE}/{address}/")
        page.evaluate(READABILITY.read_text(encoding="utf-8"))
        labels = page.eval_on_selector_all(
            ".disclosure, .disclosure-part, .entry-content .disclosure-image",
            "all => all.map(e => e.textContent)",
        )
        kept = page.evaluate("new Readability(document.cloneNode(true)).parse().textContent")
        assert labels
        assert [label for label in labels if label not in kept] == [], address
