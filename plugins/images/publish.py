"""Published copies of images, marked without ever writing through to their source."""

from __future__ import annotations

from pathlib import Path

from ..common.files import write_whole
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
    # Its times too: whoever copies only what is newer must not copy it in every build.
    write_whole(path, written, keep_times=True)
    return is_signed(data)
