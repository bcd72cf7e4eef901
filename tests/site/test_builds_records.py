"""A text that comes out of memory, or out of another process, is the text that Pelican reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.builds.source_reader import is_whole
from tests.building import article, build, files_of, write_site

HOSTILE = "Text “<b>” & [a](/x/) ![](images/no.png) \x0b\n\n## Empty\n\nAs an AI language model, I"
MANY = {
    **{f"articles/{n}.md": article(f"No. {n}", f"{HOSTILE} {n}", Tags="T, t") for n in range(60)},
    "articles/de.md": article("Uhr", "Sie geht.", Lang="de", Modified="2026-11-02 10:00+02:00"),
    "articles/utc.md": article("Utc", "Text.", Modified="2026-11-02T10:00:00Z", Authors="A; B"),
    "articles/part.md": article("Part", "Text.", Date="2 November 2026", Summary="*Short*."),
    "articles/hidden.md": article("Hidden", "Text.", Status="hidden"),
    "articles/skip.md": article("Skipped", "Text.", Status="skip"),
    "articles/deep.md": article("Deep", f"{'>' * 400} Nested.", AI_Role="none"),
    "articles/note.rst": "Rest\n####\n\n:date: 2026-11-01\n\nWith ``rst``.\n",
    "articles/page.html": "<html><head><title>H</title><meta name='date' content='2026-11-01'>"
    "</head><body><p>Bare.</p></body></html>",
    "pages/about.md": "Title: About\n\nA page.\n",
}


def _told(output: Path, settings: Path, *options: str, **environment: str) -> str:
    """What a build printed, but for the seconds."""
    done = build(output, *options, settings=settings, **environment)
    assert done.returncode == 0, done.stderr
    folder = str(output.parent)
    return re.sub(r"in \d+\.\d s: .*", "in N s", (done.stdout + done.stderr).replace(folder, ""))


NAMES = ("sources", "addresses", "residue", "head", "disclosure")
FEW = f"PLUGINS = {[f'plugins.{name}' for name in NAMES]}\n"
STRANGER = """
from pelican import signals
def looks(generator, metadata):
    pass
looks.__module__ = "stranger"
signals.article_generator_context.connect(looks)
"""
"""A plugin that nobody knows has every text read in each build."""
WAYS = {
    "fork": {},
    "serial": {"COLOPHON_WORKERS": "1"},
    "forkserver": {"COLOPHON_WORKERS": "2", "COLOPHON_START_METHOD": "forkserver"},
    "spawn": {"COLOPHON_WORKERS": "3", "COLOPHON_START_METHOD": "spawn"},
}


@pytest.fixture(scope="module", name="read_by_pelican")
def _read_by_pelican(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, bytes]]:
    """What is printed, and the files, where every text is read as Pelican reads it."""
    folder = tmp_path_factory.mktemp("stranger")
    told = _told(folder / "out", write_site(folder, MANY, FEW + STRANGER))
    assert "note: pelicanconf.py: ‘stranger’: may look at more than the text" in told
    return re.sub("note: pelicanconf.py: ‘stranger’.*\n", "", told), files_of(folder / "out")


@pytest.mark.parametrize("way", WAYS)
def test_files_and_messages_are_the_same(
    tmp_path: Path, way: str, read_by_pelican: tuple[str, dict[str, bytes]]
) -> None:
    """Read in any kind of process, and come out of memory."""
    settings = write_site(tmp_path, MANY, FEW)
    for _ in range(2):
        told = _told(tmp_path / "out", settings, **WAYS[way])
        assert (told, files_of(tmp_path / "out")) == read_by_pelican
    assert told.count(": assistant-self: ") == 60


def test_a_plugin_may_be_named_as_safe(tmp_path: Path) -> None:
    """Then nothing is said of it."""
    safe = write_site(tmp_path, MANY, f"{FEW}{STRANGER}BUILDS = {{'safe': ['stranger']}}")
    assert "stranger" not in _told(tmp_path / "out", safe)


def test_a_name_alone_is_refused(tmp_path: Path) -> None:
    """Its letters would be names of plugins."""
    done = build(tmp_path / "out", settings=write_site(tmp_path, MANY, "BUILDS = {'safe': 'a'}"))
    assert done.returncode == 1
    assert "BUILDS['safe']" in done.stderr


TELLING = """
from pelican import signals
def tell(generator, metadata):
    metadata["summary"] = "WORD"
def register():
    signals.article_generator_context.connect(tell)
"""
EXTENSION = """
from markdown import Extension, preprocessors
class Changing(preprocessors.Preprocessor):
    def run(self, lines):
        return [*lines, "", "WORD"]
class Added(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Changing(md), "changing", 25)
makeExtension = Added
"""


@pytest.mark.parametrize(
    ("code", "setting"),
    [
        (TELLING, "PLUGINS += ['safe_one']"),
        (EXTENSION, "MARKDOWN['extensions'] += ['safe_one']"),
    ],
)
def test_what_is_safe_is_asked_each_time(tmp_path: Path, code: str, setting: str) -> None:
    """It does its work on a text that comes out of memory, as it is written by then."""
    path = f"import sys; sys.path.append({str(tmp_path)!r})"
    more = f"{FEW}{path}\n{setting}\nBUILDS = {{'safe': ['safe_one']}}"
    settings = write_site(tmp_path, {"articles/one.md": article("One", "Text.")}, more)
    for word in ("seen", "seen", "changed"):
        (tmp_path / "safe_one.py").write_text(code.replace("WORD", word))
        _told(tmp_path / "out", settings)
        assert word.encode() in files_of(tmp_path / "out")["one/index.html"]


def test_markdown_extensions_of_others_count_too(tmp_path: Path) -> None:
    """They may include other files; those of Markdown itself do not."""
    (tmp_path / "including.py").write_text("from markdown.extensions.tables import makeExtension\n")
    more = (
        f"import sys; sys.path.append({str(tmp_path)!r})\nMARKDOWN['extensions'] += ['including']"
    )
    told = _told(tmp_path / "out", write_site(tmp_path, MANY, more))
    assert "‘including’: may look at more than the text" in told


@pytest.mark.parametrize(
    ("date", "whole"),
    [
        ("2026-11-02", True),
        ("2026-11-02 10:00", True),
        ("2 Nov 2026 10:00", True),
        ("2026-11-02T10:00:00+02:00", True),
        ("November 2026", False),
        ("2026", False),
        ("10:00", False),
        ("Monday", False),
        ("2 November", False),
    ],
)
def test_dates_that_lean_on_today_are_not_remembered(date: str, *, whole: bool) -> None:
    """Pelican takes the missing part from the day of the build."""
    assert is_whole(date) == whole


def test_what_changes_is_read_again(tmp_path: Path) -> None:
    """A text, and a setting that reading asks for; no other setting."""
    settings = write_site(tmp_path, MANY, FEW)
    _told(tmp_path / "out", settings)
    source = tmp_path / "content" / "articles" / "1.md"
    source.write_text(article("No. 1", "Another text."))
    _told(tmp_path / "out", settings)
    assert b"Another text." in files_of(tmp_path / "out")["no-1/index.html"]
    for line, seen in (("DEFAULT_CATEGORY = 'Elsewhere'", b"Elsewhere"), ("SITENAME = 'X'", b"X")):
        _told(tmp_path / "out", write_site(tmp_path, {}, FEW + line))
        assert seen in files_of(tmp_path / "out")["no-2/index.html"]
