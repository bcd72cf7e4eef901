"""The claim ‘checked’ stands and falls with the exact text and record, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.common.frontmatter import parse
from plugins.disclosure.fingerprint import fingerprint
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import Role
from tests.building import article, build, files_of, write_site

CONTRIBUTORS = """[models.gem]
name = "Gem"
[people.ed]
role = "the editor"
[people.eda]
role = "the editor"
[responsible]
organisation = "Press"
"""
ACT = ReviewRecord(date(2026, 11, 20), "ed", ("facts", "links"), "the table too")
BODY = "The café opens at nine.\n\nIt has *two* tables, [a door](https://example.org/) and 1 cat."
FIELDS = {"AI_Role": "generated", "AI_Model": "gem", "Tags": "tea", "Summary": "A small place."}
PLAIN = article("A place", BODY, **FIELDS)
RECORD = str(replace(ACT, hash=fingerprint(parse(PLAIN), Role.GENERATED, ACT)))
REVIEWED = article("A place", BODY, **FIELDS, AI_Review=RECORD)

# One character, or the least that is another value where one character would be no value.
VOIDING = {
    "text": ("at nine", "at nina"),
    "text-punctuation": ("tables,", "tables;"),
    "text-markup": ("*two*", "_two_"),
    "text-space": ("1 cat", "1  cat"),
    "text-paragraph": (".\n\nIt", ".\nIt"),
    "text-address": ("example.org/", "example.org"),
    "text-look-alike": ("café", "cаfé"),
    "text-unseen": ("cat.", "ca\u200bt."),
    "text-letter-case": ("The café", "the café"),
    "title": ("Title: A place", "Title: A placa"),
    "summary": ("A small place", "A smail place"),
    "summary-gone": ("Summary: A small place.\n", ""),
    "role": ("AI-Role: generated", "AI-Role: drafted"),
    "role-to-none": ("AI-Role: generated\nAI-Model: gem", "AI-Role: none"),
    "reviewer": (" ed: ", " eda: "),
    "scope": ("facts, links", "facts"),
    "scope-other": ("facts, links", "facts, law"),
    "scope-order": ("facts, links", "links, facts"),
    "date": ("2026-11-20 ed", "2026-11-21 ed"),
    "note": ("table too", "table two"),
    "note-gone": ("; the table too", ""),
    "hash": (RECORD[-64:], "0" * 64),
}
KEEPING = {
    "tags": ("Tags: tea", "Tags: coffee, cake"),
    "model": ("AI-Model: gem", "AI-Model: another"),
    "day": ("Date: 2026-11-01", "Date: 2026-10-01"),
    "more-keys": ("Tags: tea", "Tags: tea\nRelated: v-tags, v-day\nAlso-Called: The other place"),
    "line-ends": ("\n", "\r\n"),
    "mark": ("Title: ", "\ufeffTitle: "),
    "unicode": ("café", unicodedata.normalize("NFD", "café")),
    "last-line": ("1 cat.\n", "1 cat.\n\n\n"),
    "second-line": (RECORD, f"{RECORD}\n    {RECORD.replace('ed:', 'eda:')}"),
}
# Texts about the vocabulary itself name its values without claiming them of a text.
ABOUT_VALUES = re.compile(r"^transparency/|\.schema\.json$")
STALE = re.compile(r"An earlier version was checked by the editor on [^.]*\.")
CLAIMS = re.compile(r"ai-assisted|\bchecked\b|Read by|reviewedBy|lastReviewed|human-reviewed")
CHOSEN_SCHEME = '<input type="radio" name="scheme" value="" checked>'
"""Of light and dark, in the menu: HTML's word for a chosen one is no claim."""
CHECKED = "Facts and links checked by the editor on 20 November 2026."


def _variants(changes: Mapping[str, tuple[str, str]], *, changed: bool = True) -> dict[str, str]:
    """An article for each change, with its name as slug, which no review covers."""
    found = {}
    for name, (old, new) in changes.items():
        assert old in REVIEWED, name
        source = REVIEWED.replace(old, new) if changed else REVIEWED
        end = "\r\n" if "\r\n" in source else "\n"
        slugged = re.sub(r"(AI-Role: \w+)", rf"\1{end}Slug: v-{name}", source, count=1)
        found[f"articles/{name}.md"] = slugged
    return found


