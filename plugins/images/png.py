"""XMP in PNG: an iTXt chunk (XMP part 3, 1.1.5; PNG third edition, 5 and 11.3.3.4)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from .image_file import Block, Change, ImageError, packets_in, truncated, with_packets

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = b"IHDR"
KEYWORD = b"XML:com.adobe.xmp\0"
LONGEST = 16 * 1024 * 1024
"""Bytes of an unpacked packet; a compressed one may claim to be far more."""


class PngChunk(NamedTuple):
    """Where a chunk lies in its file, and what is in it."""

    start: int
    end: int
    kind: bytes
    body: bytes


def packets(data: bytes) -> Iterator[bytes]:
    """The XMP packets of a file.

    :raises ImageError: where the file is broken.
    """
    return packets_in(map(block, chunks(data)))


def rewritten(data: bytes, change: Change) -> bytes:
    """As `with_packets`. A new one stands directly after IHDR, as XMP recommends.

    :raises ImageError: where the file is broken.
    """
    found = list(chunks(data))
    if found[0].kind != HEADER:
        raise ImageError("is no PNG that can be read: it does not begin with its header")
    return with_packets(data, map(block, found), change, with_packet)


def chunks(data: bytes) -> Iterator[PngChunk]:
    """Every chunk, the signature as part of the first.

    :raises ImageError: where the file ends before its last one.
    """
    start, position, kind = 0, len(SIGNATURE), b""
    while kind != b"IEND":
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        end = position + length + 12
        if end > len(data):
            raise truncated("PNG")
        yield PngChunk(start, end, kind, data[position + 8 : end - 4])
        start = position = end


def block(chunk: PngChunk) -> Block:
    """A chunk with the XMP packet in it.

    :raises ImageError: where it is broken.
    """
    packet = None
    if chunk.kind == b"iTXt" and chunk.body.startswith(KEYWORD):
        rest = chunk.body[len(KEYWORD) :]
        parts = rest[2:].split(b"\0", 2)  # language, translated keyword, text
        if len(parts) != 3:  # noqa: PLR2004 - said above
            raise truncated("PNG")
        packet = unpacked(parts[2]) if rest[0] else parts[2]
    return Block(chunk.start, chunk.end, chunk.kind == HEADER, packet)


def with_packet(packet: bytes) -> bytes:
    """Not compressed: a plain search in the file finds it."""
    return written(b"iTXt", KEYWORD + b"\0\0\0\0" + packet)


def written(kind: bytes, body: bytes) -> bytes:
    """A chunk with its length and checksum."""
    checksum = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + checksum


def unpacked(text: bytes) -> bytes:
    """A compressed text.

    :raises ImageError: where it is broken or far too long.
    """
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(text, LONGEST)
    except zlib.error as error:
        raise truncated("PNG") from error
    if not unpacking.eof:
        raise ImageError("holds a text that cannot be unpacked, or is far too long")
    return unpacked
