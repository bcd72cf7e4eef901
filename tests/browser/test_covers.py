"""Covers: of one shape on cards, large on the newest article, whole below a text's notice."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, ViewportSize

from tests.browser.routes import SITE
from tests.browser.test_reflow import CUT_OFF, OVERFLOW
from tests.building import article, build, write_site

PHONE: ViewportSize = {"width": 390, "height": 844}
TITLE = "A title of sixty characters, as long as a title ought to be."
SUMMARY = "What it says in two sentences, which a reader takes in at once. Then what it leaves out."
LONG = "A title that goes on, as titles do whose author was asked for everything " * 2
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
SIZES = {"drawn": (1200, 800), "tall": (400, 1200), "tiny": (40, 30), "wide": (1800, 300)}
"""Names of covers to their pixels."""

BOX = """e => {
    const box = e.getBoundingClientRect();
    return [box.left, box.top, box.width, box.height].map(Math.round);
}"""
BOXES = f"all => all.map({BOX})"
LEADS_TO = """all => all.map(e => {
    e.scrollIntoView({block: 'center', behavior: 'instant'});
    const box = e.getBoundingClientRect();
    const at = [[0.5, 0.5], [0.03, 0.04], [0.97, 0.96]].map(([x, y]) =>
        document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
    const link = e.closest('.card').querySelector('.card-title a');
    return at.every(one => one === link);
})"""
"""Whether each cover leads where its title leads, in its middle and near two corners."""


def _picture(name: str) -> str:
    file = BytesIO()
    Image.new("RGB", SIZES[name], "#2c5a4b").save(file, "PNG")
    return file.getvalue().decode("utf-8", "surrogateescape")


def _articles(titles: list[str], covers: list[str], *days: str) -> dict[str, str]:
    made = {}
    for number, (title, day) in enumerate(zip(titles, days, strict=True)):
        cover = covers[number % len(covers)]
        fields = {"Cover": f"images/{cover}.png", "Cover_Alt": "A drawing"} if cover else {}
        given = {"Date": day, "Slug": f"a{number}", "Summary": SUMMARY, "AI_Role": "generated"}
        text = article(title, "## One\n\nText.\n\n## Two\n\nText.\n", **given, **fields)
        made[f"articles/a{number}.md"] = text
    return made


@pytest.fixture(name="built_site", scope="module")
def _built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest article and every other one have covers, of very different shapes."""
    folder = tmp_path_factory.mktemp("covers")
    titles = [TITLE, LONG, WORD, *(f"Title {number}" for number in range(3, 10))]
    covers = ["drawn", "", "tall", "wide", "", "tiny"]
    days = [f"2026-11-{20 - number}" for number in range(10)]
    files = {f"images/{name}.png": _picture(name) for name in SIZES}
    files |= _articles(titles, covers, *days)
    result = build(folder / "output", settings=write_site(folder, files))
    assert result.returncode == 0, result.stderr
    return folder / "output"


def test_a_cover_leaves_the_first_screen_to_title_and_notice(
    open_page: Callable[..., Page],
) -> None:
    """On a phone the cover comes below them and is as wide as the screen; its top is seen, too."""
    page = open_page(PHONE)
    page.goto(f"{SITE}/a0/")
    assert len(TITLE) == 60
    bottoms = "all => all.map(e => e.getBoundingClientRect().bottom)"
    above = page.eval_on_selector_all("h1, .entry-facts, .disclosure", bottoms)
    left, top, width, height = page.eval_on_selector(".cover img", BOX)
    assert len(above) == 3
    assert max(above) <= top < 700
    assert (left, width, height) == (0, 390, 260)


@pytest.mark.parametrize(("number", "name"), [(0, "drawn"), (2, "tall"), (3, "wide"), (5, "tiny")])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_above_a_text_no_cover_is_cut_or_taller_than_a_screen(
    open_page: Callable[..., Page], number: int, name: str, width: int
) -> None:
    """It is shown whole, no wider than it is, and not in the way of contents and text."""
    page = open_page({"width": width, "height": 800})
    page.goto(f"{SITE}/a{number}/")
    page.wait_for_function("document.querySelector('.cover img').complete")
    _, top, shown, height = page.eval_on_selector(".cover img", BOX)
    assert height <= 608
    assert shown <= min(SIZES[name][0], 892)
    assert page.eval_on_selector(".cover img", "e => getComputedStyle(e).objectFit") == "contain"
    below = page.eval_on_selector_all(".contents, .entry-content", BOXES)
    assert all(box[1] >= top + height for box in below)
    assert [page.evaluate(OVERFLOW), page.evaluate(CUT_OFF)] == [0, []]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 390, 768, 1100, 1280])
def test_covers_on_cards_have_one_shape_and_one_link(
    open_page: Callable[..., Page], width: int, direction: str
) -> None:
    """Each is three by two, and leads where its title leads; no other link is needed."""
    page = open_page({"width": width, "height": 800})
    page.goto(f"{SITE}/")
    page.evaluate("way => { document.documentElement.dir = way; }", direction)
    lead, *thumbs = page.eval_on_selector_all(".thumb img", BOXES)
    assert len(thumbs) == 4
    assert len({(box[2], box[3]) for box in thumbs}) == 1
    for box in (lead, *thumbs):
        assert abs(box[2] / box[3] - 1.5) < 0.02
    assert lead[2] > 2 * thumbs[0][2]
    assert page.eval_on_selector_all(".thumb img", LEADS_TO) == [True] * 5
    assert page.locator("main .card a").count() == page.locator("main .card").count() == 10
    assert page.eval_on_selector_all(".thumb img", "all => all.map(e => e.alt)") == [""] * 5


