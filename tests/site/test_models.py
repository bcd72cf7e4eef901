"""Pages and feeds of models in a built site: the right articles, whatever the models are called."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from tests.building import article, build, files_of, write_site
from tests.feeds.rfc4287 import atom_faults
from tests.page_scripts import foreign_scripts

SITE = "http://localhost:8000/"
SETTINGS = """
PLUGINS = list(dict.fromkeys([*PLUGINS, "plugins.models", "plugins.transparency"]))
DEFAULT_PAGINATION = 3
FEEDS = {"entries": 0}
"""
LONG = "very-long-" * 200
HOSTILE = {
    "markup": 'model"><script>alert(2)</script>',
    "turned": "\u202emodel\u202c \u0646\u0645\u0648\u0630\u062c",
    "long": LONG,
    "emoji": "\U0001f999",
    "signs": "!!!",
    "climbing": "../../../etc/passwd",
    "file": "index.html",
    "braces": "{slug} {{ SITEURL }} {0}",
    "address": "javascript:alert(1)",
}
SAVED = article("X", AI_Role="none").replace("\n\n", "\nSave_as: model/claude/index.html\n\n", 1)
CONTRIBUTORS = """
[models.claude]
name = "Claude & <b>Co</b>"
provider = "An \\"Ider\\" <i>"
url = "https://a.example/claude?a=1&b=<2>"
[models."C++"]
name = "C++"
"""


def _generated(title: str, *models: str, body: str = "Some text.", **fields: str) -> str:
    """An article by `models`, one a line."""
    lines = "\n    ".join(models)
    return article(
        title, body, AI_Role="generated", **({"AI_Model": lines} if models else {}), **fields
    )


FILES = {
    "contributors.toml": CONTRIBUTORS,
    **{f"articles/{key}.md": _generated(f"H {key}", model) for key, model in HOSTILE.items()},
    **{f"articles/n{n}.md": _generated(f"Number {n}", "claude") for n in range(7)},
    "articles/c.md": _generated("Three", "C", "C++", "C#"),
    "articles/c-de.md": _generated("Drei", "C", Lang="de", Slug="three"),
    "articles/case-a.md": _generated("Case A", "GPT-4o"),
    "articles/case-b.md": _generated("Case B", "gpt-4o"),
    "articles/one.md": _generated("One", "openai/gpt-4.1"),
    "articles/other.md": _generated("Other", "openai-gpt-4.1", "openai/gpt-4.1"),
    "articles/part.md": article(
        "Part",
        "Mine.\n\n::: section role=generated model=part-model\nIts.\n:::\n",
        AI_Role="none",
        AI_Parts="summary=generated front-model",
        Summary="A summary.",
    ),
    "articles/hidden.md": _generated("Hidden", "secret-model", Status="hidden"),
    "articles/draft.md": _generated("Draft", "draft-model", Status="draft"),
    "articles/undeclared.md": article("Undeclared"),
    "pages/about.md": "Title: About\nAI-Role: generated\nAI-Model: page-model\n\nText.\n",
}


@pytest.fixture(scope="module", name="built")
def _built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a preview, and what its build told."""
    folder = tmp_path_factory.mktemp("models")
    result = build(folder / "output", settings=write_site(folder, FILES, SETTINGS))
    assert result.returncode == 0, result.stderr
    return folder / "output", result.stderr


def _entries(output: Path) -> list[dict[str, Any]]:
    inventory = json.loads((output / "ai-disclosures.json").read_text(encoding="utf-8"))
    return [entry for entry in inventory["entries"] if entry["kind"] == "article"]


def _naming(output: Path) -> Mapping[str, set[str]]:
    """Addresses of articles by identifier, read from the inventory alone."""
    found: dict[str, set[str]] = {}
    for entry in _entries(output):
        parts = (model for part in entry["parts"] for model in part["models"])
        for model in (*entry["models"], *parts):
            found.setdefault(model, set()).add(entry["url"])
    return found


def _listed(output: Path) -> Iterator[tuple[str, str, int]]:
    """(slug, name, number of articles) of each model on the page of all models."""
    page = html.fromstring((output / "model" / "index.html").read_bytes())
    for item in page.xpath("//ul[@class='terms']/li"):
        link = item.find("a")
        slug = link.get("href").removeprefix(f"{SITE}model/").removesuffix("/")
        yield slug, link.text_content(), int(item.find("span").text_content())


def _cards(output: Path, slug: str) -> list[str]:
    """Addresses of the articles on all parts of a model's page, in order."""
    first = output / "model" / slug
    parts = [first, *sorted(first.glob("page/*"), key=lambda path: int(path.name))]
    pages = (html.fromstring((part / "index.html").read_bytes()) for part in parts)
    return [a.get("href") for p in pages for a in p.xpath("//li[@class='card']/*[1]/a")]


def _identifiers(output: Path, slug: str) -> str:
    page = html.fromstring((output / "model" / slug / "index.html").read_bytes())
    return " ".join(page.xpath("//p[@class='model-facts']")[0].text_content().split())


