"""Menu, foot and lists: all that a reader is led to is there, and none of it is empty."""

from __future__ import annotations

import json
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


HOSTILE = "C & <b>C#</b>"
SERIES = {
    **{
        f"articles/{n}.md": article(
            f"Part '{n}'", Slug=f"p{n}", Series=HOSTILE, Series_Index=str(n), AI_Role="none"
        )
        for n in (1, 2, 3)
    },
    "articles/de.md": article("Teil", Slug="p1", Lang="de", Series=HOSTILE, AI_Role="none"),
    "articles/alone.md": article("Alone", Slug="alone", Series="Other", AI_Role="none"),
    "articles/new.md": article("New", Slug="new", AI_Role="none").replace(
        "2026-11-01", "2026-11-05"
    ),
    "articles/hidden.md": article(
        "Hidden", Slug="h", Series=HOSTILE, Status="hidden", AI_Role="none"
    ),
}


@pytest.fixture(scope="module", name="series")
def _series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("series"), SERIES)[0]


def test_a_part_says_which_it_is_and_leads_to_the_others(series: Path) -> None:
    """By position, in its language; those before and after it are the neighbours."""
    root = _root(series / "p2/index.html")
    (nav,) = root.xpath("//nav[@class='series']")
    assert nav.xpath("string(h2)") == f"Part 2 of 3 of the series {HOSTILE}"
    assert nav.xpath("h2/a/@href") == [f"{HOME}series/c-bc-sharpb/"]
    assert nav.xpath("ol/li/a/@href") == [f"{HOME}p{n}/" for n in (1, 2, 3)]
    assert nav.xpath("ol/li/a[@aria-current='page']/@href") == [f"{HOME}p2/"]
    assert root.xpath("//a[@rel='prev']/@href") == [f"{HOME}p1/"]
    assert root.xpath("//a[@rel='next']/@href") == [f"{HOME}p3/"]
    assert not _root(series / "p3/index.html").xpath("//a[@rel='next']")


def test_programs_are_told_of_the_series(series: Path) -> None:
    """Which part of what, with the address of its page; an article in none is of the site alone."""
    script = "//script[@type='application/ld+json']"
    graph = json.loads(_root(series / "p2/index.html").xpath(script)[0].text)["@graph"]
    (node,) = [node for node in graph if node["@type"] == "BlogPosting"]
    place = f"{HOME}series/c-bc-sharpb/"
    told = {"@type": "CreativeWorkSeries", "name": HOSTILE, "url": place}
    assert node["isPartOf"] == [{"@id": f"{HOME}#website"}, told]
    assert node["position"] == 2
    graph = json.loads(_root(series / "new/index.html").xpath(script)[0].text)["@graph"]
    assert graph[0]["isPartOf"] == {"@id": f"{HOME}#website"}


def test_a_series_has_a_page(series: Path) -> None:
    """Its parts in order, none that is hidden or in another language, and search engines know."""
    place = "series/c-bc-sharpb/"
    root = _root(series / place / "index.html")
    assert root.xpath("string(//h1)") == HOSTILE
    cards = root.xpath("//main//li[@class='card']//h2/a/@href")
    assert cards == [f"{HOME}p{n}/" for n in (1, 2, 3)]
    assert root.xpath("string(//title)") == f"{HOSTILE} · Demo"
    assert f"{HOME}{place}".encode() in (series / "sitemap.xml").read_bytes()


def test_one_part_is_no_series(series: Path) -> None:
    """It has its neighbours by date, of its language; nor is a translation one by itself."""
    assert not (series / "series/other").exists()
    assert not (series / "series/de").exists()
    root = _root(series / "alone/index.html")
    assert not root.xpath("//nav[@class='series']")
    assert root.xpath("//a[@rel='next']/@href") == [f"{HOME}p1/"]
    assert _root(series / "new/index.html").xpath("//a[@rel='prev']/@href") == [f"{HOME}p3/"]
    assert not _root(series / "de/p1/index.html").xpath("//nav[@class='neighbours']")


def test_two_series_of_one_page_are_refused(tmp_path: Path) -> None:
    """With both names; an article's own slug may not take the place either."""
    files = {
        f"articles/{n}.md": article(f"A{n}", Series="X" if n % 2 else "X!", AI_Role="none")
        for n in range(4)
    }
    result = build(tmp_path / "output", settings=write_site(tmp_path, files))
    assert result.returncode != 0
    assert (
        "Series: ‘X’: would have the page series/x/, which is the site's own page" in result.stderr
    )


def test_tags_of_one_article_are_folded_away(large: Path) -> None:
    """Those of several come first, most used first; then the others by name."""
    root = _root(large / "tag/index.html")
    first, rest = root.xpath("//ul[@class='terms']")
    counts = [int(count.text_content().split()[0]) for count in first.xpath(".//*[@class='count']")]
    assert counts == sorted(counts, reverse=True)
    assert (counts[0], len(counts), len(rest)) == (150, 51, 150)
    assert rest.getparent().tag == "details"
    assert rest.getparent().xpath("string(summary)") == "With one article each: 150"
    assert len(_root(large / "author/index.html").xpath("//ul[@class='terms']/li")) == 30


@pytest.mark.parametrize("kind", ["category/subject-1", "tag/all", "author/person-1"])
def test_a_list_leads_to_its_feed(large: Path, kind: str) -> None:
    """Visibly, beside its length; and the feed is there."""
    (link,) = _root(large / kind / "index.html").xpath("//div[@class='list-heading']//a")
    assert link.text_content() == "Atom feed"
    assert (large / link.get("href").removeprefix(HOME)).is_file()
