"""Published copies of images, marked without ever writing through to their source."""

from __future__ import annotations

import shutil
from pathlib import Path

from .sourcetypes import is_signed, marked


def mark(path: Path, what: str) -> bool:
    """Let the file at `path` say what AI did to it; whether that broke a signature in it.

    A file that says so is not written. One that is a link to its source is replaced, not followed.

    :raises ImageError: where it cannot say so; it is then as it was.
    :raises OSError: where it cannot be read or written; the same.
    """
    data = path.read_bytes()
    written = marked(data, what)
    if written == data:
        return False
    _replace(path, written)
    return is_signed(data)


def _replace(path: Path, data: bytes) -> None:
    """Put a new file in the place of `path`; whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(data)
        # Its time too: whoever copies only what is newer must not copy it in every build.
        shutil.copystat(path, partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
