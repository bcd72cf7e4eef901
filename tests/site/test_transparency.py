"""The transparency page of a built site: its numbers are those of the inventory."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import html

from tests.building import SITES, article, build, files_of, write_site

SITE = "http://localhost:8000/"
SETTINGS = """
PLUGINS = list(dict.fromkeys([*PLUGINS, "plugins.models", "plugins.transparency"]))
"""
ROLES = {
    "Written by a person": "none",
    "AI-corrected": "corrected",
    "AI-translated": "translated",
    "AI-summarized": "summarized",
    "AI-drafted": "drafted",
    "AI-written": "generated",
    "Undeclared": None,
}
STATES = {
    "Checked by a person": "recorded",
    "Declared unchecked": "declared-absent",
    "No review recorded": "not-stated",
    "Changed since its review": "stale",
    "Undeclared": None,
}
LEVELS = {
    "In the article itself": "article",
    "A default of its folder": "folder",
    "A default of the site": "site",
}
VOID = "2026-10-03 editor-9000: facts (terminal) v1:" + "0" * 64
MORE = {
    "articles/corrected.md": article("Corrected", AI_Role="corrected", AI_Model="m/1"),
    "articles/summarized.md": article("Summarized", AI_Role="summarized", AI_Model="M/1"),
    "articles/stale.md": article("St<a>le", AI_Role="generated", AI_Review=VOID, Date="2019-02-03"),
    "articles/stale-too.md": article("Stale too", AI_Role="none", AI_Review=VOID),
    "articles/mine.md": article("Mine", AI_Role="none", AI_Review="none", Date="2021-12-31"),
    "articles/parted.md": article(
        "Parted",
        "::: section role=generated model=part-model\nIts.\n:::\n",
        AI_Role="none",
        AI_Parts="title=drafted",
    ),
    "articles/unnamed.md": article("Unnamed part", AI_Role="none", AI_Parts="title=generated"),
    "articles/covered.md": article(
        "Covered",
        AI_Role="drafted",
        AI_Images="images/c.png=generated flux-1",
        Cover="images/c.png",
        Cover_Alt="A sea",
    ),
    "articles/notes/default.md": article("By its folder"),
    "articles/hidden-signs.md": article("Hid\u202eden \u200bsigns", AI_Role="generated"),
    "articles/none.md": article("Not declared", Date="2018-01-01", Lang="de"),
    "images/c.png": "not really an image",
}


def _write(folder: Path, settings: str = SETTINGS, more: dict[str, str] | None = None) -> Path:
    """The demo site, with what it lacks: every role, state and place of a declaration."""
    shutil.copytree(SITES / "demo" / "content", folder / "content")
    return write_site(folder, MORE if more is None else more, settings)


@pytest.fixture(scope="module", name="output")
def _output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a preview."""
    folder = tmp_path_factory.mktemp("transparency")
    result = build(folder / "output", settings=_write(folder))
    assert result.returncode == 0, result.stderr
    return folder / "output"


def _page(output: Path) -> Any:
    return html.fromstring((output / "transparency" / "index.html").read_bytes())


def _inventory(output: Path) -> Any:
    return json.loads((output / "ai-disclosures.json").read_text(encoding="utf-8"))


def _articles(output: Path) -> list[dict[str, Any]]:
    return [entry for entry in _inventory(output)["entries"] if entry["kind"] == "article"]


def _table(page: Any, caption: str) -> tuple[list[str], dict[str, list[int]]]:
    """Heads and numbers of every table of that caption; the row of sums is called `All`."""
    heads: list[str] = []
    found: dict[str, list[int]] = {}
    for table in page.xpath("//table[caption=$caption]", caption=caption):
        heads = [
            " ".join(cell.text_content().split())
            for cell in table.xpath("./thead//*[self::th or self::td]")
        ]
        for row in table.xpath("./tbody/tr | ./tfoot/tr"):
            name = row.xpath("string((./th/code | ./th)[last()])").strip()
            cells = [cell.text_content() for cell in row.xpath("./td")]
            assert name not in found
            found[name] = [int(cell.replace(",", "")) for cell in cells if "%" not in cell]
    return heads, found


def _compared(page: Any, caption: str, counted: Iterable[Any], words: dict[str, Any]) -> None:
    """Every line but those of zero, and the sum, is what an independent count gives."""
    _, found = _table(page, caption)
    tally = Counter(counted)
    lines = {name: [tally[key]] for name, key in words.items() if tally[key]}
    whole = {"All": [sum(tally[key] for key in words.values())]} if len(lines) > 1 else {}
    assert lines | whole == found


