"""XMP in GIF: an application extension before the first image (XMP part 3, 1.1.2; GIF89a, 26).

The packet is not cut into sub-blocks. A reader that knows nothing of it takes its bytes for their
lengths, leaps through it, and the trailer, which counts down, leads it to the end from wherever it
lands.
"""

from __future__ import annotations

from collections.abc import Iterator

from .image_file import Block, Change, packets_in, truncated, with_packets

SIGNATURES = (b"GIF87a", b"GIF89a")
NEWEST = SIGNATURES[1]
EXTENSION, IMAGE, END = 0x21, 0x2C, 0x3B
XMP = bytes((EXTENSION, 0xFF, 11)) + b"XMP DataXMP"
TRAILER = bytes((1, *range(0xFF, -1, -1), 0))
LEADING = frozenset((0xFE, 0xFF))
"""Labels of extensions that belong to no image: comments and those of applications."""

HEADER = 13
HAS_TABLE, TABLE_SIZE = 0x80, 0x07


def packets(data: bytes) -> Iterator[bytes]:
    """The XMP packets of a file.

    :raises ImageError: where the file is broken.
    """
    return packets_in(_blocks(data))


def rewritten(data: bytes, change: Change) -> bytes:
    """As `with_packets`. A new one stands behind NETSCAPE's extension, which wants to be first, and

    before the first image, so that readers that look at one frame see it. Extensions came with
    GIF89a: the file then says that it is one.

    :raises ImageError: where the file is broken.
    """
    written = with_packets(data, list(_blocks(data)), change, _extension)
    return NEWEST + written[len(NEWEST) :]


def _blocks(data: bytes) -> Iterator[Block]:
    """Every block up to the end of the file."""
    try:
        position = HEADER + _table(data[HEADER - 3])
        yield Block(0, position, leads=True)
        while data[position] != END:
            start = position
            if data[start : start + len(XMP)] == XMP:
                position = _after(data, start + len(XMP))
                yield Block(start, position, packet=_packet(data, start + len(XMP), position))
                continue
            if data[start] == EXTENSION:
                position = _after(data, start + 2)
            elif data[start] == IMAGE:
                position = _after(data, start + 11 + _table(data[start + 9]))
            else:
                raise truncated("GIF")
            yield Block(start, position, data[start] == EXTENSION and data[start + 1] in LEADING)
    except IndexError as error:
        raise truncated("GIF") from error


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
