"""A stranger types the README's own lines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.bootstrap.stamp import RUNTIME, write
from tests import owner
from tests.building import ROOT, SITES

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
)


def _commands() -> list[str]:
    """The lines of the code block under ‘Two commands’."""
    section = README.split("## Two commands")[1]
    return section.split("```")[1].split("\n")[1:-1]


def _tracked() -> list[str]:
    """Files of the kit as a clone would have them; without git, those that are no product."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_the_readme_has_two_commands() -> None:
    """The first builds, the second tests; and CI calls the very second line."""
    build, test = _commands()
    assert (build, test) == ("./invoke build", "./invoke test")
    assert test in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def _has_our_packages(clone: Path) -> None:
    """Give the copy an environment that has the packages of the one in which tests run."""
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(clone / ".venv")], check=True
    )
    packages = next((clone / ".venv").glob("lib/python*/site-packages"))
    packages.rmdir()
    packages.symlink_to(sysconfig.get_path("purelib"))
    write(clone, clone / ".venv", (RUNTIME,))


@pytest.mark.skipif(sys.platform == "win32", reason="the README's line for Windows is another")
@pytest.mark.parametrize(
    "prepare",
    [_has_our_packages, pytest.param(lambda _: None, marks=pytest.mark.long)],
    ids=["with the packages of these tests", "from nothing"],
)
def test_the_first_command_builds_the_site(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    """In a copy as git would clone it, but for the owner's files, in a folder with a space."""
    clone = tmp_path / "my site"
    for name in _tracked():
        if not name.startswith(owner.FILES):
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    demo = SITES / "demo"
    shutil.copytree(demo / "content", clone / "content")
    settings = (demo / "site.py").read_text("utf-8").replace('os.environ["PYTHONPATH"]', "'.'")
    (clone / "pelicanconf.py").write_text(settings, "utf-8")
    prepare(clone)
    ours = {"PYTHONPATH", "VIRTUAL_ENV", owner.SITE}
    clean = {k: v for k, v in os.environ.items() if k not in ours}
    result = subprocess.run(
        _commands()[0].split(),
        cwd=clone,
        env=clean,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert ("Setting up .venv" in result.stderr) == (prepare is not _has_our_packages)
    assert "Built 16 articles into output/" in result.stdout
    for path in ("index.html", "404.html", "feeds/all.atom.xml", "ai-disclosures.json"):
        assert (clone / "output" / path).is_file()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_name_what_is_there(name: str) -> None:
    """Every path in a document leads to a file; every command named is one."""
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.sub(r"`[^`]*`", "", text)  # what stands in code is an example
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", links):
        assert (ROOT / name).parent.joinpath(path).exists(), path
    inline = re.findall(r"`((?:plugins|commands|tests|theme|content|\.github)/[\w./-]+)`", text)
    for path in inline:
        generated = path.startswith("content/") and not path.endswith("contributors.toml")
        assert (ROOT / path).exists() or generated, path
    tasks = (ROOT / "tasks.py").read_text(encoding="utf-8")
    for command in re.findall(r"invoke ([a-z]+)\b", text):
        assert f"def {command}(" in tasks or f'Collection("{command}"' in tasks, command


def test_the_architecture_is_read_in_one_go_and_names_what_is_there() -> None:
    """At most 1,300 words; each path leads to a file, from the root or below plugins/."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.split()) <= 1300
    named = re.findall(r"`([\w./*-]+(?:/|\.(?:py|toml|html|md))[\w./*-]*)`", text)
    table = [path for path in named if "/" in path or path.endswith(".py")]
    assert len(table) > 50
    found = [any(list(base.glob(path)) for base in (ROOT, ROOT / "plugins")) for path in table]
    lost = [path for path, there in zip(table, found, strict=True) if not there]
    # `messages.py`, `settings.py`, `adapter.py`: one in each capability that needs it.
    assert [path for path in lost if not list(ROOT.glob(f"plugins/*/{path}"))] == []
