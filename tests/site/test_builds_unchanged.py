"""Where nothing has changed a build ends before it begins, and says what the last one said."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.building import ROOT, article, write_site

SHOW = """
import sys
from commands.build import command
ran, generate = [], command.generate
command.generate = lambda chosen: ran.append(1) or generate(chosen)
built = command.build_site(settings=sys.argv[1], output=sys.argv[2])
print(bool(ran), repr((built.articles, built.warnings, built.notes)))
"""
NAMES = ("sources", "addresses", "head", "disclosure")
FEW = f"PLUGINS = {[f'plugins.{name}' for name in NAMES]}\n"
FILES = {"articles/a.md": article("A", "[dead](/nowhere/)"), "articles/b.md": article("B")}


def _built(settings: Path, **environment: str) -> tuple[bool, str]:
    """Whether a build did anything, and what it came to."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW, str(settings), str(settings.parent / "out")],
        cwd=settings.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    ran, _, told = done.stdout.partition(" ")
    return ran == "True", told


def test_the_same_again(tmp_path: Path) -> None:
    """Until an output, the environment of the settings, or a source changes."""
    settings = write_site(tmp_path, FILES, FEW)
    _, told = _built(settings)
    assert "nowhere" in told
    assert _built(settings) == (False, told)
    page = tmp_path / "out" / "b" / "index.html"
    before = page.read_bytes()
    page.write_text("By hand.")
    assert _built(settings) == (True, told)
    assert page.read_bytes() == before
    (tmp_path / "out" / "empty").mkdir()
    assert _built(settings) == (True, told)
    assert not (tmp_path / "out" / "empty").exists()
    assert _built(settings) == (False, told)
    assert _built(settings, SITEURL="http://localhost:8000/x")[0]
    assert b"8000/x" in page.read_bytes()
    write_site(tmp_path, {"articles/a.md": article("A", "Mended.")}, FEW)
    assert _built(settings)[0]
    assert "nowhere" not in _built(settings)[1]


def test_an_article_dated_in_the_future(tmp_path: Path) -> None:
    """It is a draft until its moment, and published by the next build after that."""
    began = time.monotonic()
    _built(write_site(tmp_path, FILES, FEW))
    soon = datetime.now(UTC) + timedelta(seconds=3 + 5 * (time.monotonic() - began))
    files = {"articles/c.md": article("C", Slug="c", Date=f"{soon:%Y-%m-%d %H:%M:%S}")}
    settings = write_site(tmp_path, {**FILES, **files}, FEW)
    _, told = _built(settings)
    assert not _built(settings)[0]
    assert datetime.now(UTC) < soon
    time.sleep(max(0, (soon - datetime.now(UTC)).total_seconds()))
    assert _built(settings) == (True, told.replace("(2,", "(3,"))


STRANGER = "import stranger\n"
RANDOM = "THEME_TEMPLATES_OVERRIDES = ['own']\n"


@pytest.mark.parametrize(
    "more",
    [
        "import sys; sys.path.append('.'); PLUGINS.append('stranger')\n",
        "THEME_TEMPLATES_OVERRIDES = ['own']\n",
        "JINJA_GLOBALS = {'now': len}\n",
        "DEFAULT_DATE = 'fs'\n",
    ],
)
def test_what_may_come_out_otherwise(tmp_path: Path, more: str) -> None:
    """A plugin that nobody knows, a template with chance in it, functions of the owner's."""
    (tmp_path / "stranger.py").write_text("def register():\n    pass\n")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "index.html").write_text("{{ [1, 2]|random }}")
    settings = write_site(tmp_path, FILES, FEW + more)
    assert _built(settings)[0]
    assert _built(settings)[0]
