"""The owner's files: no test depends on what is written in them, so no test may read them.

Commands that read the site's own settings are given tests/sites/demo as the site.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ("pelicanconf.py", "publishconf.py", "content/")
SITE = "COLOPHON_SITE"
"""The environment variable that names the folder of the site's own settings and content."""

READ = "COLOPHON_READ_OWNERS_FILES"
"""The environment variable by which a test lets a command read them."""

_FOLDERS = tuple(f"{ROOT}/{name}" for name in FILES)
_refused = [True]


class OwnersFileError(BaseException):
    """A test reads what the owner may change; no command may take it for an error of its own."""


def watch() -> None:
    """From now on nothing in this process reads the owner's files."""
    sys.addaudithook(_refuse)


@contextmanager
def may_be_read() -> Iterator[None]:
    """For tests of the files themselves, as the kit ships them."""
    _refused[0] = False
    try:
        yield
    finally:
        _refused[0] = True


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _refused[0] and isinstance(arguments[0], str | os.PathLike):
        path = os.path.abspath(os.fspath(arguments[0]))  # noqa: PTH100 - for every file opened
        if path.startswith(_FOLDERS) and READ not in os.environ:
            raise OwnersFileError(f"{path} is the owner's: a test must not depend on it")
