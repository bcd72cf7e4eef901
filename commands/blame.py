"""Which line of the owner's or the kit's code an exception is about."""

from __future__ import annotations

import os
import sys
import sysconfig
import traceback
from functools import cache


def place_of(error: BaseException) -> tuple[str, int]:
    """File and line: of the code that cannot be read, or the last that no library holds."""
    if isinstance(error, SyntaxError) and error.filename:
        return error.filename, error.lineno or 0
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith((*libraries(), "<"))]
    return (own[-1].filename, own[-1].lineno or 0) if own else ("", 0)


@cache
def libraries() -> tuple[str, ...]:
    """The folders of Python and of what is installed, each with a separator at its end."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    folders = {sysconfig.get_path(name) for name in names}
    folders |= {sys.prefix} if sys.prefix != sys.base_prefix else set()
    return tuple(f"{folder}{os.sep}" for folder in folders)
