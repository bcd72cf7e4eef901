"""What a build left in its output folder, file by file, as the next build reads it.

JSON below a line with its checksum; columns rather than rows, as it is read in every build. What is
damaged, foreign or of another form counts as nothing, and costs the next build its head start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

_FORM = b"colophon-tree 1 "


class Entry(NamedTuple):
    """One file of the output folder."""

    size: int
    time: int
    """When it was last changed, in nanoseconds."""
    inode: int
    digest: str
    """Of its bytes."""
    fingerprint: str
    """What its writer said that it depends on; empty: nothing was said."""


def digest_of(data: bytes) -> str:
    """Names a content: others have another name."""
    return blake2b(data, digest_size=16).hexdigest()


def dumped(entries: Mapping[str, Entry]) -> bytes:
    """The manifest as bytes."""
    columns = [list(column) for column in zip(*entries.values(), strict=True)]
    data = json.dumps([list(entries), *columns]).encode("ascii")
    return _FORM + digest_of(data).encode("ascii") + b"\n" + data


def name_of(path: Path) -> bytes:
    """The first line of the manifest at `path`, which no other has; empty where there is none."""
    try:
        with path.open("rb") as file:
            return file.readline()
    except OSError:
        return b""


def loaded(path: Path) -> dict[str, Entry]:
    """The manifest at `path`; nothing where it cannot be trusted."""
    try:
        head, _, data = path.read_bytes().partition(b"\n")
        if head != _FORM + digest_of(data).encode("ascii"):
            return {}
        names, *columns = json.loads(data)
    except (OSError, ValueError):
        return {}
    return dict(zip(names, map(Entry._make, zip(*columns, strict=True)), strict=True))
