"""The heads of built pages: versions, icons, people, and what robots.txt asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree

from tests.building import article, build, write_site

SITE = "https://press.example/blog"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>'
)
SETTINGS = """
AUTHORS_URL, AUTHORS_SAVE_AS = "author/", "author/index.html"
SOCIAL = [("Mastodon", "https://social.example/@press"), ("Mail", "mailto:a@press.example")]
HEAD = {"fediverse": {"*": "@press@social.example", "Ada <b>": "@ada@social.example",
                      "Ada <c>": "@x@y.example"}}
LOOK = {"icon": "images/icon.svg"}
DISCOVERY = {"ai_use": {"train-ai": False, "search": True}}
"""


def _text(title: str, lang: str, **more: str) -> str:
    return article(title, Slug="tide", Lang=lang, AI_Role="generated", **more)


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site in three languages, two of them with words; and what its build said."""
    folder = tmp_path_factory.mktemp("head")
    files = {
        "articles/en.md": _text("The clock <i>", "en", Author="Ada <b>"),
        "articles/de.md": _text("Die Uhr", "de"),
        "articles/is.md": _text("Klukkan", "is"),
        "articles/alone.md": article("Alone", Slug="alone", AI_Role="generated", Author="Bob"),
        "images/icon.svg": ICON,
        "extra/apple-touch-icon.png": "the owner's own",
        "contributors.toml": '[responsible]\norganisation = "The press"\n',
    }
    settings = write_site(folder, files, SETTINGS)
    result = build(folder / "output", "--production", settings=settings, SITEURL=SITE)
    assert result.returncode == 0, result.stderr
    return folder / "output", result.stdout + result.stderr


def _head(site: tuple[Path, str], path: str) -> Any:
    text = (site[0] / path / "index.html").read_text(encoding="utf-8")
    return html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False).find("head")


def _links(head: Any, rel: str) -> list[dict[str, str]]:
    return [dict(link.attrib) for link in head.findall("link") if link.get("rel") == rel]


VERSIONS = [
    ("de", f"{SITE}/de/tide/"),
    ("en", f"{SITE}/tide/"),
    ("is", f"{SITE}/is/tide/"),
    ("x-default", f"{SITE}/tide/"),
]


def test_each_version_names_all(site: tuple[Path, str]) -> None:
    """In the head, itself among them, and in the sitemap; a text alone names none."""
    for path in ("tide", "de/tide", "is/tide"):
        links = _links(_head(site, path), "alternate")
        found = [(one["hreflang"], one["href"]) for one in links if "hreflang" in one]
        assert found == VERSIONS, path
    assert not any("hreflang" in one for one in _links(_head(site, "alone"), "alternate"))
    root = etree.parse(str(site[0] / "sitemap.xml")).getroot()
    entries = {entry[0].text: entry for entry in root}
    for _, address in VERSIONS:
        named = entries[address].findall("{http://www.w3.org/1999/xhtml}link")
        assert [(one.get("hreflang"), one.get("href")) for one in named] == VERSIONS
    assert not entries[f"{SITE}/alone/"].findall("{http://www.w3.org/1999/xhtml}link")


def test_other_languages_stand_beside_the_byline(site: tuple[Path, str]) -> None:
    """Each by its own name, or by its English one where the kit does not speak it."""
    text = (site[0] / "tide" / "index.html").read_text(encoding="utf-8")
    page = html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False)
    links = page.findall(".//article//div[@class='entry-facts facts']/nav/a")
    assert [(a.text, a.get("hreflang"), a.get("lang")) for a in links] == [
        ("Deutsch", "de", "de"),
        ("Icelandic", "is", None),
    ]


def test_a_page_says_who_and_what_it_is(site: tuple[Path, str]) -> None:
    """Title, account of the author or the site, profiles, feeds."""
    head = _head(site, "tide")
    assert head.findtext("title") == "The clock <i> · Demo"
    creators = [m.get("content") for m in head.findall("meta[@name='fediverse:creator']")]
    assert creators == ["@ada@social.example"]
    alone = _head(site, "alone").findall("meta[@name='fediverse:creator']")
    assert [m.get("content") for m in alone] == ["@press@social.example"]
    assert [one["href"] for one in _links(head, "me")] == ["https://social.example/@press"]
    assert [one["type"] for one in _links(head, "alternate") if "type" in one][:1] == [
        "application/atom+xml"
    ]
    assert len(_links(head, "canonical")) == len(head.findall("title")) == 1
    assert _head(site, "").findtext("title") == "Demo"


def test_the_policy_comes_before_what_it_governs(site: tuple[Path, str]) -> None:
    """Behind the charset; no script, style sheet or icon stands above it."""
    elements = list(_head(site, "tide"))
    names = [element.tag for element in elements]
    policies = [n for n, one in enumerate(elements) if one.get("http-equiv")]
    assert "charset" in elements[0].attrib
    assert len(policies) == 1
    assert not {"script", "link", "style"} & set(names[: policies[0]])


def test_one_icon_in_all_its_forms(site: tuple[Path, str]) -> None:
    """The owner's file, and pictures made of it; an owner's own of such a name stays."""
    head = _head(site, "tide")
    assert [one["href"] for one in _links(head, "icon")] == [
        f"{SITE}/favicon.ico",
        f"{SITE}/images/icon.svg",
    ]
    assert [one["href"] for one in _links(head, "apple-touch-icon")] == [
        f"{SITE}/apple-touch-icon.png"
    ]
    assert (site[0] / "favicon.ico").read_bytes()[:6] == b"\0\0\1\0\1\0"
    assert (site[0] / "apple-touch-icon.png").read_text() == "the owner's own"


def test_robots_asks_for_what_the_owner_wants(site: tuple[Path, str]) -> None:
    """In both notations, below the site's own path."""
    lines = (site[0] / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "User-agent: *",
        "Allow: /",
        "Content-Usage: /blog/ search=y, train-ai=n",
        "Content-Signal: search=yes, ai-train=no",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


def test_the_build_tells_what_readers_will_see(site: tuple[Path, str]) -> None:
    """A language without words, once; an account of nobody."""
    said = site[1]
    assert said.count("has no catalogue") == 1
    assert "content/articles/is.md: Lang: ‘is’: has no catalogue" in said
    assert (
        "HEAD['fediverse']: ‘Ada <c>’: is no author of this site. Did you mean ‘Ada <b>’?" in said
    )
