"""What a run leaves to the next: a file that may be thrown away at any time.

With it or without, lists and links are the same.
"""

from __future__ import annotations

import gc
import pickle
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from .known import Known
from .links.memory import Memory
from .lists.news import Kept
from .seen import Seen

LIBRARIES = ("lxml", "numpy", "scipy", "snowballstemmer")
PLUGINS = Path(__file__).parent.parent
FILES = ("related/**/*.py", "related/data/*", "common/*.py")
"""What decides on what is remembered; below the folder of the plugins."""

NAME = "related"
SITES = 4
"""Files kept: whoever builds one folder after another gets no heap of them."""


@dataclass(slots=True)
class Past:
    """What is remembered; a run brings it up to date."""

    seen: dict[str, Seen] = field(default_factory=dict)
    """By id."""

    known: dict[str, Known] = field(default_factory=dict)
    """By language."""

    lists: dict[str, Kept] = field(default_factory=dict)
    links: Memory = field(default_factory=Memory)


def file_of(folder: Path, content: str) -> Path:
    """Where the past of the site with that content folder is kept."""
    return folder / f"{NAME}-{blake2b(content.encode(), digest_size=6).hexdigest()}.pickle"


def load(path: Path) -> Past:
    """The past in a file; an empty one if there is none, or other code wrote it."""
    try:
        with path.open("rb") as file:
            if pickle.load(file) == _made_by():  # noqa: S301 - as trusted as the code beside it
                past = pickle.load(file)  # noqa: S301
                return past if isinstance(past, Past) else Past()
    except Exception:  # noqa: BLE001 - whatever a broken file raises, it is worth nothing
        return Past()
    return Past()


def save(past: Past, path: Path) -> None:
    """Keep `past`, in one piece or not at all; a disk that refuses costs time, no more."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            file = Path(folder) / path.name
            with file.open("wb") as written:
                pickle.dump(_made_by(), written)
                pickle.dump(past, written, protocol=5)
            file.replace(path)
        others = sorted(path.parent.glob(f"{NAME}-*"), key=lambda p: p.stat().st_mtime)
        for old in others[:-SITES]:
            old.unlink()
    except OSError:
        # Another build may have been faster; or there is no room.
        return


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looks for garbage in cycles: nothing here makes any, and each goes through it all."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@cache
def _made_by() -> str:
    """All that decides what is remembered, but for the articles."""
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    told = blake2b(" ".join([sys.version, *libraries]).encode(), digest_size=16)
    for path in sorted(path for pattern in FILES for path in PLUGINS.glob(pattern)):
        told.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return told.hexdigest()
