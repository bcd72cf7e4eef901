"""Make .venv from the pinned requirements, all of it or nothing.

An environment that was finished is set aside while its successor is made, and comes back when
that fails, so a broken connection costs nobody the environment that worked.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import stamp
from .stamp import State

_NEWEST_TRIED = (3, 14)

# Settings that would send packages elsewhere than into .venv.
_ASTRAY = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_REQUIREMENT", "PYTHONHOME"}


class SetupError(Exception):
    """The environment could not be made; the message says why and what helps."""


def make_current(root: Path, names: tuple[str, ...]) -> None:
    """See that .venv in *root* holds the requirement files *names*; raise SetupError if not."""
    venv = root / ".venv"
    if stamp.state(root, venv, names) is State.CURRENT:
        return
    with _alone(root / ".colophon"):
        state = stamp.state(root, venv, names)  # another start may have made it meanwhile
        if state is State.CURRENT:
            return
        _say(f"Setting up .venv from {' and '.join(names)} (once; takes about a minute) ...")
        start = time.monotonic()
        if state is State.LACKS_DEVELOPMENT:
            # Others may be using it meanwhile: nothing in it is changed.
            stamp.write(root, venv, (stamp.RUNTIME,), adding=True)
            _install(root, venv, names)
            stamp.write(root, venv, names)
        else:
            _make_anew(root, venv, names)
        _say(f".venv is ready ({time.monotonic() - start:.0f} s).")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _make_anew(root: Path, venv: Path, names: tuple[str, ...]) -> None:
    """Make *venv* from nothing; on any failure the last finished one is put back."""
    before = root / ".colophon" / "venv-before"
    try:
        if stamp.read(venv) is not None:
            _remove(before)
            venv.replace(before)
        _remove(venv)
    except OSError as problem:
        raise SetupError(
            f"{problem.filename}: {problem.strerror}. "
            "Stop the programs that use .venv (a running `invoke serve`?) and try again.",
        ) from None
    try:
        _create(venv)
        _install(root, venv, names)
        stamp.write(root, venv, names)
    except BaseException:
        _remove(venv)
        if before.exists():
            before.replace(venv)
        raise
    _remove(before)


def _create(venv: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian splits it from venv
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise SetupError(
            "this Python cannot make environments (it lacks ensurepip). "
            f"On Debian and Ubuntu: apt install python3-venv (or python{version}-venv).",
        )
    # The base interpreter: started from inside an environment we would link to that one.
    base = str(getattr(sys, "_base_executable", sys.executable))
    _run([base, "-I", "-m", "venv", str(venv)], f"{venv} could not be made")


def _install(root: Path, venv: Path, names: tuple[str, ...]) -> None:
    """Install exactly what the files pin: no other version, no file with another hash."""
    files = [word for name in names for word in ("-r", str(root / name))]
    options = ["--require-hashes", "--only-binary=:all:", "--no-input", "--progress-bar=off"]
    quiet = ["--quiet", "--disable-pip-version-check"]
    command = [str(stamp.python_of(venv)), "-I", "-m", "pip", "install", *quiet, *options, *files]
    _run(command, "the packages could not be installed")


def _run(command: list[str], failure: str) -> None:
    """Run *command* silently; on failure raise SetupError with what it said and a cure."""
    environment = {key: value for key, value in os.environ.items() if key not in _ASTRAY}
    result = subprocess.run(
        command,
        env=environment | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode:
        said = [line for line in result.stdout.splitlines() if line.strip()]
        errors = [line for line in said if line.startswith(("ERROR", "Error"))] or said
        raise SetupError("\n  ".join([f"{failure}:", *errors[-4:], _cure(result.stdout)]))


def _cure(output: str) -> str:
    """The likeliest remedy for what venv or pip said."""
    if "DO NOT MATCH THE HASHES" in output:
        return "A package is not the one that was pinned: try again, and tell us if it stays so."
    if "No space left" in output:
        return "Free some space (about 800 MB for tests, 350 MB without) and try again."
    if sys.version_info[:2] > _NEWEST_TRIED:
        newest = ".".join(map(str, _NEWEST_TRIED))
        return f"The pinned packages are for Python 3.11 to {newest}: python{newest} invoke ..."
    return "Is this computer online? Packages come from pip's usual place; then run it again."


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock of *folder*; the system frees it when we end, however we end."""
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("a+b") as handle:
        _lock(handle.fileno())
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:  # ten seconds have passed: the other is still at work
                continue
            return
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