def test_each_model_has_its_own_articles(built: tuple[Path, str]) -> None:
    """Exactly those that name it, in text or part, translations too, newest first."""
    output, _ = built
    naming = _naming(output)
    listed = {slug: number for slug, _, number in _listed(output)}
    assert listed["claude"] == len(naming["claude"]) == 7
    for slug, number in listed.items():
        told = _identifiers(output, slug)
        named = [model for model in naming if model in told]
        urls = _cards(output, slug)
        assert len(urls) == len(set(urls)) == number
        assert set(urls) <= set().union(*(naming[model] for model in named))
    assert set(_cards(output, "claude")) == naming["claude"]
    assert set(_cards(output, "c")) == naming["C"] == {f"{SITE}three/", f"{SITE}de/three/"}
    assert set(_cards(output, "c-plus-plus")) == naming["C++"] == naming["C#"]
    assert set(_cards(output, "part-model")) == naming["part-model"] == {f"{SITE}part/"}
    assert set(_cards(output, "front-model")) == naming["front-model"] == {f"{SITE}part/"}


def test_no_model_is_missing_and_none_too_many(built: tuple[Path, str]) -> None:
    """Those of hidden articles, drafts and pages have no page; each page is in the list."""
    output, _ = built
    folders = {path.name for path in (output / "model").iterdir() if path.is_dir()}
    listed = [slug for slug, _, _ in _listed(output)]
    assert set(listed) == folders
    assert len(listed) == len(folders)
    assert not folders & {"secret-model", "draft-model", "page-model"}
    assert {"c", "c-plus-plus", "c-sharp", "gpt-4o", "openai-gpt-4.1"} <= folders
    assert len(_naming(output)) == len(folders) + 2  # GPT-4o and openai/gpt-4.1 are spelt two ways


def test_names_that_share_a_page_are_told(built: tuple[Path, str]) -> None:
    """Both spellings stand on it; letter case alone is no matter."""
    output, told = built
    lines = [line for line in told.splitlines() if "share the page" in line]
    assert len(lines) == 1
    assert "openai-gpt-4.1, openai/gpt-4.1" in lines[0]
    assert "Recorded as: openai-gpt-4.1 and openai/gpt-4.1." in _identifiers(
        output, "openai-gpt-4.1"
    )
    assert len(_cards(output, "openai-gpt-4.1")) == 2
    assert len(_cards(output, "gpt-4o")) == 2


def test_hostile_names_are_text(built: tuple[Path, str]) -> None:
    """No name makes markup or an address, and nothing is written outside the site."""
    output, _ = built
    naming = _naming(output)
    for key, identifier in HOSTILE.items():
        shown = re.sub("[\u202a-\u202e]", "", identifier)
        assert naming[shown] == {f"{SITE}h-{key}/"}, key
        slugs = [slug for slug, _, _ in _listed(output) if shown in _identifiers(output, slug)]
        assert len(slugs) == 1, key
        assert _cards(output, slugs[0]) == [f"{SITE}h-{key}/"]
    for path in (output / "model").rglob("*.html"):
        page = html.fromstring(path.read_bytes())
        (data,) = foreign_scripts(page)
        assert data.get("type") == "application/ld+json", path
        json.loads(data.text)
        addresses = [str(href) for href in page.xpath("//a/@href")]
        assert all(a.startswith((SITE, "#", "http", "mailto:")) for a in addresses)
    beside = {"content", "output", ".output.build", "site.py"}
    assert {path.name for path in output.parent.iterdir()} == beside


def test_a_model_is_shown_as_listed(built: tuple[Path, str]) -> None:
    """Name, provider, its own page, how it is recorded, how many articles."""
    output, _ = built
    page = html.fromstring((output / "model" / "claude" / "index.html").read_bytes())
    assert page.xpath("string(//h1)") == "Claude & <b>Co</b>"
    told = _identifiers(output, "claude")
    assert 'Provided by An "Ider" <i>.' in told
    assert "Recorded as: claude." in told
    own, feed = page.xpath("//p[@class='model-facts']/a")
    assert own.get("href") == "https://a.example/claude?a=1&b=<2>"
    assert own.get("rel") == "noreferrer"
    assert feed.get("href") == f"{SITE}feeds/model/claude.atom.xml"
    assert "7 articles, page 1 of 3" in " ".join(page.text_content().split())


def test_a_feed_holds_exactly_its_articles(built: tuple[Path, str]) -> None:
    """Valid Atom, linked from every part of the page, one a model."""
    output, _ = built
    feeds = {path.name.removesuffix(".atom.xml") for path in (output / "feeds/model").iterdir()}
    assert feeds == {slug for slug, _, _ in _listed(output)}
    for slug in feeds:
        address = f"{SITE}feeds/model/{slug}.atom.xml"
        data = (output / "feeds" / "model" / f"{slug}.atom.xml").read_bytes()
        assert atom_faults(data, address) == [], slug
        read = feedparser.parse(data)
        assert sorted(entry.link for entry in read.entries) == sorted(_cards(output, slug))
        assert read.feed.link == f"{SITE}model/{slug}/"
        for path in (output / "model" / slug).rglob("index.html"):
            page = html.fromstring(path.read_bytes())
            assert address in page.xpath("//head/link[@rel='alternate']/@href")