def _built(
    folder: Path, files: dict[str, str], settings: str = "", **environment: str
) -> dict[str, str]:
    """Every text file of the built site by its path."""
    site = write_site(folder, {**files, "contributors.toml": CONTRIBUTORS}, settings)
    result = build(folder / "output", settings=site, **environment)
    assert result.returncode == 0, result.stderr
    built = files_of(folder / "output").items()
    kinds = (".html", ".xml", ".json", ".csv", ".txt")
    return {name: data.decode() for name, data in built if name.endswith(kinds)}


def _states(built: Mapping[str, str]) -> dict[str, Any]:
    entries = json.loads(built["ai-disclosures.json"])["entries"]
    return {Path(entry["source"]).stem: entry["review"] for entry in entries}


def _claims(text: str) -> list[str]:
    return CLAIMS.findall(STALE.sub("", text.replace(CHOSEN_SCHEME, "")))


def test_one_character_voids_the_claim_and_restoring_it_brings_it_back(tmp_path: Path) -> None:
    """Of text, title, summary, role or record: no form says checked; then every form does."""
    built = _built(tmp_path, _variants(VOIDING))
    assert _states(built) == dict.fromkeys(VOIDING, "stale")
    read = {name: text for name, text in built.items() if not ABOUT_VALUES.search(name)}
    assert {name: _claims(text) for name, text in read.items() if _claims(text)} == {}
    assert {"index.html", "llms.txt", "feeds/all.atom.xml", "feeds/all.rss.xml"} <= set(read)
    assert {"ai-disclosures.csv", "tag/tea/index.html"} <= set(read)
    for name in VOIDING:
        assert STALE.search(read[f"v-{name}/index.html"]), name

    restored = _built(tmp_path, _variants(VOIDING, changed=False))
    assert _states(restored) == dict.fromkeys(VOIDING, "recorded")
    for name in VOIDING:
        page = restored[f"v-{name}/index.html"]
        for claim in (CHECKED, 'ai-disclosure="ai-assisted"', "reviewedBy", "lastReviewed"):
            assert claim in page, (name, claim)
    count = len(VOIDING)
    for name in ("feeds/all.atom.xml", "feeds/all.rss.xml"):
        assert restored[name].count(CHECKED) >= min(count, 10), name
        assert "ai-assisted" in restored[name]
    assert restored["llms.txt"].count("checked") >= count
    rows = csv.DictReader(io.StringIO(restored["ai-disclosures.csv"]))
    assert [(row["review"], row["value"]) for row in rows] == [("recorded", "ai-assisted")] * count
    for name in ("index.html", "tag/tea/index.html", "archives/index.html"):
        assert "AI-written, checked" in restored[name], name


ELSEWHERE = """
THEME, SITENAME, DEFAULT_LANG = 'simple', 'Other', 'de'
DIRECT_TEMPLATES = ['index', 'tags', 'categories', 'authors', 'archives']
ARTICLE_URL, ARTICLE_SAVE_AS = 'p/{slug}/', 'p/{slug}/index.html'
MARKDOWN = {'extensions': [], 'output_format': 'html5'}
"""


@pytest.mark.parametrize(
    ("settings", "environment"),
    [("", {}), (ELSEWHERE, {"SITEURL": "https://elsewhere.example/sub"})],
    ids=["ours", "another theme, address, language and Markdown"],
)
def test_what_is_not_the_text_keeps_the_claim(
    tmp_path: Path, settings: str, environment: dict[str, str]
) -> None:
    """Tags, model, dates, links of others, line ends, Unicode form, theme, templates, address."""
    others = {"articles/other.md": article("Another", "Of a place.", AI_Role="generated")}
    built = _built(tmp_path, {**_variants(KEEPING), **others}, settings, **environment)
    assert _states(built) == {**dict.fromkeys(KEEPING, "recorded"), "other": "not-stated"}
    rows = csv.DictReader(io.StringIO(built["ai-disclosures.csv"]))
    values = {row["source"]: (row["review"], row["value"]) for row in rows}
    kept = {f"articles/{name}.md": ("recorded", "ai-assisted") for name in KEEPING}
    assert values == {**kept, "articles/other.md": ("not-stated", "")}
