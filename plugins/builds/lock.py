"""The lock that lets one build at a time into a folder, and says who builds."""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ..common.failure import CommandError

WAIT = 10.0
"""Seconds after which a build that finds another at work gives up."""
_EVERY = 0.05
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a locked byte cannot be read, so it lies behind what the file says

    def _lock(file: IO[str]) -> None:
        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        # A record lock belongs to this process alone: workers that it forks hold nothing back when
        # it is killed. (flock would last until the last of them has ended.)
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path, building: str, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock at `path` while `building`, as messages name it, is built.

    The system frees it when this process ends, however it ends, so none is ever stale. A file
    system that knows no locks gives none: then it is for its owner not to build twice at once.

    :raises CommandError: with who holds it, after `wait` seconds.
    """
    path.touch()
    with path.open("r+", encoding="utf-8") as file:
        deadline = time.monotonic() + wait
        while not _taken(file):
            if time.monotonic() >= deadline:
                raise CommandError(_refusal(path, building))
            time.sleep(_EVERY)
        _say(file, {"process": os.getpid(), "host": platform.node(), "started": _now()})
        try:
            yield
        finally:
            with suppress(OSError):  # a full disk must not hide what went wrong
                _say(file, {})


def _taken(file: IO[str]) -> bool:
    try:
        _lock(file)
    except OSError as error:
        return error.errno not in _TAKEN
    return True


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")


def _say(file: IO[str], facts: dict[str, object]) -> None:
    file.seek(0)
    file.truncate()
    json.dump(facts, file)
    file.flush()


def _refusal(path: Path, building: str) -> str:
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        holder = f"process {who['process']} on {who['host']} since {who['started']}"
    except (OSError, ValueError, KeyError, TypeError):
        holder = "another process"
    return (
        f"{building} is being built: by {holder}. Wait until that has ended, or end it;"
        " or choose another --output."
    )
