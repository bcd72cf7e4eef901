"""Putting new text in the place of files: every one of them or none, and each whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkstemp

from ...common.failure import CommandError
from ...common.problems import shown_path
from ...common.values import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """What a file is to hold, and what it held when that was decided."""

    path: Path
    before: str | None
    """Text with its own line ends; None: the file is not there yet."""
    after: str


def write_all(changes: Iterable[Change]) -> None:
    """Make every change, line ends and file modes untouched; a link stays one.

    All files are looked at first, then written beside their places, and only then moved there.
    :raises CommandError: where a file cannot be written or has changed meanwhile. Then every file
        is as it was, or the message names those that are not.
    """
    planned = list(changes)
    for change in planned:
        _check(change)
    at, moved = Path(), list[Change]()
    with ExitStack() as leaving:
        try:
            staged = []
            for change in planned:
                at = change.path
                staged.append(_beside(at, change.after, leaving))
            for beside, change in zip(staged, planned, strict=True):
                at = change.path
                beside.replace(at.resolve())
                moved.append(change)
        except BaseException as error:  # an interruption, too, may not leave half of it
            left = [change.path for change in moved if not _undone(change)]
            if left or isinstance(error, OSError):
                raise CommandError(_message(at, error, left)) from error
            raise


def _check(change: Change) -> None:
    name = shown_path(change.path)
    if change.before is None:
        if change.path.exists():
            raise CommandError(f"{name} is there already; nothing was changed.")
    elif not _holds(change.path, change.before):
        cure = "Nothing was changed; run the command again."
        raise CommandError(f"{name}: The file changed while you read it. {cure}")
    elif not os.access(change.path, os.W_OK):
        raise CommandError(f"{name} is write-protected; nothing was changed.")


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode("utf-8")
    except OSError:
        return False


def _beside(path: Path, text: str, leaving: ExitStack) -> Path:
    """A file beside `path` that holds `text`, removed on leaving."""
    handle, name = mkstemp(prefix=".colophon-", dir=path.resolve().parent)
    leaving.callback(Path(name).unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode("utf-8"))
    if path.exists():
        shutil.copymode(path, name)
    else:
        Path(name).chmod(0o644)
    return Path(name)


def _undone(change: Change) -> bool:
    """Whether the file could be given back what it held."""
    try:
        with ExitStack() as leaving:
            if change.before is None:
                change.path.unlink()
            else:
                _beside(change.path, change.before, leaving).replace(change.path.resolve())
    except OSError:
        return False
    return True


def _message(path: Path, error: BaseException, changed: list[Path]) -> str:
    reason = (isinstance(error, OSError) and error.strerror) or type(error).__name__
    left = ", ".join(map(shown_path, changed))
    outcome = f"These were changed all the same: {left}." if left else "Nothing was changed."
    return f"{shown_path(path)} cannot be written: {reason}. {outcome}"
