"""What a build made, or why it did not, as values and not as text alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.building import ROOT, article, build, write_site

SHOW = """
import sys
from plugins.common.failure import CommandError
from commands.build.command import build_site
try:
    built = build_site(settings=sys.argv[1], output=sys.argv[2])
    print(repr((built.articles, built.warnings, built.notes)))
except CommandError as failure:
    print(repr((str(failure), failure.problems)))
"""


def _shown(settings: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SHOW, str(settings), str(settings.parent / "out")],
        cwd=settings.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_articles_and_warnings(tmp_path: Path) -> None:
    """Nothing is printed but what is asked for."""
    files = {"articles/a.md": article("A", "[dead](/nowhere/)")}
    assert _shown(write_site(tmp_path, files)).startswith("(1, (Problem(path='content/articles/a")


def test_what_it_had_to_do(tmp_path: Path) -> None:
    """The last line counts what was read, and what became of the files."""
    names = ("sources", "addresses", "head", "disclosure")
    few = f"PLUGINS = {[f'plugins.{name}' for name in names]}\n"
    files = {f"articles/{name}.md": article(name, Slug=name) for name in "ab"}

    def told() -> str:
        done = build(tmp_path / "out", settings=write_site(tmp_path, files, few))
        return done.stdout.rpartition(" s: ")[2]

    first = told()
    made = int(first.split()[2])
    assert first == f"2 read, {made} files made, 0 kept, 0 removed.\n"
    assert told() == f"0 read, 0 files made, {made} kept, 0 removed.\n"
    del files["articles/b.md"]
    (tmp_path / "content" / "articles" / "b.md").unlink()
    files["articles/a.md"] = article("a", "Other.", Slug="a")
    assert told().startswith("1 read, ")
    assert told() == f"0 read, 0 files made, {made - 1} kept, 0 removed.\n"


def test_mistakes(tmp_path: Path) -> None:
    """Each is there by itself, with its file; so is one in the settings, with its line."""
    files = {"articles/a.md": article("A", AI_Rloe="none"), "articles/b.md": article("B", Date="x")}
    told = _shown(write_site(tmp_path, files))
    assert told.count("Problem(path='content/articles/") == 2
    assert "2 mistakes" in told
    told = _shown(write_site(tmp_path, files, "1 / 0"))
    assert "(Problem(path='site.py', line=" in told
    assert "ZeroDivisionError: division by zero" in told