def test_the_numbers_are_those_of_the_inventory(output: Path) -> None:
    """Counted anew from ai-disclosures.json: roles, review states, where declarations stand."""
    page, articles = _page(output), _articles(output)
    assert {entry["role"] for entry in articles} == set(ROLES.values())
    assert {entry["review"] for entry in articles} == set(STATES.values())
    _compared(page, "By what AI did", (entry["role"] for entry in articles), ROLES)
    _compared(page, "By review", (entry["review"] for entry in articles), STATES)
    where = (entry["declared_in"] for entry in articles if entry["declared_in"])
    _compared(page, "Where the declarations stand", where, LEVELS)


def test_the_numbers_of_each_year_are_those_of_the_inventory(output: Path) -> None:
    """A column for every role that occurs."""
    articles = _articles(output)
    heads, found = _table(_page(output), "By year")
    assert heads == ["Year", "All", *ROLES]
    tally = Counter((entry["date"][:4], entry["role"]) for entry in articles)
    for year in {year for year, _ in tally}:
        wanted = [tally[year, role] for role in ROLES.values()]
        assert found.pop(year) == [sum(wanted), *wanted]
    every = Counter(entry["role"] for entry in articles)
    assert found == {"All": [len(articles), *(every[role] for role in ROLES.values())]}


def test_the_numbers_of_each_model_are_those_of_the_inventory(output: Path) -> None:
    """By identifier, parts included; what AI wrote without a model's name is counted apart."""
    named: Counter[str] = Counter()
    for entry in _articles(output):
        models = {*entry["models"], *(m for part in entry["parts"] for m in part["models"])}
        roles = {entry["role"], *(part["role"] for part in entry["parts"])}
        named.update(models or ({"No model recorded"} if roles - {None, "none"} else set()))
    _, found = _table(_page(output), "By model")
    assert {name: number for name, (number,) in found.items()} == dict(named)
    assert {"part-model", "m/1", "M/1", "No model recorded"} <= set(named)
    assert "flux-1" not in named


def test_models_lead_to_their_pages(output: Path) -> None:
    """Each name that articles record is a link to a page that is there."""
    links = _page(output).xpath("//table[caption='By model']//th/a/@href")
    rows = _page(output).xpath("//table[caption='By model']/tbody/tr")
    assert len(links) == len(rows) - 1
    for link in links:
        assert (output / link.removeprefix(SITE) / "index.html").is_file()


def test_undeclared_and_stale_articles_are_listed(output: Path) -> None:
    """Exactly those of the inventory, newest first, with their titles and languages."""
    page, articles = _page(output), _articles(output)
    wanted: dict[str, Callable[[dict[str, Any]], bool]] = {
        "Undeclared articles": lambda entry: entry["role"] is None,
        "Articles changed since their review": lambda entry: entry["review"] == "stale",
    }
    for heading, belongs in wanted.items():
        links = page.xpath("//section[h2=$heading]//li/a", heading=heading)
        dates = page.xpath("//section[h2=$heading]//li/time/@datetime", heading=heading)
        listed = {(a.get("href"), a.text_content(), a.get("lang")) for a in links}
        entries = [entry for entry in articles if belongs(entry)]
        assert listed == {(entry["url"], entry["title"], entry["lang"]) for entry in entries}
        assert len(links) == len(dates) == len(entries) > 1
        assert dates == sorted(dates, reverse=True)


def test_the_chart_says_what_it_shows(output: Path) -> None:
    """An image with name and description; a bar a year as long as its number; seven patterns."""
    page = _page(output)
    chart = page.xpath("//svg[@role='img']")[0]
    name, told = (page.get_element_by_id(key) for key in chart.get("aria-labelledby").split())
    assert (name.tag, name.text) == ("title", "By year")
    assert (told.tag, told.text_content().split(";")[1]) == (
        "desc",
        " the table below has the same numbers.",
    )
    patterns = {pattern.get("id") for pattern in chart.xpath(".//pattern")}
    assert len(patterns) == 7
    drawn = {
        (one.get("patterntransform"), *(html.tostring(shape) for shape in one))
        for one in chart.xpath(".//pattern")
    }
    assert len(drawn) == 7, "two patterns differ in colour alone"
    _, table = _table(page, "By year")
    table.pop("All")
    inner = chart.xpath("./svg")[0]
    assert [text.text for text in chart.xpath("./text")] == list(table)
    assert [int(text.text) for text in inner.xpath("./text")] == [row[0] for row in table.values()]
    widths: dict[str, float] = {}
    for rect in inner.xpath("./rect"):
        assert rect.get("fill")[5:-1] in patterns
        widths[rect.get("y")] = widths.get(rect.get("y"), 0) + float(rect.get("width")[:-1])
    longest = max(row[0] for row in table.values())
    for width, (number, *_) in zip(widths.values(), table.values(), strict=True):
        assert width == pytest.approx(82 * number / longest, abs=5)
    key = page.xpath("//ul[@class='chart-key']")[0]
    assert key.get("aria-hidden") == "true"
    assert [item.text_content().strip() for item in key] == list(ROLES)


