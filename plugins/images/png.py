"""XMP in PNG: an iTXt chunk (XMP part 3, 1.1.5; PNG third edition, 5 and 11.3.3.4)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .faults import ImageError, truncated

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"XML:com.adobe.xmp\0"
LONGEST = 16 * 1024 * 1024
"""Bytes of an unpacked packet; a compressed one may claim to be far more."""


class Chunk(NamedTuple):
    """Where a chunk lies in its file, and what is in it."""

    start: int
    end: int
    kind: bytes
    body: bytes

    @property
    def packet(self) -> bytes | None:
        """The XMP packet in it, if that is what it holds."""
        if self.kind != b"iTXt" or not self.body.startswith(KEYWORD):
            return None
        rest = self.body[len(KEYWORD) :]
        parts = rest[2:].split(b"\0", 2)  # language, translated keyword, text
        if len(parts) != 3:  # noqa: PLR2004 - said above
            raise truncated("PNG")
        return _unpacked(parts[2]) if rest[0] else parts[2]


def packets(data: bytes) -> Iterator[bytes]:
    """The XMP packets of a file.

    :raises ImageError: where the file is broken.
    """
    for chunk in _chunks(data):
        packet = chunk.packet
        if packet is not None:
            yield packet


def rewritten(data: bytes, change: Callable[[bytes | None], bytes]) -> bytes:
    """`data` with each packet as `change` gives it back, or with a new one; the rest as it is.

    A new one stands directly after IHDR, as XMP recommends.

    :raises ImageError: where the file is broken.
    """
    chunks = list(_chunks(data))
    if chunks[0].kind != b"IHDR":
        raise ImageError("is no PNG that can be read: it does not begin with its header")
    known = any(chunk.packet is not None for chunk in chunks)
    pieces, position = [data[: len(SIGNATURE)]], len(SIGNATURE)
    for chunk in chunks:
        packet, written = chunk.packet, data[chunk.start : chunk.end]
        if packet is not None:
            changed = change(packet)
            written = written if changed == packet else _chunk(changed)
        elif chunk.kind == b"IHDR" and not known:
            written += _chunk(change(None))
        pieces.append(written)
        position = chunk.end
    return b"".join([*pieces, data[position:]])


def _chunks(data: bytes) -> Iterator[Chunk]:
    position, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        end = position + length + 12
        if end > len(data):
            raise truncated("PNG")
        yield Chunk(position, end, kind, data[position + 8 : end - 4])
        position = end


def _chunk(packet: bytes) -> bytes:
    """Not compressed: a plain search in the file finds it."""
    body = b"iTXt" + KEYWORD + b"\0\0\0\0" + packet
    return (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def _unpacked(text: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(text, LONGEST)
    except zlib.error as error:
        raise truncated("PNG") from error
    if not unpacking.eof:
        raise ImageError("holds XMP metadata that cannot be unpacked, or is far too long")
    return unpacked
