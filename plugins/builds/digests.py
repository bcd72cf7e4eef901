"""Hashes of what work depends on: values, and the code and libraries that do it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

SIZE = 16
"""Bytes of a digest: two different inputs do not meet by chance."""

PLUGINS = Path(__file__).parent.parent
NO_CODE = ("__pycache__",)


def digest(*parts: bytes) -> bytes:
    """One hash of several byte strings; where one ends and the next begins counts."""
    whole = b"".join([len(part).to_bytes(8, "little") + part for part in parts])
    return blake2b(whole, digest_size=SIZE).digest()


def text_digest(text: str) -> bytes:
    """The hash of a text."""
    return digest(text.encode("utf-8", "surrogatepass"))


def digest_of_named(parts: Mapping[str, bytes]) -> bytes:
    """One hash of byte strings and their names."""
    return digest(*(each for name, part in parts.items() for each in (name.encode(), part)))


@cache
def code_digest() -> bytes:
    """Of this package's own files, of Python, and of the names and versions of all libraries.

    Whatever changes there, nothing that was remembered is used.
    """
    return digest(
        *(sys.version.encode(), sys.platform.encode()), *sorted(_libraries()), files_digest(PLUGINS)
    )


def files_digest(folder: Path) -> bytes:
    """Of the names and bytes of all files of code below a folder."""
    parts: list[bytes] = []
    above = len(str(folder))
    for path in sorted(_files(str(folder))):
        # Hundreds of files, in every build: a Path and a buffer for each would take twice as long.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - one of hundreds
            parts += [os.fsencode(path[above:]), file.read()]
    return digest(*parts)


def digest_of_modules(names: Iterable[str]) -> bytes:
    """Of the files of modules and packages; of one that is not found, of its name alone."""
    parts = []
    for name in names:
        parts.append(name.encode())
        with suppress(ImportError, ValueError, AttributeError, OSError):
            parts += [Path(path).read_bytes() for path in sorted(_files_of(name))]
    return digest(*parts)


def _files_of(module: str) -> Iterable[str]:
    spec = find_spec(module.partition(":")[0])
    folders = (spec and spec.submodule_search_locations) or ()
    for folder in folders:
        yield from _files(folder)
    if spec and spec.origin and not folders:
        yield spec.origin


def _files(folder: str) -> Iterable[str]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name not in NO_CODE:
                yield from _files(entry.path)
        else:
            yield entry.path


def _libraries() -> Iterable[bytes]:
    """Each installed distribution as its folder is called: ``name-version.dist-info``."""
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.scandir(folder):
            if entry.name.endswith((".dist-info", ".egg-info", ".egg-link")):
                yield entry.name.encode()