def test_tables_are_named_and_headed(output: Path) -> None:
    """Caption, column heads, row heads; headings in order; no id twice."""
    page = _page(output)
    tables = page.xpath("//table")
    assert len(tables) == 5
    for table in tables:
        assert table.findtext("caption")
        assert all(head.get("scope") == "col" for head in table.xpath("./thead//th"))
        rows = table.xpath("./tbody/tr | ./tfoot/tr")
        assert rows
        assert all([cell.get("scope") for cell in row.xpath("./th")] == ["row"] for row in rows)
    levels = [
        int(head.tag[1]) for head in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")
    ]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_asks_nothing_of_anybody(output: Path) -> None:
    """No address of another host but links to follow; strict HTML."""
    path = output / "transparency" / "index.html"
    html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))
    page = _page(output)
    loaded = page.xpath("//@src | //link[@rel='stylesheet']/@href | //link[@rel='icon']/@href")
    assert all(str(address).startswith(SITE) for address in loaded)
    assert f"{SITE}theme/css/transparency.css" in loaded
    for address in page.xpath("//main//a/@href"):
        target = output / str(address).removeprefix(SITE)
        assert target.is_file() or (target / "index.html").is_file(), address


def test_the_page_opens_with_one_sentence(output: Path) -> None:
    """It stands under the title, and its numbers are those of the inventory."""
    (told,) = _page(output).xpath("//h1/following-sibling::*[1][self::p]")
    by_ai = [
        entry
        for entry in _articles(output)
        if {entry["role"], *(part["role"] for part in entry["parts"])} - {None, "none"}
    ]
    checked = sum(entry["review"] == "recorded" for entry in by_ai)
    assert [*map(int, re.findall(r"\d+", told.text_content()))] == [
        len(by_ai),
        len(_articles(output)),
        checked,
    ]


def test_programs_are_told_of_the_page(output: Path) -> None:
    """Canonical address, title, description, a WebPage in JSON-LD, a line in the sitemap."""
    page = _page(output)
    url = f"{SITE}transparency/"
    assert page.xpath("//link[@rel='canonical']/@href") == [url]
    assert page.findtext(".//title") == "How these texts were made · Demo"
    assert page.xpath("//meta[@name='description']/@content")[0].startswith("Counted from what")
    graph = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["@graph"]
    assert [node["name"] for node in graph if node["@type"] == "WebPage"] == [
        "How these texts were made"
    ]
    assert f"<loc>{url}</loc>" in (output / "sitemap.xml").read_text(encoding="utf-8")


def test_the_same_sources_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    """Page, schema and models' pages; the hour of the build stands in none."""
    assert build(tmp_path / "output", settings=_write(tmp_path)).returncode == 0
    first, again = files_of(output), files_of(tmp_path / "output")
    assert first == again


def _schema_faults(output: Path) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    text = (output / "ai-disclosures.schema.json").read_text(encoding="utf-8")
    document = _inventory(output)
    assert document["$schema"] == json.loads(text)["$id"]
    validator = jsonschema.Draft202012Validator(
        json.loads(text), format_checker=jsonschema.FormatChecker()
    )
    return [error.message for error in validator.iter_errors(document)]


def test_the_inventory_keeps_to_its_schema(output: Path) -> None:
    """Parts, covers, hidden signs and hostile names among it."""
    entries = _inventory(output)["entries"]
    assert any(entry["parts"] for entry in entries)
    assert any(entry["cover"] for entry in entries)
    assert _schema_faults(output) == []


def test_a_published_site_keeps_to_the_schema(published_site: Path) -> None:
    """In production, below a path."""
    assert _inventory(published_site)["site"] == "https://demo.example/repo"
    assert _schema_faults(published_site) == []


