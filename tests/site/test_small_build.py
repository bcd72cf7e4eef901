"""A small build reads no module that it does not use."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.building import ROOT, article

CODE = """
import sys
from pathlib import Path
from commands.build import command
folder = Path(sys.argv[1])
command.build(content=str(folder / "content"), output=str(folder / "output"))
print(*sys.modules)
"""
NEVER = {
    *("numpy", "html5lib", "invoke", "commands.check", "commands.seo", "plugins.audit.auditor"),
    *(
        "docutils",
        "rich",
        "watchfiles",
        "feedgenerator",
        "multiprocessing",
        "ssl",
        "argparse",
        "babel",
        "subprocess",
    ),
}
ONLY_FOR_PAGES = {"pelican", "jinja2", "markdown", "lxml"}
RST = "With docutils\n#############\n\n:date: 2026-11-01\n:ai-role: generated\n\n:abbr:`A (B)`.\n"
STANDS_IN = """
import sys
from commands.build.import_pelican import StandIn, import_pelican
import_pelican(["plugins.feeds"])
for name, module in sys.modules.items():
    if any(isinstance(value, StandIn) for value in vars(module).values()):
        print(name.partition(".")[0])
"""


def said_by(code: str, folder: Path) -> str:
    """What code prints in a new process."""
    command = [sys.executable, "-c", code, str(folder)]
    own = {**os.environ, "COLOPHON_CACHE": str(folder / "cache")}
    run = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True)
    return run.stdout


def modules_of_a_build(folder: Path) -> set[str]:
    """What a build in a new process has read at its end."""
    return set(said_by(CODE, folder).splitlines()[-1].split())


def test_what_one_article_does_not_use_is_not_read(tmp_path: Path) -> None:
    """From nothing, with an edit, and where nothing has changed."""
    source = tmp_path / "content" / "articles" / "one.md"
    source.parent.mkdir(parents=True)
    for text in ("A first text.", "A second one."):
        source.write_text(article("One", text), encoding="utf-8")
        time.sleep(0.1)  # a file that is as new as this may change again, and keep its time
        modules = modules_of_a_build(tmp_path)
        assert modules >= ONLY_FOR_PAGES
        assert not modules & NEVER
    assert not modules_of_a_build(tmp_path) & (NEVER | ONLY_FOR_PAGES)


def test_docutils_is_read_for_its_texts(tmp_path: Path) -> None:
    """In a process that has imported Pelican without it."""
    source = tmp_path / "content" / "articles" / "one.rst"
    source.parent.mkdir(parents=True)
    source.write_text(RST, encoding="utf-8")
    assert "docutils" in modules_of_a_build(tmp_path)
    page = (tmp_path / "output" / "with-docutils" / "index.html").read_text(encoding="utf-8")
    assert '<abbr title="B">A</abbr>.' in page


def test_nobody_else_gets_stand_ins(tmp_path: Path) -> None:
    """Only Pelican does without the libraries."""
    assert {*said_by(STANDS_IN, tmp_path).split()} == {"pelican"}
