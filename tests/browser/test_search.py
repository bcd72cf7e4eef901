"""The search as readers use it: in a dialog, on its page, by keyboard, below a project's path."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.building import article, build, write_site

SITE = "https://demo.example/repo"
ARTICLE = f"{SITE}/tide-clock/"
RESULT = ".search-results a"

Open = Callable[..., Page]


class Requests(list[str]):
    """Addresses below the site's root that a page asked for."""


@pytest.fixture(name="asked")
def _asked() -> Requests:
    return Requests()


@pytest.fixture(name="japanese_site")
def _japanese_site(tmp_path: Path) -> Path:
    """A small site of its own."""
    texts = {
        "kensaku": article(
            "AIの全文検索", "全文検索エンジンは、文書の中から語を探す。", AI_Role="none", Lang="ja"
        ),
        "kensa": article(
            "東京の検察", "検査を索引から行う。東京の検察。", AI_Role="none", Lang="ja"
        ),
    }
    files = {f"articles/{name}.md": text for name, text in texts.items()}
    files["contributors.toml"] = '[responsible]\norganisation = "A"\ncontact = "a@demo.example"\n'
    settings = write_site(tmp_path, files, "DEFAULT_LANG = 'ja'")
    result = build(tmp_path / "public", "--production", settings=settings, SITEURL=SITE)
    assert result.returncode == 0, result.stdout + result.stderr
    return tmp_path / "public"


@pytest.fixture(name="open_at")
def _open_at(browser: Browser, published_site: Path, asked: Requests) -> Iterator[Open]:
    """Call it with an address for a page there; each has the site's policy of what may run."""
    contexts = []
    site = published_site

    def answer(route: Route) -> None:
        address = route.request.url
        assert address.startswith(f"{SITE}/"), address
        path = unquote(urlsplit(address).path).removeprefix("/repo/")
        asked.append(path)
        file = site / path
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() else 404
        file = file if file.is_file() else site / "404.html"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(status=status, body=file.read_bytes(), content_type=kind)

    def open_at(address: str, folder: Path | None = None, **options: Any) -> Page:
        nonlocal site
        site = folder or published_site
        context = browser.new_context(**options)
        contexts.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("way", ["/", "Control+k", "Meta+k", "button"])
def test_the_dialog_opens(open_at: Open, asked: Requests, way: str) -> None:
    """By key and by button; nothing of it is loaded before, and Escape leads back."""
    page = open_at(ARTICLE)
    assert page.locator("meta[http-equiv=Content-Security-Policy][content*=wasm-unsafe]").count()
    button = page.locator(".search-button")
    button.focus()
    assert not [path for path in asked if "search" in path or "pagefind" in path]
    if way == "button":
        button.press("Enter")
    else:
        page.keyboard.press(way)
    expect(page.locator("dialog .search-words")).to_be_focused()
    assert not page.url.endswith("search/")
    page.keyboard.type("tide")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_results_are_reached_and_opened_by_keys(open_at: Open) -> None:
    """Arrows go from the field through the results and back, Enter opens one."""
    page = open_at(ARTICLE)
    page.keyboard.press("/")
    expect(page.locator("dialog .search-words")).to_be_focused()
    page.keyboard.type("port notes")
    results = page.locator(RESULT)
    expect(results).to_have_count(5)
    expect(page.locator(".search-count")).to_have_text("Results: 6")
    page.keyboard.press("ArrowDown")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog .search-words")).to_be_focused()
    page.locator(".search-more").press("Enter")
    expect(results).to_have_count(6)
    expect(results.nth(5)).to_be_focused()
    address = results.nth(5).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    assert urlsplit(page.url).path.startswith("/repo/port-notes-number-")


def test_a_result_says_what_it_is(open_at: Open) -> None:
    """Title, date, short disclosure and the words around those that were asked for, marked."""
    page = open_at(f"{SITE}/search/?q=harbour+crane")
    first = page.locator(".search-results li").first
    expect(first.get_by_role("link")).to_have_text("The harbour crane")
    expect(first.locator("time")).to_have_text("1 October 2026")
    expect(first.locator(".disclosure-short")).to_have_text("AI-drafted, checked")
    assert first.locator("mark").count()


