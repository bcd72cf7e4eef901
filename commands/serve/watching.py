"""Noticing what changes on the disk, whatever happens to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchfiles import watch

TICK = 100
"""Milliseconds between looks at single files, and at whether folders are still the same."""
QUIET = 50
"""Milliseconds without a change after which changes are told."""
TOOLS = ("__pycache__", "4913")  # Vim tries with a file 4913 whether it may write
ENDS_OF_TOOLS = ("~", "#", ".pyc", "___jb_tmp___", "___jb_old___")
"""Ends of names of files that editors and Python make for themselves, if they are not hidden."""

Stamp = tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Watched:
    """What to watch; nothing of it need be there."""

    folders: frozenset[Path]
    """With all that is in them."""
    files: frozenset[Path]
    output: Path
    """Where builds write: no change in it is anybody's edit."""

    def counts(self, path: Path) -> bool:
        """Whether a change of `path` is one of the site."""
        below = [path.relative_to(root).parts for root in self.folders if path.is_relative_to(root)]
        parts = min(below, key=len, default=path.parts[-1:])
        return not path.is_relative_to(self.output) and not any(map(_is_of_a_tool, parts))


def _is_of_a_tool(name: str) -> bool:
    return name.startswith(".") or name in TOOLS or name.endswith(ENDS_OF_TOOLS)


def changes(what: Callable[[], Watched]) -> Iterator[set[Path]]:
    """What changed, every so often and for ever; the first time, the watch has just been set up.

    Folders may go, come back, or be others of the same name, and `what` may name others.
    """
    folders: dict[Path, Stamp] = {}
    files: dict[Path, Stamp] = {}
    is_first, polling = True, False
    while True:
        now = {folder: _identity(folder) for folder in what().folders}
        pending = set() if is_first else {f for f, stamp in now.items() if folders.get(f) != stamp}
        folders, is_first = now, False
        try:
            for found in _ticks([folder for folder in folders if folders[folder]], polling=polling):
                watched = what()
                pending |= {path for path in found if watched.counts(path)}
                yield pending | _changed(watched.files, files)
                pending = set()
                if {folder: _identity(folder) for folder in watched.folders} != folders:
                    break
        except FileNotFoundError:  # a folder that went just now
            continue
        except (OSError, RuntimeError):  # the system has no watch left, or none for such a disk
            polling = True


def _ticks(folders: list[Path], *, polling: bool) -> Iterator[set[Path]]:
    """What changed in these folders, or nothing, every so often."""
    while not folders:
        time.sleep(TICK / 1000)
        yield set()
    found = watch(
        *folders,
        watch_filter=None,
        step=QUIET,
        rust_timeout=TICK,
        yield_on_timeout=True,
        force_polling=polling or None,
        ignore_permission_denied=True,
    )
    for changed in found:
        yield {Path(name) for _, name in changed}


def _identity(folder: Path) -> Stamp:
    """Which folder it is; None: it is not there."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _changed(names: frozenset[Path], stamps: dict[Path, Stamp]) -> set[Path]:
    """Those that are not as `stamps` has them, which is brought up to date."""
    now = {path: _stamp(path) for path in names}
    changed = {path for path, stamp in now.items() if stamps.get(path, stamp) != stamp}
    stamps |= now
    return changed


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
