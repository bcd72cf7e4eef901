"""Labels that an earlier build made are those that this one would make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.building import article, build, files_of, write_site

CONTRIBUTORS = """
[models.m]
name = "Model"
[people.ada]
name = "Ada"
public = "name"
[responsible]
organisation = "House"
contact = "house@example.org"
"""
FILES = {
    "contributors.toml": CONTRIBUTORS,
    "articles/a.md": article(
        "A", "Text.\n\n{ .notes }", **{"AI-Role": "drafted", "AI-Model": "m", "Author": "Ada"}
    ),
    "articles/b.md": article(
        "B",
        "::: section role=generated model=m\nA part.\n:::\n\n![x]({static}/images/i.png)",
        **{"AI-Role": "none", "Cover": "images/i.png"},
    ),
    "articles/c.md": article("C", "Nothing is said.", Author="M"),
    "notes/d.md": article("D", "A note.", Corrections="2026-11-02: a word"),
    "notes/rest.rst": "Rest\n####\n\n:date: 2026-11-01\n:ai-role: generated\n\nText.\n",
    "pages/about.md": "Title: About\nAI-Role: corrected\n\nA page.\n",
    "images/i.png": "",
}
NAMES = ("sources", "addresses", "disclosure", "images", "head")
SETTINGS = f"""
PLUGINS = {[f"plugins.{name}" for name in NAMES]}
ARTICLE_PATHS = ['articles', 'notes']
"""
CLAIM = {"AI-Images": "images/i.png=edited m"}


def _changes() -> Iterator[tuple[dict[str, str], str]]:
    """Files that are written, and settings, one build after the other."""
    yield FILES, SETTINGS
    other = CONTRIBUTORS.replace('"Model"', '"Other"').replace("house@", "home@")
    yield {"contributors.toml": other}, SETTINGS
    said = article("C", "It says now.", **{"AI-Role": "generated"})
    yield {"articles/c.md": said, "notes/e.md": article("E", "It claims.", **CLAIM)}, SETTINGS
    yield {"notes/e.md": article("E", "It claims nothing.")}, SETTINGS
    more = "EXTRA_PATH_METADATA = {'notes': {'ai-role': 'drafted', 'ai-model': 'm'}}\n"
    yield {}, f"{SETTINGS}{more}DEFAULT_METADATA = {{'ai-model': 'other'}}\n"
    yield {}, f"{SETTINGS}DEFAULT_LANG = 'de'\nARTICLE_SAVE_AS = ARTICLE_URL = 'x/{{slug}}.html'\n"
    own = '[en]\n"AI-written by {models}." = "AI-written, it says: {models}."\n'
    yield {"words.toml": own}, SETTINGS


def _built(folder: Path, files: dict[str, str], settings: str) -> tuple[str, dict[str, bytes]]:
    done = build(folder / "out", settings=write_site(folder, files, settings))
    assert done.returncode == 0, done.stderr
    told = (done.stdout + done.stderr).replace(str(folder), "")
    return re.sub(r" in \d+\.\d s: .*", "", told), files_of(folder / "out")


def test_a_build_after_another_labels_as_one_from_nothing(tmp_path: Path) -> None:
    """Whatever a label depends on may have changed in between."""
    files: dict[str, str] = {}
    seen = set()
    for number, (changed, settings) in enumerate(_changes()):
        files |= changed
        found = _built(tmp_path / "kept", changed, settings)
        assert found == _built(tmp_path / f"{number}", files, settings)
        seen.add(found[1]["ai-disclosures.json"])
    assert len(seen) == number + 1
