"""Exif: a TIFF file inside an image file (CIPA DC-008, 4.6), read and written at its place.

Hostile lengths and offsets are bounded by the block that an Exif stands in; no directory is read
twice.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

PREFIX = b"Exif\0\0"
BYTE_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
ORIENTATION, SUB_IFDS, EXIF_IFD, GPS_IFD = 0x0112, 0x014A, 0x8769, 0x8825
UPRIGHT, TURNED = 1, frozenset((5, 6, 7, 8))
"""Orientations: as it is stored; those that make a width of a height."""

ENTRY = 12
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of one value of each type."""
INLINE = 4


class ExifEntry(NamedTuple):
    """An entry of a directory; places are counted from the start of the Exif."""

    at: int
    tag: int
    kind: int
    number: int
    value: int
    """The four bytes of its value, which for a longer one are its place."""


class Exif:
    """The directories of one Exif; `data` may be changed in place."""

    def __init__(self, data: bytearray | memoryview) -> None:
        self.data = data
        self.order = BYTE_ORDERS.get(bytes(data[:4]), "")

    def directories(self) -> Iterator[int]:
        """Places of the directories about images: the chain of them, and those below."""
        if not self.order or len(self.data) < 8:  # noqa: PLR2004 - the header
            return
        found, waiting = set[int](), [self._number("I", 4)]
        while waiting:
            at = waiting.pop()
            if at in found or not self._has(at, 2):
                continue
            found.add(at)
            yield at
            for entry in self.entries(at):
                if entry.tag in (SUB_IFDS, EXIF_IFD):
                    waiting += self._offsets(entry)
            following = at + 2 + self._count(at) * ENTRY
            if self._has(following, 4):
                waiting.append(self._number("I", following))

    def entries(self, directory: int) -> Iterator[ExifEntry]:
        """Those that fit into the block."""
        for number in range(self._count(directory)):
            at = directory + 2 + number * ENTRY
            if not self._has(at, ENTRY):
                return
            yield ExifEntry(at, *struct.unpack_from(f"{self.order}HHII", self.data, at))

    def orientation(self) -> int:
        """How the image is to be turned, 1 to 8; 1 also where nobody can tell."""
        for directory in self.directories():
            for entry in self.entries(directory):
                if entry.tag == ORIENTATION and entry.kind == 3 and entry.number == 1:  # noqa: PLR2004
                    value = self._number("H", entry.at + 8)
                    return value if value in range(1, 9) else UPRIGHT
            break  # of the first directory alone
        return UPRIGHT

    def without_position(self) -> bool:
        """Blank every GPS directory and take it out of those that lead to it; whether one did."""
        found = False
        for directory in list(self.directories()):
            for entry in reversed(list(self.entries(directory))):
                if entry.tag == GPS_IFD:
                    found = True
                    for place in self._offsets(entry):
                        self._blank_directory(place)
                    self._remove(directory, entry)
        return found

    def _offsets(self, entry: ExifEntry) -> list[int]:
        if entry.number == 1:
            return [entry.value]
        places = range(entry.value, min(entry.value + entry.number * 4, len(self.data) - 3), 4)
        return [self._number("I", place) for place in places]

    def _remove(self, directory: int, entry: ExifEntry) -> None:
        """What follows it moves up, the place of the next directory too."""
        count = self._count(directory)
        end = min(directory + 2 + count * ENTRY + 4, len(self.data))
        self.data[entry.at : end - ENTRY] = bytes(self.data[entry.at + ENTRY : end])
        self._blank(end - ENTRY, ENTRY)
        struct.pack_into(f"{self.order}H", self.data, directory, count - 1)

    def _blank_directory(self, directory: int) -> None:
        if not self._has(directory, 2):
            return
        for entry in list(self.entries(directory)):
            length = SIZES.get(entry.kind, 1) * entry.number
            if length > INLINE:
                self._blank(entry.value, length)
        self._blank(directory, 2 + self._count(directory) * ENTRY + 4)

    def _blank(self, at: int, length: int) -> None:
        end = min(at + length, len(self.data))
        if 0 <= at < end:
            self.data[at:end] = bytes(end - at)

    def _count(self, directory: int) -> int:
        return self._number("H", directory)

    def _number(self, kind: str, at: int) -> int:
        number: int = struct.unpack_from(f"{self.order}{kind}", self.data, at)[0]
        return number

    def _has(self, at: int, length: int) -> bool:
        return 8 <= at <= len(self.data) - length  # noqa: PLR2004 - behind the header


def orientation(exif: bytes) -> int:
    """How an image with this Exif is to be turned, 1 to 8."""
    return Exif(memoryview(exif.removeprefix(PREFIX))).orientation()
