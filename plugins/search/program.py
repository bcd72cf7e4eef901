"""Pagefind, a program in a wheel: whether there is one for this system, and its work."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..common.failure import CommandError
from .bundle import published
from .documents import Document

PACKAGE = "pagefind_bin"


def installed() -> Path | None:
    """The program; None: it is not installed, or not for this system."""
    try:
        package: Any = import_module(PACKAGE)
        return Path(package.get_executable())
    except (ImportError, OSError):
        return None


def version() -> str:
    """Of the program that is installed."""
    metadata: Any = import_module("importlib.metadata")
    return str(metadata.version(PACKAGE))


def index_of(documents: Iterable[Document], program: Path) -> dict[str, bytes]:
    """The files of the index, by their path in its folder.

    :raises CommandError: where the program fails.
    """
    import subprocess

    with TemporaryDirectory(prefix="colophon-") as scratch:
        site, made = Path(scratch, "site"), Path(scratch, "made")
        endings = set[str]()
        for document in documents:
            place = site / document.path
            place.parent.mkdir(parents=True, exist_ok=True)
            endings.add(place.suffix)
            place.write_text(document.html(), encoding="utf-8", errors="replace")
        # A folder that the pattern fits as well would take seconds: it is read again and again.
        pattern = f"**/*{{{','.join(sorted(endings))}}}"
        folders = ["--site", str(site), "--output-path", str(made)]
        command = [str(program), *folders, "--glob", pattern, "--silent"]
        told = subprocess.run(command, capture_output=True, check=False, cwd=scratch)
        if told.returncode:
            reason = told.stderr.decode("utf-8", "replace").strip()
            raise CommandError(reason or f"it ended with code {told.returncode}")
        return published(dict(_files(made)))


def _files(folder: Path) -> Iterable[tuple[str, bytes]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            yield path.relative_to(folder).as_posix(), path.read_bytes()
