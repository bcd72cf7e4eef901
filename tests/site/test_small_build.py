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
NEVER = {"numpy", "html5lib", "invoke", "commands.check", "commands.seo", "plugins.audit.auditor"}
ONLY_FOR_PAGES = {"pelican", "jinja2", "markdown", "lxml", "rich", "babel", "multiprocessing"}


def modules_of_a_build(folder: Path) -> set[str]:
    """What a build in a new process has read at its end."""
    command = [sys.executable, "-c", CODE, str(folder)]
    own = {**os.environ, "COLOPHON_CACHE": str(folder / "cache")}
    run = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


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
