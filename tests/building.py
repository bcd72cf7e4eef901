"""Real builds for tests: a child process each, as signals outlive a Pelican object."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests import forkserver

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: each worker builds for itself
    fcntl = None

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "tests" / "sites"


def invoke(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the kit and give what it printed."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return forkserver.run(arguments, variables=variables)


def build(
    output: Path, *options: str, settings: Path = SITES / "demo" / "site.py", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build a test site into `output`."""
    arguments = ("--settings", str(settings), "--output", str(output), *options)
    return invoke("build", *arguments, **environment)


def write_site(folder: Path, files: dict[str, str], settings: str = "") -> Path:
    """A small site below `folder`; gives its settings file.

    `files` maps paths below content/ to text; `settings` is appended to those of the demo.
    """
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    (folder / "content" / "articles").mkdir(parents=True, exist_ok=True)
    demo = SITES / "demo" / "site.py"
    lines = f"exec(open({str(demo)!r}, encoding='utf-8').read())\nPATH = 'content'\n{settings}\n"
    (folder / "site.py").write_text(lines, encoding="utf-8")
    return folder / "site.py"


def article(title: str, body: str = "Some text.", **fields: str) -> str:
    """The source of an article; further keys with ``_`` for ``-``."""
    given = {"Date": "2026-11-01", **{key.replace("_", "-"): text for key, text in fields.items()}}
    lines = [f"Title: {title}", *(f"{key}: {value}" for key, value in given.items())]
    return "\n".join([*lines, "", body, ""])


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that `make` has filled, once for all workers of a run; the others wait for it."""
    if "PYTEST_XDIST_WORKER" not in os.environ or fcntl is None:
        folder = factory.mktemp(name)
        make(folder)
        return folder
    folder = factory.getbasetemp().parent / name
    with folder.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = factory.mktemp(name)
            make(unfinished)
            unfinished.rename(folder)
    return folder
