"""Menu, foot and lists: all that a reader is led to is there, and none of it is empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from plugins.navigation.menu import MOST, MenuEntry, by_default, fitted
from plugins.navigation.settings import NavigationSettings, read
from tests.building import article, build, files_of, write_site

HOME = "http://localhost:8000/"
PAGE = "Title: {title}\nDate: 2026-01-01\nAI-Role: none\n\nText.\n"


def _built(folder: Path, files: dict[str, str], settings: str = "") -> tuple[Path, str]:
    result = build(folder / "output", settings=write_site(folder, files, settings))
    assert result.returncode == 0, result.stderr
    return folder / "output", result.stdout + result.stderr


def _root(page: Path) -> Any:
    return lxml_html.parse(str(page)).getroot()


def _links(root: Any, place: str) -> dict[str, str]:
    """Address to words of each link of the menu or the foot."""
    return {link.get("href"): link.text_content() for link in root.xpath(f"{place}//li/a")}


@pytest.fixture(scope="module", name="small")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One category, one page; no tag, author or model."""
    files = {
        "articles/a.md": article("A", AI_Role="none"),
        "pages/about.md": PAGE.format(title="About <us>"),
    }
    return _built(tmp_path_factory.mktemp("small"), files)[0]


@pytest.fixture(scope="module", name="large")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """150 articles of three years, eight categories, 30 authors, 200 tags, seven pages."""
    files = {f"pages/{n}.md": PAGE.format(title=f"Page {n}") for n in range(7)}
    for n in range(150):
        fields = {"Category": f"Subject {n % 8}", "Author": f"Person {n % 30}"}
        fields |= {"Tags": f"t{n}, t{150 + n % 50}, all", "AI_Role": "none"}
        day = f"{2021 + n // 60}-{1 + n % 12:02}-05"
        files[f"articles/{n}.md"] = article(f"Article {n}", **fields).replace("2026-11-01", day)
    return _built(tmp_path_factory.mktemp("large"), files)[0]


def test_a_site_of_one_category_has_a_menu(small: Path) -> None:
    """Archives, its page and the way to subscribe."""
    menu = _links(_root(small / "index.html"), "//nav[@class='menu']")
    assert menu == {
        f"{HOME}archives/": "Archives",
        f"{HOME}about-us/": "About <us>",
        f"{HOME}subscribe/": "Subscribe",
    }


def test_no_list_is_empty_and_no_link_leads_to_one(small: Path) -> None:
    """Without tags, authors and models there is neither page nor link; nor one to a JSON file."""
    for name in ("tag", "author", "model"):
        assert not (small / name).exists()
    assert (small / "category/index.html").exists()
    for page in small.rglob("*.html"):
        foot = _links(_root(page), "//footer")
        assert foot
        for address in foot:
            assert (small / address.removeprefix(HOME) / "index.html").is_file(), address
    assert b"/model/" not in (small / "sitemap.xml").read_bytes()


def test_the_menu_of_a_large_site_is_short(large: Path) -> None:
    """At most six entries, the way to subscribe among them; the foot has all."""
    root = _root(large / "index.html")
    menu, foot = _links(root, "//nav[@class='menu']"), _links(root, "//footer")
    assert len(menu) == MOST
    assert [*menu.values()][:2] == ["Archives", "Categories"]
    assert [*menu.values()][-1] == "Subscribe"
    assert menu.items() <= foot.items()
    assert {f"Page {n}" for n in range(7)} | {"Tags", "Authors"} <= {*foot.values()}


@pytest.mark.parametrize(
    ("page", "current"),
    [
        ("archives/index.html", {"archives/": "page"}),
        ("archives/2022/index.html", {"archives/": "true"}),
        ("category/subject-1/index.html", {"category/": "true"}),
        ("page-1/index.html", {"page-1/": "page"}),
        ("index.html", {}),
        ("article-1/index.html", {}),
    ],
)
def test_the_menu_marks_where_one_is(large: Path, page: str, current: dict[str, str]) -> None:
    """The page itself, or the part of the site that it belongs to."""
    marked = _root(large / page).xpath("//nav[@class='menu']//a[@aria-current]")
    found = {a.get("href").removeprefix(HOME): a.get("aria-current") for a in marked}
    assert found == current


def test_archives_are_by_year(large: Path) -> None:
    """All years with their counts, the titles of the newest alone, and a page for each year."""
    root = _root(large / "archives/index.html")
    years = _links(root, "//nav[@class='years']")
    assert [*years.values()] == ["2023", "2022", "2021"]
    counts = root.xpath("//nav[@class='years']//*[@class='count']")
    assert [count.text_content() for count in counts] == ["30 articles", *["60 articles"] * 2]
    assert len(root.xpath("//main//li[contains(@class, 'card')]")) == 30
    for address, count in zip(years, (30, 60, 60), strict=True):
        page = _root(large / address.removeprefix(HOME) / "index.html")
        assert len(page.xpath("//main//li[contains(@class, 'card')]")) == count
        months = page.xpath("//main//section/h2")
        assert len(months) == 12
        assert months[0].text_content() == f"December {page.xpath('string(//h1)')}"


def test_an_owners_menu(tmp_path: Path) -> None:
    """It stands as it is written, its words are text, and an address of nothing is told."""
    entries = [("<b>Chips</b>", "tag/chips/"), ("Code", "https://code.example/x"), ("No", "no/")]
    files = {"articles/a.md": article("A", Tags="chips", AI_Role="none")}
    output, told = _built(tmp_path, files, f"MENU = {entries!r}")
    menu = _links(_root(output / "tag/chips/index.html"), "//nav[@class='menu']")
    addresses = [f"{HOME}tag/chips/", "https://code.example/x", f"{HOME}no/"]
    assert [*menu.items()] == [(a, t) for a, (t, _) in zip(addresses, entries, strict=True)]
    assert "MENU: ‘no/’: leads to no page" in told
    assert "‘tag/chips/’" not in told
    assert "</b>" not in files_of(output)["index.html"].decode().partition("<main")[0]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Archives", "is not a list"),
        ([("Archives",)], "is not a pair of texts"),
        (["ab"], "is not a pair of texts"),
        ([(" ", "archives/")], "has no title"),
        ([("X", "javascript:alert(1)")], "has an address that a page may not link to"),
        ([("X", "//other.example/")], "neither below the site's root nor a whole one"),
    ],
)
def test_a_menu_that_is_none(given: object, message: str) -> None:
    """It is refused, with the setting, the value and an example."""
    _, problems = read({"MENU": given})
    assert [message in str(problem) for problem in problems] == [True]
    assert "MENU = [('Archives', 'archives/')" in problems[0].cure


def test_menus_that_owners_set_before() -> None:
    """Pelican's `MENUITEMS` come first in the menu that the site makes."""
    assert read({"MENUITEMS": (("X", "/x/"),)}) == (NavigationSettings(None, (("X", "x/"),)), [])


def test_who_stays_in_a_narrow_menu() -> None:
    """The first and the last entry; of the others those that come first. A long name takes room."""
    entries = [MenuEntry(title, title, "en") for title in ("One", "Two", "Three", "Last")]
    steps = [entry.step for entry in fitted(by_default(entries[:3], [], entries[3:]), "Name")]
    rank = [int(step.removeprefix("from-")) for step in steps]
    assert rank[0] <= rank[3] <= rank[1] <= rank[2]
    assert fitted(entries, "A name of eighty letters" * 4)[0].step == "from-none"
