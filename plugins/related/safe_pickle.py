"""Plain values in a file, read back only if the file is whole, of this code, and holds no others.

A pickle can name any function for its reader to call. Here it can name the classes of this plugin
and the few that numbers are kept in; whatever else a file asks for, it is not read ("Restricting
Globals" in the documentation of Python's pickle).
"""

from __future__ import annotations

import pickle
import zlib
from io import BufferedIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

OWN = f"{__package__}."

OTHERS = frozenset(
    {
        ("collections", "Counter"),
        ("datetime", "date"),
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy._core.multiarray", "scalar"),
        ("numpy._core.numeric", "_frombuffer"),
    }
)
"""What values are made of that are not of this plugin: module and name."""

CHECK = 10
"""Bytes in a file's checksum, as text."""

AT_ONCE = 1 << 20


class _Reader(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """A class or function that the file may name.

        :raises pickle.UnpicklingError: for any other.
        """
        if (module_name, global_name) in OTHERS:
            return super().find_class(module_name, global_name)
        if module_name.startswith(OWN) and global_name.isidentifier():
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is nothing to be kept")


class _Checked:
    """A file whose checksum grows with what is written."""

    def __init__(self, file: BufferedIOBase) -> None:
        self._file = file
        self.check = 0

    def write(self, data: bytes) -> int:
        """Write on."""
        self.check = zlib.crc32(data, self.check)
        return self._file.write(data)


def write(value: object, path: Path, made_by: str) -> None:
    """Put `value` into a file, in one piece or not at all.

    `made_by` tells of which code it is. Raises OSError where the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent) as folder:
        file = Path(folder) / path.name
        with file.open("wb") as plain:
            head = made_by.encode()
            plain.write(head + b"0" * CHECK)
            checked = _Checked(plain)
            pickle.dump(value, checked, protocol=5)
            plain.seek(len(head))
            plain.write(b"%010d" % checked.check)
        file.replace(path)


def read(path: Path, made_by: str) -> object:
    """The value in a file; None if there is none, or it is broken, or of other code."""
    head = made_by.encode()
    try:
        with path.open("rb") as file:
            if file.read(len(head)) != head:
                return None
            written, check = file.read(CHECK), 0
            begin = file.tell()
            while data := file.read(AT_ONCE):
                check = zlib.crc32(data, check)
            if written != b"%010d" % check:
                return None
            file.seek(begin)
            found: object = _Reader(file).load()
            return found
    except (OSError, pickle.UnpicklingError):
        return None
