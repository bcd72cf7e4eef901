"""Two folders exchange their names, in one step where the system can.

Linux has ``renameat2(RENAME_EXCHANGE)`` and macOS ``renamex_np(RENAME_SWAP)``: at every moment one
of the two folders has the name. Elsewhere (Windows, NFS, older kernels) two renames do it, and
between them, for some microseconds, nothing has the name. A process that is killed just then leaves
its folder beside, and `restore` gives it back.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths as they are
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_PATIENCE = 2.0
"""Seconds for which Windows is asked again: a server or scanner has a file open for a moment."""


def exchange(fresh: Path, target: Path, aside: Path) -> None:
    """Let `fresh` and `target` exchange their names; without a `target`, `fresh` gets its name.

    All on one file system. Where two renames are needed, the old folder is `aside` between them.
    """
    if not target.exists():
        _rename(fresh, target)
    elif not in_one_step(fresh, target):
        _rename(target, aside)
        try:
            _rename(fresh, target)
        except OSError:
            _rename(aside, target)
            raise
        _rename(aside, fresh)


def restore(fresh: Path, target: Path, aside: Path) -> None:
    """Finish, or take back, the two renames of a process that was killed between them."""
    if not aside.exists():
        return
    if not target.exists():
        _rename(aside, target)
    elif not fresh.exists():
        _rename(aside, fresh)
    else:
        shutil.rmtree(aside)


def in_one_step(one: Path, other: Path) -> bool:
    """Exchange the names of two folders at once; whether this system and file system can."""
    import ctypes

    paths = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = system.renamex_np(*paths, ctypes.c_uint(_RENAME_SWAP))
        else:
            flags = ctypes.c_uint(_RENAME_EXCHANGE)
            failed = system.renameat2(_HERE, paths[0], _HERE, paths[1], flags)
    except (AttributeError, OSError, TypeError):  # Windows, an older system library
        return False
    if failed and (number := ctypes.get_errno()) not in _UNKNOWN:
        raise OSError(number, os.strerror(number), str(other))
    return not failed


def _rename(source: Path, place: Path) -> None:
    deadline = time.monotonic() + (_PATIENCE if sys.platform == "win32" else 0)
    while True:
        try:
            source.rename(place)
        except PermissionError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.05)
        else:
            return
