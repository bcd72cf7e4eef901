"""The programs: Node's, pinned in tests/web/ and installed when they are first asked for; Java."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from plugins.common.failure import CommandError

from .. import ROOT, console

PINNED = ROOT / "tests" / "web"
"""package.json, its lock, and the settings of the programs."""
_INSTALLED = ROOT / ".colophon" / "web-programs"
_OLDEST_NODE = (20, 19)


@cache
def missing_node() -> str:
    """Why what runs in Node cannot; empty where it can."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "Node.js and npm are not installed"
    told = _output("node", "--version")
    version = tuple(map(int, re.findall(r"\d+", told)))
    oldest = ".".join(map(str, _OLDEST_NODE))
    return "" if version >= _OLDEST_NODE else f"Node.js {oldest} or newer is needed, not {told}"


@cache
def missing_java() -> str:
    """Why the Nu checker cannot run; empty where it can."""
    # macOS has a `java` that only says where to get one.
    return "" if shutil.which("java") and _output("java", "-version") else "Java is not installed"


@cache
def package(name: str) -> Path:
    """The folder of an npm package, all of them installed as pinned.

    :raises CommandError: where npm cannot install them.
    """
    if _bytes(_INSTALLED / "package-lock.json") != (PINNED / "package-lock.json").read_bytes():
        _install()
    return _INSTALLED / "node_modules" / name


def report(command: list[str], output: Path, environment: Mapping[str, str] | None = None) -> Any:
    """What a program reports in JSON; `output` is a file to write it to.

    The exit code says only whether anything was found.

    :raises CommandError: where the program failed and reported nothing.
    """
    said = lines(command, output, environment=environment)
    try:
        return json.loads(said)
    except ValueError as error:
        raise CommandError(f"{' '.join(command)}\ndid not report in JSON:\n{said}") from error


def lines(
    command: list[str],
    output: Path,
    *,
    at: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """What a program says, or its complaint; to a pipe some write but the first 64 KB.

    It runs in the folder `at`.
    """
    with output.open("wb") as stream:
        variables = {**os.environ, **(environment or {})}
        result = subprocess.run(
            command, stdout=stream, stderr=subprocess.PIPE, cwd=at, env=variables, check=False
        )
    return (output.read_bytes() or result.stderr).decode("utf-8", "replace")


def _install() -> None:
    console.say("Installing the programs of tests/web/ (once) ...")
    shutil.rmtree(_INSTALLED, ignore_errors=True)
    _INSTALLED.mkdir(parents=True)
    for name in ("package.json", ".npmrc"):
        shutil.copyfile(PINNED / name, _INSTALLED / name)
    lock = (PINNED / "package-lock.json").read_bytes()
    (_INSTALLED / "package-lock.json").write_bytes(lock)
    result = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund"],
        cwd=_INSTALLED,
        env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        shutil.rmtree(_INSTALLED)
        raise CommandError(f"npm could not install the programs of tests/web/:\n{result.stderr}")


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _output(*command: str) -> str:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return (result.stdout or result.stderr).strip() if result.returncode == 0 else ""
