"""A video of another site: nobody is asked for it before it is played, and then its host alone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, ViewportSize

from tests.browser.routes import SITE
from tests.building import article, build, write_site

PHONE: ViewportSize = {"width": 390, "height": 844}
YOUTUBE = "https://www.youtube.com/watch?v=aaaaaaaaaaa&t=90"
PLAYER = "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa?autoplay=1&start=90"
TITLE = "The sluice of Ruritania – Harbour Films"
FACADE = ".video-play"


def _picture() -> bytes:
    """A photograph by its size, which a page shows in smaller files."""
    out = BytesIO()
    Image.effect_noise((900, 600), 60).save(out, "PNG")
    return out.getvalue()


TEXT = f"""Some text.

[{TITLE}]({YOUTUBE})

[![A sluice](/images/sluice.png)](https://vimeo.com/76979871)

[A short film](https://www.youtube.com/shorts/bbbbbbbbbbb)
"""
SUMMARY = "What a film of the harbour tells of its sluice, and what other sources say about it."
FILES = {
    "articles/text.md": article("In a text", TEXT, Slug="text", AI_Role="generated"),
    "articles/credited.md": article(
        "A title of sixty characters, as long as a title ought to be.",
        "\n\n".join(f"Paragraph {number} of a text that follows." for number in range(9)),
        Slug="credited",
        Summary=SUMMARY,
        AI_Role="generated",
        AI_Model="gemini-2-flash",
        AI_Review="none",
        AI_Sources=f"{YOUTUBE} {TITLE}",
    ),
    "articles/arabic.md": article(
        "عن السد", f"نص.\n\n[{TITLE}]({YOUTUBE})", Slug="arabic", Lang="ar", AI_Role="generated"
    ),
    "images/sluice.png": _picture().decode("utf-8", "surrogateescape"),
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BOX = "e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }"


@pytest.fixture(name="built_site", scope="module")
def _built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("videos")
    result = build(folder / "output", settings=write_site(folder, FILES))
    assert result.returncode == 0, result.stderr
    return folder / "output"


@pytest.fixture(name="asked")
def _asked(open_page: Callable[..., Page]) -> list[str]:
    """What the page asks of other hosts, which all answer with a page of their own."""
    page, asked = open_page(), list[str]()

    def player(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<title>Player</title><button>Pause</button>", content_type="text/html")

    page.route(lambda url: not url.startswith(f"{SITE}/"), player)
    return asked


@pytest.fixture(autouse=True)
def _unrouted(open_page: Callable[..., Page]) -> object:
    yield
    open_page().unroute_all()


@pytest.mark.parametrize("place", ["text/", "credited/", "ar/arabic/"])
def test_nobody_is_asked_before_it_plays(
    open_page: Callable[..., Page], asked: list[str], place: str
) -> None:
    """Neither for a picture nor to be ready: and where nothing is played, nobody at all."""
    page = open_page()
    page.goto(f"{SITE}/{place}", wait_until="networkidle")
    page.locator(FACADE).first.hover()
    page.locator(FACADE).first.focus()
    page.wait_for_timeout(100)
    assert asked == []
    hosts = page.locator(".video-asks bdi").all_text_contents()
    assert hosts == [urlsplit(PLAYER).hostname, "player.vimeo.com", hosts[0]][: len(hosts)]


@pytest.mark.parametrize("place", ["text/", "credited/"])
def test_a_click_asks_the_player_alone(
    open_page: Callable[..., Page], asked: list[str], place: str
) -> None:
    """The page's policy lets it in; the focus moves there, and nothing else moves."""
    page = open_page()
    page.goto(f"{SITE}/{place}", wait_until="networkidle")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    before = page.eval_on_selector(FACADE, BOX)
    page.locator(FACADE).first.dblclick(position={"x": 40, "y": 40})
    page.frame_locator(".video iframe").get_by_text("Pause").wait_for()
    assert asked == [PLAYER]
    assert said == []
    assert page.url == f"{SITE}/{place}"
    frame = page.locator(".video iframe")
    assert frame.evaluate(BOX) == before
    assert frame.evaluate("e => document.activeElement === e")
    assert frame.get_attribute("title") == TITLE
    assert frame.get_attribute("allow") == "autoplay; fullscreen"
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    link = page.locator(".video-asks a").first
    assert (link.get_attribute("href"), link.text_content()) == (YOUTUBE, TITLE)


def test_a_keyboard_plays_it(open_page: Callable[..., Page], asked: list[str]) -> None:
    """It is reached by Tab and seen; Enter plays it, and what it covers is not reached any more."""
    page = open_page()
    page.goto(f"{SITE}/credited/", wait_until="networkidle")
    page.locator(".disclosure-more summary").focus()
    page.keyboard.press("Tab")
    assert page.locator(FACADE).evaluate("e => document.activeElement === e")
    assert page.locator(FACADE).evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.frame_locator(".video iframe").get_by_text("Pause").wait_for()
    assert asked == [PLAYER]
    assert not page.locator(FACADE).is_visible()


def test_a_link_remains_a_link(open_page: Callable[..., Page], asked: list[str]) -> None:
    """With a key held, and with the middle button, nothing plays here."""
    page = open_page()
    page.goto(f"{SITE}/text/", wait_until="networkidle")
    for options in ({"modifiers": ["Control"]}, {"button": "middle"}):
        with page.context.expect_page() as opened:
            page.locator(FACADE).first.click(**options)
        opened.value.close()
    assert page.locator(".video iframe").count() == 0
    assert PLAYER not in asked


def test_without_scripts_it_leads_to_its_page(new_page: Callable[..., Page]) -> None:
    """And what is said of the player, which nobody sees then, is not there."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{SITE}/text/")
    assert not page.locator(".video-asks").first.is_visible()
    with page.expect_request(YOUTUBE) as asked:
        page.locator(FACADE).first.click(no_wait_after=True)
    assert asked.value.is_navigation_request()
    assert asked.value.frame == page.main_frame


def test_title_byline_and_notice_come_first(open_page: Callable[..., Page]) -> None:
    """They are whole on a phone's first screen, and the video stands below them."""
    page = open_page(PHONE)
    page.goto(f"{SITE}/credited/")
    bottoms = [
        page.eval_on_selector(place, "e => e.getBoundingClientRect().bottom")
        for place in (".entry h1", ".entry-facts", ".disclosure", ".disclosure-more summary")
    ]
    top = page.eval_on_selector(".video", "e => e.getBoundingClientRect().top")
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] <= min(844, top)


def test_it_has_the_shape_of_the_video(open_page: Callable[..., Page]) -> None:
    """16 to 9, or upright, whatever picture it has; at 320 px and with doubled text all fits."""
    page = open_page()
    page.goto(f"{SITE}/text/")
    boxes = page.eval_on_selector_all(FACADE, f"all => all.map({BOX})")
    assert [round(width / height, 2) for _, _, width, height in boxes] == [1.78, 1.78, 0.56]
    picture, sign = (page.eval_on_selector(f"picture{of}", BOX) for of in (" img", " + svg"))
    assert picture[2] > boxes[1][2] - 3
    assert sign[1] - boxes[1][1] < boxes[1][3] / 4
    page.set_viewport_size({"width": 320, "height": 600})
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        assert page.evaluate(OVERFLOW) <= 0
        for words in (".video-site", ".video-title"):
            inside = page.eval_on_selector_all(
                words,
                """all => all.every(e => {
                    const b = e.getBoundingClientRect();
                    const box = e.closest('a').getBoundingClientRect();
                    return b.top >= box.top && b.bottom <= box.bottom && b.right <= box.right;
                })""",
            )
            assert inside, (words, size)


def test_from_right_to_left(open_page: Callable[..., Page]) -> None:
    """The sign stands where lines begin; an English title runs its own way."""
    page = open_page()
    page.goto(f"{SITE}/ar/arabic/")
    sign, box = (page.eval_on_selector(place, BOX) for place in (f"{FACADE} svg", FACADE))
    assert sign[0] > box[0] + box[2] / 2
    assert page.eval_on_selector(".video-title", "e => getComputedStyle(e).direction") == "ltr"
    assert page.locator(".video-site").text_content() == "فيديو على YouTube"


def test_on_paper(open_page: Callable[..., Page], asked: list[str]) -> None:
    """Title and address, dark on light, even of one that has begun to play."""
    page = open_page()
    page.goto(f"{SITE}/credited/", wait_until="networkidle")
    page.locator(FACADE).click()
    page.locator(".video iframe").wait_for()
    page.emulate_media(media="print")
    assert page.locator(FACADE).is_visible()
    assert not page.locator(".video iframe").is_visible()
    assert not page.locator(".video-asks").is_visible()
    colours = page.eval_on_selector(
        FACADE, "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    )
    assert colours == ["rgba(0, 0, 0, 0)", "rgb(28, 27, 25)"]
    after = page.eval_on_selector(FACADE, "e => getComputedStyle(e, '::after').content")
    assert YOUTUBE in after or "attr(href)" in after
    assert asked == [PLAYER]


def test_with_colours_of_the_readers_own(open_page: Callable[..., Page]) -> None:
    """The box keeps an edge, and the sign is there."""
    page = open_page(forced_colors="active")
    page.goto(f"{SITE}/text/")
    edge, sign = page.eval_on_selector(
        FACADE,
        """e => [getComputedStyle(e).borderTopStyle,
                 getComputedStyle(e.querySelector('svg')).color !==
                 getComputedStyle(e.querySelector('svg')).backgroundColor]""",
    )
    assert (edge, sign) == ("solid", True)