def test_a_text_in_another_language_is_found(open_at: Open) -> None:
    """From an English page and from a German one; each result says what language it is in."""
    for address in (f"{SITE}/search/", f"{SITE}/de/tide-clock/"):
        page = open_at(address)
        page.keyboard.press("/")
        expect(page.locator(".search-words")).to_be_focused()
        page.keyboard.type("Gezeitenuhr")
        result = page.locator(RESULT).first
        expect(result).to_have_text("Die Gezeitenuhr")
        expect(result).to_have_attribute("lang", "de")
        page.locator(".search-words").fill("lighthouse")
        expect(page.locator(RESULT).first).to_have_text("Who keeps the lighthouse?")


def test_results_can_be_narrowed(open_at: Open, asked: Requests) -> None:
    """By category, year and disclosure; the lists of these are loaded when they are opened."""
    page = open_at(f"{SITE}/search/?q=timber")
    expect(page.locator(RESULT).first).to_be_visible()
    assert not [path for path in asked if "/filter/" in path]
    page.locator(".search-filters summary").press("Enter")
    choice = page.get_by_label("How AI was used")
    expect(choice.locator("option")).not_to_have_count(1)
    choice.select_option("AI-translated")
    expect(page.locator(RESULT)).to_have_text(["Timber prices in Ruritania"])
    page.get_by_label("Categories").select_option("R&D <b>")
    expect(page.locator(".search-count")).to_have_text("Nothing was found.")


def test_hostile_titles_are_text(open_at: Open) -> None:
    """Whatever stands in a title or a text is shown as it is written."""
    page = open_at(f"{SITE}/search/?q=canvas")
    expect(page.locator(RESULT).first).to_have_text('How <canvas> & "1 < 2" work')
    assert not page.locator(".search-results canvas").count()


def test_the_error_page_leads_to_the_search(open_at: Open) -> None:
    """Its form takes the words along, and the address holds them, to be kept or sent."""
    page = open_at(f"{SITE}/nothing/here/")
    page.locator("main .search-words").fill("lighthouse")
    page.locator("main .search-words").press("Enter")
    page.wait_for_url("**/repo/search/?q=lighthouse")
    expect(page.locator(RESULT).first).to_have_text("Who keeps the lighthouse?")


def test_without_javascript_the_button_is_a_link(open_at: Open) -> None:
    """To a page that says why it finds nothing and leads to the archives."""
    page = open_at(ARTICLE, java_script_enabled=False)
    page.locator(".search-button").click()
    page.wait_for_url("**/repo/search/")
    expect(page.locator(".search-off")).to_contain_text("It needs JavaScript.")
    page.locator(".search-off a").click()
    page.wait_for_url("**/repo/archives/")


def test_a_site_without_an_index_says_so(open_page: Open) -> None:
    """As the preview of `invoke build`: the page says that the search cannot be loaded."""
    page = open_page()
    page.goto("http://localhost:8000/search/?q=tide")
    expect(page.locator(".search-off")).to_be_visible()
    page.goto("http://localhost:8000/")


def test_japanese_is_found_by_its_words(open_at: Open, japanese_site: Path) -> None:
    """Wherever they stand, as such texts have no spaces; and shown as it was written."""
    page = open_at(f"{SITE}/search/?q=検索", japanese_site)
    results = page.locator(RESULT)
    expect(results).to_have_text(["AIの全文検索"])
    expect(page.locator(".search-excerpt")).to_contain_text(
        "全文検索エンジンは、文書の中から語を探す。"
    )
    page.locator(".search-words").fill("東京")
    expect(results).to_have_text(["東京の検察"])
    page.locator(".search-words").fill("京東")
    expect(results).to_have_count(0)
    page.locator(".search-words").fill("検索 文書")
    expect(results).to_have_text(["AIの全文検索"])
