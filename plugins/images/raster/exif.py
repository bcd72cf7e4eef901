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
POSITIONS = frozenset((2, 4, 6, 20, 22, 28))
"""In a GPS directory: latitude, longitude, altitude, a destination's, and the name of an area."""
UPRIGHT, TURNED = 1, frozenset((5, 6, 7, 8))
"""Orientations: as it is stored; those that make a width of a height."""

HEADER, ENTRY = 8, 12
MOST_DIRECTORIES, MOST_ENTRIES, LONGEST_VALUE = 16, 512, 65_536
"""More than any camera writes: hostile ones shall cost no time."""
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of one value of each type."""
SHORT, INLINE = 3, 4
"""The type of numbers of two bytes; how many bytes stand in the entry itself."""


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
        if not self.order or len(self.data) < HEADER:
            return
        found, waiting = set[int](), [self._number("I", 4)]
        while waiting and len(found) < MOST_DIRECTORIES:
            at = waiting.pop()
            if at in found or not self._has(at, 2):
                continue
            found.add(at)
            yield at
            following = at + 2 + self._count(at) * ENTRY
            if self._has(following, 4):
                waiting.append(self._number("I", following))
            below = (entry for entry in self.entries(at) if entry.tag in (SUB_IFDS, EXIF_IFD))
            waiting += [place for entry in below for place in self._places(entry)]

    def entries(self, directory: int) -> Iterator[ExifEntry]:
        """Those that fit into the block."""
        for number in range(min(self._count(directory), MOST_ENTRIES)):
            at = directory + 2 + number * ENTRY
            if not self._has(at, ENTRY):
                return
            yield ExifEntry(at, *struct.unpack_from(f"{self.order}HHII", self.data, at))

    def orientation(self) -> int:
        """How the image is to be turned, 1 to 8; 1 also where nobody can tell."""
        for directory in self.directories():
            for entry in self.entries(directory):
                if (entry.tag, entry.kind, entry.number) == (ORIENTATION, SHORT, 1):
                    value = self._number("H", entry.at + 8)
                    return value if value in range(1, 9) else UPRIGHT
            break  # of the first directory alone
        return UPRIGHT

    def without_position(self) -> bool:
        """Blank the directories that tell a place, and take them out; whether one did."""
        found = 0
        while found < MOST_DIRECTORIES and (leading := next(self._leading_to_positions(), None)):
            directory, entry = leading
            self._remove(directory, entry)
            self._blank_directory(entry.value)
            found += 1
        return found > 0

    def _leading_to_positions(self) -> Iterator[tuple[int, ExifEntry]]:
        for directory in self.directories():
            for entry in self.entries(directory):
                told = entry.tag == GPS_IFD and self._has(entry.value, 2)
                if told and POSITIONS & {each.tag for each in self.entries(entry.value)}:
                    yield directory, entry

    def _places(self, entry: ExifEntry) -> list[int]:
        if entry.number == 1:
            return [entry.value]
        end = entry.value + 4 * min(entry.number, MOST_DIRECTORIES)
        return [self._number("I", at) for at in range(entry.value, end, 4) if self._has(at, 4)]

    def _remove(self, directory: int, entry: ExifEntry) -> None:
        """What follows it moves up, the place of the next directory too."""
        count = self._count(directory)
        end = min(directory + 2 + count * ENTRY + 4, len(self.data))
        self.data[entry.at : end - ENTRY] = bytes(self.data[entry.at + ENTRY : end])
        self._blank(end - ENTRY, ENTRY)
        struct.pack_into(f"{self.order}H", self.data, directory, count - 1)

    def _blank_directory(self, directory: int) -> None:
        for entry in list(self.entries(directory)):
            length = SIZES.get(entry.kind, 1) * entry.number
            if length > INLINE and entry.value >= HEADER:
                self._blank(entry.value, min(length, LONGEST_VALUE))
        self._blank(directory, 2 + self._count(directory) * ENTRY + 4)

    def _blank(self, at: int, length: int) -> None:
        end = min(at + length, len(self.data))
        if at < end:
            self.data[at:end] = bytes(end - at)

    def _count(self, directory: int) -> int:
        return self._number("H", directory)

    def _number(self, kind: str, at: int) -> int:
        number: int = struct.unpack_from(f"{self.order}{kind}", self.data, at)[0]
        return number

    def _has(self, at: int, length: int) -> bool:
        return HEADER <= at <= len(self.data) - length


def orientation(exif: bytes) -> int:
    """How an image with this Exif is to be turned, 1 to 8."""
    return Exif(memoryview(exif.removeprefix(PREFIX))).orientation()