def _apart(one: list[int], other: list[int]) -> bool:
    """Whether two boxes have no pixel in common."""
    (left, top, width, height), (x, y, wide, high) = one, other
    return left >= x + wide or x >= left + width or top >= y + high or y >= top + height


@pytest.mark.parametrize("title", [TITLE, LONG, WORD])
@pytest.mark.parametrize("width", [320, 1100, 1280])
def test_nothing_lies_over_the_newest_article(
    open_page: Callable[..., Page], width: int, title: str
) -> None:
    """Cover, what the list shares, title, summary and facts stand apart, however long they are."""
    page = open_page({"width": width, "height": 800})
    page.goto(f"{SITE}/")
    page.eval_on_selector(".card-lead a", "(e, title) => { e.textContent = title; }", title)
    boxes = page.eval_on_selector_all(
        ".disclosure-shared, .card-lead > *, .listing > .section", BOXES
    )
    assert len(boxes) == 6
    assert all(_apart(a, b) for number, a in enumerate(boxes) for b in boxes[:number])
    assert [page.evaluate(OVERFLOW), page.evaluate(CUT_OFF)] == [0, []]


@pytest.mark.parametrize(("width", "large"), [(390, 768), (1280, 1200)])
def test_a_screen_loads_what_it_shows(
    new_page: Callable[..., Page], width: int, large: int
) -> None:
    """Of twice as many pixels: the smallest file on cards, one that is wide enough above them."""
    page = new_page(viewport={"width": width, "height": 844}, device_scale_factor=2)
    page.goto(f"{SITE}/", wait_until="networkidle")
    page.locator(".thumb img").last.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    lead, *_, last = page.eval_on_selector_all(".thumb img", "all => all.map(e => e.currentSrc)")
    assert f"/drawn-{large}-" in lead
    assert "/drawn-480-" in last
    asked = page.eval_on_selector(".card-lead img", "e => [e.loading, e.fetchPriority]")
    assert asked == ["auto", "high"]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["", "a0/", "a2/"])
def test_nothing_moves_when_pictures_come_late(
    new_page: Callable[..., Page], width: int, address: str
) -> None:
    """Each has its place before it is there: in lists, and above a text."""
    page = new_page(viewport={"width": width, "height": 844})
    held: list[Route] = []
    page.route("**/images/*", lambda route: held.append(route))  # noqa: PLW0108 - it takes no built-in
    page.goto(f"{SITE}/{address}", wait_until="domcontentloaded")
    page.wait_for_timeout(300)
    before = page.eval_on_selector_all("main *", BOXES)
    assert held
    for route in held:
        route.fallback()
    page.wait_for_load_state("networkidle")
    assert page.eval_on_selector_all("main *", BOXES) == before


def test_paper_has_small_covers(open_page: Callable[..., Page]) -> None:
    """At most seven centimetres tall, inside the margins; none in lists."""
    page = open_page(media="print")
    page.goto(f"{SITE}/a0/")
    left, _, _, height = page.eval_on_selector(".cover img", BOX)
    assert left >= 0
    assert height <= 265
    page.goto(f"{SITE}/")
    assert page.locator(".thumb").first.is_hidden()


SHAPE = """() => [...document.querySelectorAll('.listing .card, .listing h2, .all')].map(e =>
    e.matches('h2:not(.card-title)') ? ' ' : e.matches('.all') ? '.' :
    e.matches('.card-lead') ? 'L' : e.matches('.cards-brief *') ? 'b' :
    e.matches('.card') ? 'c' : '').join('')"""


@pytest.mark.parametrize(
    ("months", "shape"),
    [
        ([11], "L"),
        ([11, 11, 11], "L cc"),
        ([11, 10, 9, 8, 7, 6, 5], "L c c c c b b"),
        ([11] * 5 + [10] * 3, "L cccc bbb"),
        ([11] * 4 + [10] * 5, "L ccc cccbb"),
        ([11] * 10 + [10] * 10, "L ccccccbbb."),
    ],
)
def test_the_front_page_goes_from_large_to_small(
    new_page: Callable[..., Page], tmp_path: Path, months: list[int], shape: str
) -> None:
    """The newest large, a few cards, then lines: the rest of a month, or older months."""
    days = [f"2026-{month:02d}-{28 - number:02d}" for number, month in enumerate(months)]
    titles = [f"Title {number}" for number in range(len(months))]
    files = _articles(titles, [""], *days)
    result = build(tmp_path / "output", settings=write_site(tmp_path, files))
    assert result.returncode == 0, result.stderr
    page = new_page()
    page.set_content((tmp_path / "output" / "index.html").read_text(encoding="utf-8"))
    found: Any = page.evaluate(SHAPE)
    assert found == shape
    assert (shape[-1] == ".") == (len(months) > 10)
