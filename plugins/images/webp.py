"""XMP in WebP: a chunk at the end, and a flag in the first (WebP Container Specification).

A file in one of the simple formats has no place for flags and becomes an extended one; its image
chunk stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .image_file import Change, truncated

RIFF, WEBP = b"RIFF", b"WEBP"
EXTENDED, XMP = b"VP8X", b"XMP "
HAS_XMP, HAS_ALPHA = 0x04, 0x10
START_CODE = b"\x9d\x01\x2a"
LOSSLESS = 0x2F
SIDE = 0x3FFF
"""Fourteen bits of a width or height."""


class WebpChunk(NamedTuple):
    """A chunk without its length and padding."""

    kind: bytes
    body: bytes


def packets(data: bytes) -> Iterator[bytes]:
    """The XMP packets of a file.

    :raises ImageError: where the file is broken.
    """
    return (chunk.body for chunk in _chunks(data) if chunk.kind == XMP)


def rewritten(data: bytes, change: Change) -> bytes:
    """`data` with each packet as `change` gives it back, or with a new one; the rest as it is.

    :raises ImageError: where the file is broken.
    """
    chunks = _chunks(data)
    new = [WebpChunk(XMP, change(c.body)) if c.kind == XMP else c for c in chunks]
    if not any(chunk.kind == XMP for chunk in new):
        new.append(WebpChunk(XMP, change(None)))
    if new[0].kind != EXTENDED:
        new.insert(0, WebpChunk(EXTENDED, _header(new[0])))
    flags, rest = new[0].body[:1], new[0].body[1:]
    new[0] = WebpChunk(EXTENDED, bytes((flags[0] | HAS_XMP,)) + rest)
    if new == chunks:
        return data
    body = WEBP + b"".join(map(_written, new))
    return RIFF + len(body).to_bytes(4, "little") + body + data[_end(data) :]


def _end(data: bytes) -> int:
    """Where the RIFF file ends; what others have appended is none of our business."""
    return 8 + int.from_bytes(data[4:8], "little")


def _chunks(data: bytes) -> list[WebpChunk]:
    position, end, chunks = 12, _end(data), []
    if end > len(data):
        raise truncated("WebP")
    while position < end:
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        body = data[position + 8 : position + 8 + length]
        if position + 8 + length > end:
            raise truncated("WebP")
        chunks.append(WebpChunk(data[position : position + 4], body))
        position += 8 + length + length % 2
    if not chunks or (chunks[0].kind == EXTENDED and len(chunks[0].body) != 10):  # noqa: PLR2004
        raise truncated("WebP")
    return chunks


def _written(chunk: WebpChunk) -> bytes:
    length = len(chunk.body).to_bytes(4, "little")
    return chunk.kind + length + chunk.body + b"\0" * (len(chunk.body) % 2)


def _header(image: WebpChunk) -> bytes:
    """Flags and canvas for an image that had neither (RFC 6386, 9.1; WebP Lossless, 3)."""
    body = image.body
    if image.kind == b"VP8 " and len(body) >= 10 and body[3:6] == START_CODE:  # noqa: PLR2004
        flags = 0
        width, height = (int.from_bytes(body[at : at + 2], "little") & SIDE for at in (6, 8))
    elif image.kind == b"VP8L" and len(body) >= 5 and body[0] == LOSSLESS:  # noqa: PLR2004
        bits = int.from_bytes(body[1:5], "little")
        width, height = (bits & SIDE) + 1, (bits >> 14 & SIDE) + 1
        flags = HAS_ALPHA if bits >> 28 & 1 else 0
    else:
        raise truncated("WebP")
    if not width or not height:
        raise truncated("WebP")
    sides = (side.to_bytes(3, "little") for side in (width - 1, height - 1))
    return bytes((flags, 0, 0, 0)) + b"".join(sides)
