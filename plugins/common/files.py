"""Files: written so that they appear whole or not at all; texts and an owner's TOML read."""

from __future__ import annotations

import shutil
import time
import tomllib
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from .problems import Problem
from .regex import regex
from .values import dataclass

LAST_MOMENT = 50_000_000
"""Nanoseconds within which a file may change twice, and keep its time."""
SECONDS = 1_000_000_000
COARSE = 2 * SECONDS
"""The same where a disk knows only seconds."""
_LINE = regex(r"line (\d+)")
_CURE = "See toml.io for the notation; texts stand in double quotes."


@dataclass(frozen=True, slots=True)
class Source:
    """What stands in an author's file."""

    text: str
    """LF line ends, and a byte order mark if there is one; bytes that are no UTF-8 replaced."""
    broken_at: int = -1
    """The first byte that is no UTF-8, behind the byte order mark; -1: all are."""

    @property
    def unmarked(self) -> str:
        """The text without the byte order mark."""
        return self.text.removeprefix("\ufeff")


def read_source(path: Path) -> Source:
    """An author's text, whatever its bytes."""
    data = path.read_bytes()
    text = data.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(text, _broken_at(data) if "\ufffd" in text else -1)


def _broken_at(data: bytes) -> int:
    try:
        TextIOWrapper(BytesIO(data), encoding="utf-8-sig").read()
    except UnicodeDecodeError as error:
        return error.start
    return -1


def stamp_of(path: Path) -> str:
    """What another version of the file would have another of: size, times, inode.

    Empty where it was changed just now: it may change again, and keep all of these.
    """
    state = path.stat()
    changed = max(state.st_mtime_ns, state.st_ctime_ns)
    if time.time_ns() - changed < (LAST_MOMENT if changed % SECONDS else COARSE):
        return ""
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}"


def write_whole(path: Path, data: bytes, *, keep_times: bool = False) -> None:
    """Write `data` to `path`; until all of it stands on disk, what was at `path` before remains.

    A file that holds just this is left alone, its times too: whoever copies what is newer need not
    copy it. With `keep_times` a file that changes has those of the one before. A link is replaced,
    not followed.
    """
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(data)
        if keep_times:
            shutil.copystat(path, partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def read_toml(path: Path, shown_as: str) -> tuple[dict[str, Any], list[Problem]]:
    """The file, or nothing where it is missing or broken; `shown_as` names it in problems."""
    if not path.is_file():
        return {}, []
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = _LINE.search(str(error))
        message = f"is not valid TOML: {error}"
        return {}, [Problem(shown_as, int(line[1]) if line else 0, "", "", message, _CURE)]
