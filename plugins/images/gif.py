"""XMP in GIF: an application extension before the first image (XMP part 3, 1.1.2; GIF89a, 26).

The packet is not cut into sub-blocks. A reader that knows nothing of it takes its bytes for their
lengths, leaps through it, and the trailer, which counts down, leads it to the end from wherever it
lands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .faults import truncated

SIGNATURES = (b"GIF87a", b"GIF89a")
NEWEST = SIGNATURES[1]
EXTENSION, IMAGE, END = 0x21, 0x2C, 0x3B
XMP = bytes((EXTENSION, 0xFF, 11)) + b"XMP DataXMP"
TRAILER = bytes((1, *range(0xFF, -1, -1), 0))
LEADING = frozenset((0xFE, 0xFF))
"""Labels of extensions that belong to no image: comments and those of applications."""

HEADER = 13
HAS_TABLE, TABLE_SIZE = 0x80, 0x07


class Block(NamedTuple):
    """Where an extension, image or the end lies in its file, and the packet in it, if any."""

    start: int
    end: int
    packet: bytes | None = None


def packets(data: bytes) -> Iterator[bytes]:
    """The XMP packets of a file.

    :raises ImageError: where the file is broken.
    """
    return (block.packet for block in _blocks(data) if block.packet is not None)


def rewritten(data: bytes, change: Callable[[bytes | None], bytes]) -> bytes:
    """`data` with each packet as `change` gives it back, or with a new one; the rest as it is.

    Extensions came with GIF89a, so the file then says that it is one.

    :raises ImageError: where the file is broken.
    """
    blocks = list(_blocks(data))
    pieces, position = [], 0
    for block in blocks:
        if block.packet is not None and (changed := change(block.packet)) != block.packet:
            pieces += [data[position : block.start], _extension(changed)]
            position = block.end
    if not any(block.packet is not None for block in blocks):
        # Behind NETSCAPE's, which wants to be first; readers that look at one frame still see it.
        at = next(block.start for block in blocks if not _is_leading(data, block))
        pieces, position = [data[:at], _extension(change(None))], at
    written = b"".join([*pieces, data[position:]])
    return NEWEST + written[len(NEWEST) :]


def _blocks(data: bytes) -> Iterator[Block]:
    """Every block up to the end of the file."""
    try:
        position = HEADER + _table(data[HEADER - 3])
        while data[position] != END:
            start = position
            if data[start : start + len(XMP)] == XMP:
                position = _after(data, start + len(XMP))
                yield Block(start, position, _packet(data, start + len(XMP), position))
                continue
            if data[start] == EXTENSION:
                position = _after(data, start + 2)
            elif data[start] == IMAGE:
                position = _after(data, start + 11 + _table(data[start + 9]))
            else:
                raise truncated("GIF")
            yield Block(start, position)
        yield Block(position, position + 1)
    except IndexError as error:
        raise truncated("GIF") from error


def _is_leading(data: bytes, block: Block) -> bool:
    return data[block.start] == EXTENSION and data[block.start + 1] in LEADING


def _table(flags: int) -> int:
    """The length of a colour table."""
    return 3 << (flags & TABLE_SIZE) + 1 if flags & HAS_TABLE else 0


def _after(data: bytes, position: int) -> int:
    """The place behind a run of sub-blocks, each of which begins with its length."""
    while data[position]:
        position += data[position] + 1
    return position + 1


def _packet(data: bytes, start: int, end: int) -> bytes:
    if data[start:end].endswith(TRAILER):
        return data[start : end - len(TRAILER)]
    pieces = []  # cut into sub-blocks after all, as some programs do
    while data[start]:
        pieces.append(data[start + 1 : start + 1 + data[start]])
        start += data[start] + 1
    return b"".join(pieces)


def _extension(packet: bytes) -> bytes:
    return XMP + packet + TRAILER
