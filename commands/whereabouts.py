"""Where the repository is, and where the caller stood.

Commands and Pelican's settings name the repository's files relative to its root; a path that
a person types is relative to the folder they type it in. Import this module before anything
changes the working folder, call `enter_root` once, and pass typed paths through `given`.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_CALLER = Path.cwd()


def enter_root() -> None:
    """Make the repository's root the working folder, wherever the command was called."""
    os.chdir(ROOT)


def given(path: str) -> Path:
    """The absolute path that a person meant by *path*, `~` included."""
    return (_CALLER / Path(path).expanduser()).resolve()
