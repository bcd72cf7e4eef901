"""What a build leaves as it was is what a build from nothing makes: feeds, inventory, sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.builds.memory import Memory
from plugins.feeds import adapter
from plugins.feeds.adapter import text_reader
from plugins.feeds.entries import EntryText, TextReader
from plugins.feeds.interactive import TextPlace
from plugins.run import COMMAND, Command, Run
from tests.building import SITES, article, build, files_of, write_site

PEOPLE = """[responsible]
person = "Ada"
url = "https://p.example/"
contact = "mailto:a@p.example"

[people.editor-9000]
name = "An editor"
role = "editor"
[people.checker-9000]
name = "A checker"
role = "checker"
"""
TEXT = "Storks nest on the roofs of harbours. " * 8
ARTICLES = {
    f"articles/a{n}.md": article(
        f"Storks {n}",
        f"{TEXT}\n\nOf harbour {n}. ![](images/no.png)\n\n<audio src='/images/a.mp3'></audio>",
        Date=f"2026-01-0{n}",
        Tags=f"t{n % 2}, birds",
        AI_Role="generated",
        AI_Model="GPT-5",
        Summary=f"On storks {n}" if n % 2 else "",
    )
    for n in range(1, 7)
}
DEMO = SITES / "demo" / "content" / "articles"
CLOSELY_RELATED = ("fog-signal", "lighthouse", "harbour-crane", "timber-prices")
FILES = {
    **{f"articles/{name}.md": (DEMO / f"{name}.md").read_text("utf-8") for name in CLOSELY_RELATED},
    **ARTICLES,
    "articles/de.md": article("Störche", f"{TEXT} Nester.", Lang="de", Date="2026-01-09"),
    "images/a.mp3": "sound",
    "contributors.toml": PEOPLE,
    "images/icon.png": "picture",
    "pages/about.md": "Title: About\nAI-Role: none\n\nA page.\n",
}
SETTINGS = """
FEEDS = {"entries": 3}
RELATED = {"floor": 0.0, "closing": True}
THEME_TEMPLATES_OVERRIDES = [str(Path(__file__).parent / "templates")]
"""
OWN = ("feeds/", "ai-disclosures", "sitemap", "llms", "robots")


def _replaced(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


EDITS: dict[str, Any] = {
    "body": lambda at: _replaced(at, "content/articles/a2.md", "harbour 2", "harbour two"),
    "title": lambda at: _replaced(at, "content/articles/a3.md", "Storks 3", "Cranes"),
    "tags": lambda at: _replaced(at, "content/articles/a4.md", "t0, birds", "t1, boats"),
    "model": lambda at: _replaced(at, "content/articles/a5.md", "GPT-5", "Claude 4"),
    "zone": lambda at: _replaced(at, "content/articles/a1.md", "-01\n", "-01 02:00+02:00\n"),
    "same moment": lambda at: _replaced(at, "content/articles/a1.md", "02:00+02", "01:00+01"),
    "summary": lambda at: _replaced(at, "content/articles/a1.md", "On storks 1", "*Nothing*"),
    "sound": lambda at: _replaced(at, "content/images/a.mp3", "sound", "a longer sound"),
    "responsible": lambda at: _replaced(at, "content/contributors.toml", "Ada", "Bob"),
    "model's name": lambda at: _replaced(
        at, "content/contributors.toml", "[resp", '[models.GPT-5]\nname = "Five"\n[resp'
    ),
    "name": lambda at: _replaced(at, "site.py", "FEEDS", "SITENAME = 'Other'\nFEEDS"),
    "options": lambda at: _replaced(at, "site.py", '"entries": 3', '"entries": 2, "rights": "R"'),
    "address": lambda at: _replaced(at, "site.py", "FEEDS", "SITEURL = 'https://o.example'\nFEEDS"),
    "closing": lambda at: (at / "templates/related/closing.html").write_text("<p>{{ entry.date }}"),
    "its edit": lambda at: _replaced(at, "templates/related/closing.html", "date", "slug"),
    "its end": lambda at: (at / "templates/related/closing.html").unlink(),
    "removed": lambda at: (at / "content/articles/a6.md").unlink(),
    "added": lambda at: _replaced(at, "content/articles/a5.md", "Storks 5", "Storks five"),
}


@pytest.mark.long
def test_after_each_edit_as_from_nothing(tmp_path: Path) -> None:
    """And each edit changes something of these files, or its test would prove nothing."""
    settings = write_site(tmp_path, FILES, f"from pathlib import Path\n{SETTINGS}")
    (tmp_path / "templates" / "related").mkdir(parents=True)
    assert build(tmp_path / "out", settings=settings).returncode == 0
    before = files_of(tmp_path / "out")
    for name, edit in EDITS.items():
        edit(tmp_path)
        for folder in ("out", "clean"):
            options = ["--clean"] if folder == "clean" else []
            done = build(tmp_path / folder, *options, settings=settings)
            assert done.returncode == 0, (name, done.stderr)
        after, clean = files_of(tmp_path / "out"), files_of(tmp_path / "clean")
        differing = [path for path in {*after, *clean} if after.get(path) != clean.get(path)]
        assert not [path for path in differing if path.startswith(OWN)], name
        changed = [path for path in {*before, *after} if before.get(path) != after.get(path)]
        assert [path for path in changed if path.startswith(OWN)], name
        before = after


def test_a_text_that_was_read_before_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the HTML and all else that its reading asks for."""
    place = TextPlace("https://e.example/a/", "https://e.example", "en")
    given = ("<p>One <audio src='b.mp3'></audio></p>", "Sum")
    with _reader(tmp_path) as read:
        first = read(*given, place)
    assert first.played[0].url == "https://e.example/a/b.mp3"
    other = EntryText("other", "", ())
    monkeypatch.setattr(adapter, "text_for", lambda *_: other)
    with _reader(tmp_path) as read:
        assert read(*given, place) == first
        assert read(given[0], "Other", place) == other
        assert read("<p>Two</p>", given[1], place) == other
        assert read(*given, replace(place, page="https://e.example/b/")) == other


@contextmanager
def _reader(folder: Path) -> Iterator[TextReader]:
    """What a build reads texts with."""
    with Memory(folder) as memory:
        yield text_reader(Run({COMMAND: Command(memory=memory)}, frozenset()))
