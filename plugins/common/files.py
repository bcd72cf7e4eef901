"""Files that appear whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path


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