def test_nothing_is_published_yet(tmp_path: Path) -> None:
    """Only a draft: the page says that there is nothing, and its downloads are there."""
    files = {"articles/d.md": article("D", Status="draft")}
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, SETTINGS))
    assert result.returncode == 0, result.stderr
    page = _page(tmp_path / "output")
    assert page.xpath("//main//p[@class='empty']/text()") == ["None."]
    assert not page.xpath("//table | //svg[@role='img']")
    assert len(page.xpath("//main//li/a")) == 3


def test_one_undeclared_article(tmp_path: Path) -> None:
    """Counted as such; no model, no stale text, nothing to draw, no line of zeros."""
    files = {"articles/a.md": article("A")}
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, SETTINGS))
    assert result.returncode == 0, result.stderr
    page = _page(tmp_path / "output")
    _, roles = _table(page, "By what AI did")
    assert roles == {"Undeclared": [1]}
    _, years = _table(page, "By year")
    assert years == {"2026": [1, 1]}
    assert not page.xpath("//section[h2='By model'] | //svg[@role='img']")


def test_thirty_years_and_two_hundred_models(tmp_path: Path) -> None:
    """A bar a year; the tail of the table is folded, and nothing of it lost."""
    files = {
        f"articles/a{n}.md": article(
            f"A{n}", Date=f"{1997 + n % 30}-03-04", AI_Role="generated", AI_Model=f"model-{n}"
        )
        for n in range(200)
    }
    settings = SETTINGS + 'PLUGINS.remove("plugins.related")\n'
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, settings))
    assert result.returncode == 0, result.stderr
    page = _page(tmp_path / "output")
    assert len(page.xpath("//svg[@role='img']/text")) == 30
    assert len(page.xpath("//section[h2='By model']/table/tbody/tr")) == 20
    assert len(page.xpath("//section[h2='By model']/details/table/tbody/tr")) == 180
    assert page.xpath("//section[h2='By model']/details/summary/text()") == ["Show all 200 lines"]
    _, models = _table(page, "By model")
    assert models == {f"model-{n}": [1] for n in range(200)}
    assert len(list((tmp_path / "output" / "model").iterdir())) == 201


@pytest.mark.parametrize(("lang", "words"), [("de", "de"), ("eo", "en")])
def test_the_page_speaks_the_sites_language(tmp_path: Path, lang: str, words: str) -> None:
    """Where there are no words in it, it speaks English and says so."""
    files = {"articles/a.md": article("A", AI_Role="generated", AI_Model="claude", Lang=lang)}
    settings = write_site(tmp_path, files, SETTINGS + f"DEFAULT_LANG = {lang!r}\n")
    result = build(tmp_path / "output", settings=settings)
    assert result.returncode == 0, result.stderr
    page = _page(tmp_path / "output")
    around = page.xpath("//div[@class='transparency']")[0]
    assert around.get("lang") == (None if lang == words else words)
    english = page.findtext(".//h1") == "How these texts were made"
    assert english is (words == "en")
    title = page.xpath("//meta[@property='og:title']/@content")[0]
    assert title == page.findtext(".//h1")


def test_a_text_of_that_name_is_refused(tmp_path: Path) -> None:
    """With the file and the cure, before anything is written."""
    files = {"articles/a.md": article("A", AI_Role="none", Slug="transparency")}
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, SETTINGS))
    assert result.returncode
    assert re.search(r"articles/a\.md: Slug: ‘transparency’", result.stderr)


def test_an_owner_can_do_without_the_page(tmp_path: Path) -> None:
    """The inventory keeps its schema."""
    files = {"articles/a.md": article("A", AI_Role="none")}
    settings = SETTINGS + 'TRANSPARENCY_SAVE_AS = ""\n'
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, settings))
    assert result.returncode == 0, result.stderr
    written = files_of(tmp_path / "output")
    assert not [path for path in written if path.startswith("transparency")]
    assert b"transparency/" not in written["sitemap.xml"]
    assert "ai-disclosures.schema.json" in written


@pytest.mark.parametrize("plugin", ["models", "transparency"])
def test_without_the_disclosure_there_is_nothing_to_tell(tmp_path: Path, plugin: str) -> None:
    """An error that says which plugin to add."""
    files = {"articles/a.md": article("A")}
    settings = f'PLUGINS = ["plugins.{plugin}"]\nTHEME = "simple"\nDIRECT_TEMPLATES = ["index"]\n'
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, settings))
    assert result.returncode
    assert f"PLUGINS: ‘plugins.{plugin}’" in result.stderr
    assert "Add plugins.disclosure" in result.stderr
