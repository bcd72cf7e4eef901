"""No role, name, model, address or prompt breaks out of its place.

Neither in our theme nor, through the plugins' own partials, in one without autoescape.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import feedparser
import html5lib
import pytest
from lxml import etree

from plugins.disclosure.vocabulary import ReviewState, Role
from tests.building import build, write_site
from tests.declared import Declared
from tests.page_scripts import foreign_scripts
from tests.pictures import png

NASTY = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</script><script>alert(1)//",
    "<!--<script>",
    "]]><script>",
    "&lt;b&gt; x &quot;",
    "{{ 7*7 }}{% raw %}",
    "{models}{name}{day}",
    "x\u202egnp.exe",
    "=HYPERLINK(1)",
    "\u200f\u061cمدل",
    "A" * 3000,
    "a\\u003cb",
    "--><b>",
)
PARTIALS = """<!DOCTYPE html><html><head><meta charset="utf-8">
{% include "head/head.html" %}</head><body>
{% with entry = article or page %}<article>{% include "disclosure/byline.html" %}
{% include "disclosure/short.html" %}{% include "disclosure/notice.html" %}
<div class="entry-content"{% include "disclosure/attributes.html" %}>{{ entry.content }}</div>
{% include "related/closing.html" %}{% include "related/list.html" %}</article>{% endwith %}
</body></html>"""
ALLOWED = {
    "href",
    "src",
    "alt",
    "class",
    "id",
    "role",
    "lang",
    "dir",
    "rel",
    "datetime",
    "hreflang",
}
CLAIMS = {"ai-disclosure", "ai-model", "ai-provider", "ai-prompt-url"}


def _site(folder: Path, settings: str) -> Path:
    """An article for each string, which stands wherever an author or owner can put one."""
    files = {}
    for number, text in enumerate(NASTY):
        one = Declared(
            f"n{number}", Role.GENERATED, ReviewState.RECORDED, (text,), text, person="evil"
        )
        extra = [
            f"AI-Tools: {text}",
            f"AI-Tasks: {text}",
            f"AI-Sources: https://a.example/?{number} {text}",
            f"AI-Images: images/{number}.png=generated {text}",
            f"AI-Making: {number}.md",
            f"Corrections: 2026-11-02: {text}",
            f"Cover: images/a.png\nCover-Alt: {text}",
        ]
        shown = f"![x]({{static}}/images/{number}.png)\n\n"
        part = "::: quotation role=translated model='" + text.replace("'", "") + "'\nQ.\n:::\n"
        # The review is sealed over the text, so both go in before.
        whole = Declared(**{**one.__dict__, "body": f"{shown}{part}"}).source
        files[f"articles/{number}.md"] = whole.replace("AI-Role", "\n".join(extra) + "\nAI-Role", 1)
        files[f"making/{number}.md"] = f"# Prompt\n{text}\n\n# Notes\n{text}\n"
    listed = f'[people.evil]\nname = {_toml(NASTY[0])}\npublic = "name"\n[responsible]\n'
    listed += f'person = {_toml(NASTY[2])}\ncontact = "a@b.example"\n'
    files["contributors.toml"] = listed + 'principles = "ai-policy/?\\"><script>"\n'
    site = write_site(folder, files, settings)
    (folder / "content/images").mkdir()
    for name in ("a", *map(str, range(len(NASTY)))):
        (folder / f"content/images/{name}.png").write_bytes(png())
    return site


def _toml(text: str) -> str:
    return json.dumps(text)


@pytest.fixture(name="output", scope="module", params=["our theme", "autoescape off"])
def _output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    settings = ""
    if request.param == "autoescape off":
        (folder / "theme/templates").mkdir(parents=True)
        (folder / "theme/static").mkdir()
        for name in ("article", "page"):
            (folder / f"theme/templates/{name}.html").write_text(PARTIALS, encoding="utf-8")
        off = {"autoescape": False}
        settings = f"THEME = {str(folder / 'theme')!r}\nJINJA_ENVIRONMENT = {off}\n"
        settings += "DIRECT_TEMPLATES = ['index']\n"
    result = build(folder / "out", settings=_site(folder, settings))
    assert result.returncode == 0, result.stderr
    return folder / "out"


def _pages(output: Path) -> Iterator[Any]:
    for number in range(len(NASTY)):
        text = (output / f"n{number}/index.html").read_text(encoding="utf-8")
        yield html5lib.parse(text, namespaceHTMLElements=False)


def test_nothing_on_a_page_runs(output: Path) -> None:
    """But the theme's own files; in the article is only what the kit and Markdown write."""
    for page in _pages(output):
        (data,) = foreign_scripts(page)
        assert data.get("type") == "application/ld+json"
        assert json.loads(data.text)["@graph"]
        article = page.find(".//article")
        tags = {element.tag for element in article.iter() if isinstance(element.tag, str)}
        assert not tags & {"b", "iframe", "style", "object", "form", "svg"}, tags
        for element in page.find("body").iter():
            if isinstance(element.tag, str):
                assert not [name for name in element.attrib if name.startswith("on")]
                for name in ("href", "src"):
                    scheme = urlsplit((element.get(name) or "").strip()).scheme
                    assert scheme in {"", "http", "https", "mailto"}
        for element in article.find("details").iter():
            assert set(element.attrib) <= ALLOWED


