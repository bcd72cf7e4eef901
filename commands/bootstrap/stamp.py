"""The stamp in .venv: what the environment was made from, written only when it was finished.

An environment without a readable stamp is half-made, whatever else it holds.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from enum import Enum
from pathlib import Path

RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"

# Raise it when environments made by an earlier launcher must not be kept.
_SCHEMA = 1
_STAMP = "colophon-stamp.json"
_UNFINISHED = "unfinished"


class State(Enum):
    """What has to be done before a command can use the environment."""

    CURRENT = "nothing"
    LACKS_DEVELOPMENT = "add what tests and checks need"
    OUTDATED = "make it anew"


def python_of(venv: Path) -> Path:
    """The interpreter of the environment *venv*."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def state(root: Path, venv: Path, names: tuple[str, ...]) -> State:
    """Compare the stamp of *venv* with the requirement files *names* of *root*."""
    stamp = read(venv) or {}
    installed = stamp.get("installed")
    made_here = stamp.get("made") == _circumstances(root) and _starts(venv)
    if not made_here or not isinstance(installed, dict):
        return State.OUTDATED
    digests = _digests(root)
    unlike = [name for name in names if installed.get(name) != digests[name]]
    if unlike == [DEVELOPMENT] and DEVELOPMENT not in installed:
        return State.LACKS_DEVELOPMENT
    return State.OUTDATED if unlike else State.CURRENT


def read(venv: Path) -> dict[str, object] | None:
    """The stamp's content; None where *venv* was never finished, or it cannot be read."""
    try:
        content = json.loads((venv / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def write(root: Path, venv: Path, names: tuple[str, ...], *, adding: bool = False) -> None:
    """Say that *venv* holds what the files *names* list, in one step: never half of it.

    While development packages are being added the others stay usable.
    """
    installed = {name: digest for name, digest in _digests(root).items() if name in names}
    if adding:
        installed[DEVELOPMENT] = _UNFINISHED
    content = {"made": _circumstances(root), "installed": installed}
    draft = venv / f"{_STAMP}.new"
    draft.write_text(json.dumps(content, indent=1), encoding="utf-8")
    draft.replace(venv / _STAMP)


def _circumstances(root: Path) -> dict[str, object]:
    """All that decides, beside the requirements, whether an environment can be used.

    The folder is one: scripts in an environment hold its absolute path.
    """
    return {
        "schema": _SCHEMA,
        "python": f"{sys.implementation.name}-{sys.version_info[0]}.{sys.version_info[1]}",
        "platform": sysconfig.get_platform(),
        "folder": str(root),
    }


def _digests(root: Path) -> dict[str, str]:
    """SHA-256 per requirement file; development pins depend on the runtime's."""
    runtime = (root / RUNTIME).read_bytes()
    development = (root / DEVELOPMENT).read_bytes()
    return {
        RUNTIME: hashlib.sha256(runtime).hexdigest(),
        DEVELOPMENT: hashlib.sha256(runtime + b"\0" + development).hexdigest(),
    }


def _starts(venv: Path) -> bool:
    """Whether interpreter and Invoke are there (a link to a removed Python is not)."""
    paths = {"base": str(venv), "platbase": str(venv)}
    library = Path(sysconfig.get_path("purelib", "venv", paths))
    return python_of(venv).exists() and (library / "invoke" / "__init__.py").exists()
