"""Metadata in AVIF: items that a table of places leads to (ISO/IEC 14496-12, 8.11; 23008-12, A)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

EXIF, XMP = b"Exif", b"mime"
LONG_INFE, LONG_ILOC = 3, 2
"""Versions of the two boxes that number items with four bytes, where others take two."""
FULL = 4
"""Bytes of a box for its version and flags."""


class Box(NamedTuple):
    """A box of a file, without its length and kind."""

    kind: bytes
    start: int
    end: int


class HeifItem(NamedTuple):
    """A piece of metadata: its kind, and where it lies."""

    kind: bytes
    start: int
    end: int


def metadata(data: bytes) -> Iterator[HeifItem]:
    """Exif and texts of a file, as far as it is whole; none that lies in several pieces."""
    for meta in _boxes(data, 0, len(data)):
        if meta.kind != b"meta":
            continue
        inside = {box.kind: box for box in _boxes(data, meta.start + FULL, meta.end)}
        if b"iinf" in inside and b"iloc" in inside:
            kinds = dict(_kinds(data, inside[b"iinf"]))
            own = inside.get(b"idat", meta).start
            for item, (start, end) in _places(data, inside[b"iloc"], own):
                if kinds.get(item) in (EXIF, XMP) and start < end <= len(data):
                    yield HeifItem(kinds[item], start, end)


def _boxes(data: bytes, at: int, end: int) -> Iterator[Box]:
    while at + 8 <= end:
        length, kind, header = _number(data, at, 4), data[at + 4 : at + 8], 8
        if length == 1:
            length, header = _number(data, at + 8, 8), 16
        length = length or end - at  # 0: up to the end
        if length < header or at + length > end:
            return
        yield Box(kind, at + header, at + length)
        at += length


def _kinds(data: bytes, box: Box) -> Iterator[tuple[int, bytes]]:
    """Number and kind of each item."""
    count = 4 if data[box.start] else 2
    for entry in _boxes(data, box.start + FULL + count, box.end):
        size = 4 if data[entry.start] == LONG_INFE else 2
        at = entry.start + FULL + size
        yield _number(data, entry.start + FULL, size), data[at + 2 : at + 6]


def _places(data: bytes, box: Box, own: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Number and place of each item that lies in one piece; `own` is the box's own store."""
    version, at = data[box.start], box.start + FULL
    sizes = data[at] >> 4, data[at] & 15, data[at + 1] >> 4, data[at + 1] & 15
    offset, length, base, index = sizes if version else (*sizes[:3], 0)
    number = 4 if version == LONG_ILOC else 2
    at += 2 + number
    while at + number + 4 + base <= box.end:
        item, at = _number(data, at, number), at + number
        method, at = (_number(data, at, 2) & 15, at + 2) if version else (0, at)
        begin, at = _number(data, at + 2, base), at + 2 + base
        pieces, at = _number(data, at, 2), at + 2
        if pieces == 1 and method in (0, 1):
            begin += _number(data, at + index, offset) + (own if method else 0)
            yield item, (begin, begin + _number(data, at + index + offset, length))
        at += pieces * (index + offset + length)


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")