def test_the_attributes_hold_the_names_whole(output: Path) -> None:
    """As written, on one line, without what would turn the text around them."""
    for page, text in zip(_pages(output), NASTY, strict=True):
        content = next(d for d in page.iter("div") if d.get("class") == "entry-content")
        flat = text.replace("\u202e", "")
        assert content.get("ai-model") == content.get("ai-provider") == flat
        assert set(content.attrib) == {"class", *CLAIMS}
        part = next(q for q in content.iter("blockquote") if q.get("id") == "Part-1")
        assert part.get("ai-model") == flat.replace("'", "")


def test_the_mail_link_has_one_addressee(output: Path) -> None:
    """Subject and body are the kit's; nothing in a title adds a header."""
    for page in _pages(output):
        links = [a.get("href") for a in page.iter("a") if "subject=" in (a.get("href") or "")]
        assert len(links) == 1
        fields = parse_qs(urlsplit(links[0]).query, strict_parsing=True)
        assert set(fields) == {"subject", "body"}
        assert all(len(values) == 1 for values in fields.values())
        assert "\n" not in unquote(fields["subject"][0])


def test_data_and_feeds_stay_what_they_are(output: Path) -> None:
    """JSON, CSV and XML parse, and the inventory has a row for each article."""
    rows = json.loads((output / "ai-disclosures.json").read_text("utf-8"))["entries"]
    table = (output / "ai-disclosures.csv").read_bytes().decode()
    csv.field_size_limit(10**9)
    cells = list(csv.DictReader(io.StringIO(table, newline="")))
    assert len(rows) == len(cells) == len(NASTY)
    for cell in cells:
        assert not any((value or "").startswith(("=", "+", "-", "@")) for value in cell.values())
    for path in sorted((output / "feeds").rglob("*.xml")):
        etree.fromstring(path.read_bytes())
        for entry in feedparser.parse(str(path), sanitize_html=False).entries:
            content = html5lib.parseFragment(entry.content[0].value, namespaceHTMLElements=False)
            assert not {e.tag for e in content.iter()} & {"script", "b", "iframe", "style"}


def test_the_making_of_shows_what_was_given(output: Path) -> None:
    """The prompt character for character; nothing of it runs."""
    for number, text in enumerate(NASTY):
        path = output / f"n{number}/making/index.html"
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        assert len(foreign_scripts(page)) <= 1
        assert "".join(page.find(".//pre").itertext()) == text
