"""Large values: each a file of its own, which costs a tenth of a row of a database.

A checksum finds what is damaged. It is no signature: whoever can write into the folder can write
whole values, which are data of a declared type all the same.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path

CHECK = 4
"""Bytes of the checksum."""


class LargeValues:
    """Values that are files of a folder, each written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = _names_in(folder)

    def __contains__(self, key: bytes) -> bool:
        return key.hex() in self._names

    def read(self, key: bytes) -> memoryview | None:
        """The value under a key, to be decoded at once; None: there is none, or it is damaged."""
        if key not in self:
            return None
        with suppress(OSError, ValueError), (self._folder / key.hex()).open("rb") as file:
            # Mapped, it need not be copied; the system has it in memory already.
            whole = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
            if whole[:CHECK] == checksum(key, whole[CHECK:]):
                return whole[CHECK:]
        return None

    def write(self, key: bytes, data: bytes) -> bool:
        """Keep a value; whether the disk took it."""
        path = self._folder / key.hex()
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            self._folder.mkdir(exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(checksum(key, data))
                file.write(data)
            unfinished.replace(path)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            return False
        self._names.add(path.name)
        return True

    def tidy(self, used: Collection[bytes], dropped: Collection[bytes], most: int) -> None:
        """Remove what was dropped; where all are larger than `most`, what was not used."""
        names = {key.hex() for key in dropped} & self._names
        kept = {key.hex() for key in used}
        with suppress(OSError):
            if sum(entry.stat().st_size for entry in os.scandir(self._folder)) > most:
                names |= _names_in(self._folder) - kept
        self._remove(names)

    def clear(self) -> None:
        """Remove all."""
        self._remove(_names_in(self._folder))

    def _remove(self, names: Iterable[str]) -> None:
        for name in names:
            with suppress(OSError):
                (self._folder / name).unlink()


def _names_in(folder: Path) -> set[str]:
    try:
        return set(os.listdir(folder))  # noqa: PTH208 - names are all that is asked for
    except OSError:
        return set()


def checksum(key: bytes, data: bytes | memoryview) -> bytes:
    """What stands before a value in its file or row."""
    return zlib.crc32(data, zlib.crc32(key)).to_bytes(CHECK, "little")
