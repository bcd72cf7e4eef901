"""A site is built beside the old one and put in its place whole, or not at all."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.common.failure import CommandError

MARK = "ai-disclosures.json"
"""A file that every site built by the kit has: by it we know a folder as ours to replace."""


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """An empty folder beside `target`; on success it becomes `target`, on failure it goes.

    :raises CommandError: where `target` holds something that the kit has not built.
    """
    staging = target.with_name(f".{target.name}.building")
    try:
        _check(target)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
    except OSError as error:
        raise CommandError(f"{target}: {error.strerror}. Choose another --output.") from error
    try:
        yield staging
        _keep_times(staging, target)
        _swap(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _check(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CommandError(f"{target} is not a folder. Choose another --output.")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise CommandError(
            f"{target} holds files that no build has made (it lacks {MARK}), and a build replaces"
            " the whole folder. Choose another --output, or empty this one."
        )


def _keep_times(staging: Path, target: Path) -> None:
    """Give each file that holds just what it held before the time it had.

    Whoever copies what is newer, or answers with a file's time, then sees what changed.
    """
    for path in staging.rglob("*"):
        old = target / path.relative_to(staging)
        if path.is_file() and old.is_file() and filecmp.cmp(path, old, shallow=False):
            time = old.stat().st_mtime_ns
            os.utime(path, ns=(time, time))


def _swap(staging: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