def test_programs_are_told_of_the_pages(built: tuple[Path, str]) -> None:
    """Canonical address, description, JSON-LD of a collection with its trail; the sitemap."""
    output, _ = built
    sitemap = etree.parse(output / "sitemap.xml").getroot()
    addresses = {loc.text for loc in sitemap.iter("{*}loc")}
    for slug, name, _ in _listed(output):
        url = f"{SITE}model/{slug}/"
        page = html.fromstring((output / "model" / slug / "index.html").read_bytes())
        assert url in addresses
        assert page.xpath("//link[@rel='canonical']/@href") == [url]
        assert page.xpath("//meta[@name='description']/@content")[0].startswith("Articles on Demo")
        (data,) = foreign_scripts(page)
        graph = json.loads(data.text)["@graph"]
        types = {node.get("@type"): node for node in graph}
        assert types["CollectionPage"]["url"] == url
        assert name.startswith(types["CollectionPage"]["name"])
        assert types["BreadcrumbList"]["itemListElement"][-1]["item"] == url
        assert page.xpath("//nav[@class='breadcrumbs']//a/@href") == [SITE, f"{SITE}model/"]
    assert f"{SITE}model/" in addresses
    second = html.fromstring((output / "model/claude/page/2/index.html").read_bytes())
    assert second.xpath("//link[@rel='canonical']/@href") == [f"{SITE}model/claude/page/2/"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("articles/x.md", article("X", AI_Role="none", Slug="model"), "Slug: ‘model’"),
        (
            "articles/x.md",
            SAVED,
            "Save_as: ‘model/claude/index.html’",
        ),
        ("extra/model/claude/index.html", "mine", "extra/model/claude/index.html"),
        ("extra/feeds/model/claude.atom.xml", "mine", "extra/feeds/model/claude.atom.xml"),
        ("articles/x.md", article("X", AI_Role="none", Moved_From="/model/claude/"), "Moved-From"),
    ],
)
def test_nothing_takes_the_place_of_a_models_page(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    """An error that names the file, before anything is written."""
    files = {"articles/a.md": _generated("A", "claude"), name: text}
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, SETTINGS))
    assert result.returncode
    assert told in result.stderr
    assert not (tmp_path / "output").exists()


def test_a_pattern_without_a_folder_is_refused(tmp_path: Path) -> None:
    """Before anything is written, with the cure."""
    settings = SETTINGS + 'MODEL_SAVE_AS = "{slug}/{number}.html"\n'
    files = {"articles/a.md": _generated("A", "claude")}
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, settings))
    assert result.returncode
    assert "MODEL_SAVE_AS: ‘{slug}/{number}.html’" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_site_whose_articles_name_no_model(tmp_path: Path) -> None:
    """No list of them, no page, no feed, and no link to any."""
    files = {"articles/a.md": article("A", AI_Role="none")}
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, SETTINGS))
    assert result.returncode == 0, result.stderr
    written = files_of(tmp_path / "output")
    assert not [path for path in written if path.startswith(("feeds/model", "model/"))]
    assert not [path for path, data in written.items() if b"/model/" in data]


def test_an_owner_can_do_without(tmp_path: Path) -> None:
    """Empty settings write neither pages nor list."""
    settings = SETTINGS + 'MODEL_SAVE_AS = MODEL_URL = MODELS_SAVE_AS = ""\n'
    files = {"articles/a.md": _generated("A", "claude")}
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, settings))
    assert result.returncode == 0, result.stderr
    written = files_of(tmp_path / "output")
    assert not [path for path in written if "model" in path]
    assert b"/model/" not in written["sitemap.xml"]


def test_a_theme_without_templates_or_escaping(tmp_path: Path) -> None:
    """The plugin's own templates stand in any theme, and escape whatever its setting."""
    settings = SETTINGS + (
        'THEME, DIRECT_TEMPLATES = "simple", ["index", "tags"]\n'
        'JINJA_ENVIRONMENT = {"autoescape": False, "trim_blocks": True, "lstrip_blocks": True}\n'
    )
    hostile = HOSTILE["markup"]
    files = {
        "contributors.toml": CONTRIBUTORS,
        "articles/a.md": _generated("A <script>alert(3)</script>", hostile, "claude"),
        **{f"articles/n{n}.md": _generated(f"Number {n}", "claude") for n in range(4)},
        "articles/u.md": article("U <script>alert(4)</script>"),
    }
    result = build(tmp_path / "output", settings=write_site(tmp_path, files, settings))
    assert result.returncode == 0, result.stderr
    output = tmp_path / "output"
    pages = [*(output / "model").rglob("*.html"), output / "transparency" / "index.html"]
    assert len(pages) == 5
    for path in pages:
        page = html.fromstring(path.read_bytes())
        assert not page.xpath("//script | //main//b[text()='Co']"), path
        assert page.xpath("//h1 | //h2"), path
    first = (output / "model" / "claude" / "index.html").read_text(encoding="utf-8")
    assert "A &lt;script&gt;" in first
    assert f'href="{SITE}model/claude/page/2/"' in first
