"""Where a photograph was taken, removed from its file: of Exif the GPS directory, of XMP its names.

All is blanked at its place. The pixels stay, and so does everything else that the file says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from ...common.regex import regex
from .. import png, webp
from ..image_file import ImageError
from .exif import PREFIX, Exif
from .opening import FIRST_BYTES, format_of

NAME = rb"[A-Za-z_][\w.-]{0,60}:[Gg][Pp][Ss][\w.-]{0,60}"
IN_XMP = regex(
    rb"\s%b\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')|<(%b)(?:\s[^<>]*+)?>[^<]*+</\1\s*+>" % (NAME, NAME)
)
"""A property as an attribute, or as an element; all those of positions are plain text."""
TEXTS = (b"tEXt", b"zTXt")
RAW_PROFILE = b"Raw profile type "
HEX = regex(rb"[0-9a-fA-F]*+")
APP1_EXIF = regex(rb"\xff\xe1(..)(?=Exif\0\0)", 16)
APP1_XMP = regex(rb"\xff\xe1(..)(?=http://ns\.adobe\.com/)", 16)


class MetadataBlock(NamedTuple):
    """Where Exif, from its byte order on, or XMP lies in a file."""

    start: int
    end: int
    is_exif: bool


def without_position(data: bytes) -> bytes | None:
    """The image without the position of its camera; None where it tells none.

    What is no image, or broken, tells none either.
    """
    if format_of(data[:FIRST_BYTES]) == "png":
        return _png_without(data)
    written = bytearray(data)
    view = memoryview(written)
    found = [
        _blank(view[block.start : block.end], is_exif=block.is_exif) for block in _blocks(data)
    ]
    return bytes(written) if any(found) else None


def _blank(view: memoryview, *, is_exif: bool) -> bool:
    if is_exif:
        return Exif(view).without_position()
    found = False
    for match in IN_XMP.finditer(bytes(view)):
        found = True
        view[match.start() : match.end()] = b" " * (match.end() - match.start())
    return found


def _blocks(data: bytes) -> Iterator[MetadataBlock]:
    match format_of(data[:FIRST_BYTES]):
        case "jpeg":
            yield from _of_jpeg(data)
        case "webp":
            yield from _of_webp(data)


def _of_jpeg(data: bytes) -> Iterator[MetadataBlock]:
    """Those of all images in a file: phones put a second one behind the first.

    In pixels no 0xFF is followed by what begins a segment.
    """
    for segment, is_exif in ((APP1_EXIF, True), (APP1_XMP, False)):
        at = 0
        while match := segment.search(data, at):
            at = max(match.start() + 2 + int.from_bytes(match[1], "big"), match.end())
            start = match.end() + len(PREFIX) if is_exif else match.end()
            yield MetadataBlock(start, min(at, len(data)), is_exif)


def _of_webp(data: bytes) -> Iterator[MetadataBlock]:
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        start, end = at + 8, min(at + 8 + length, len(data))
        if kind == b"EXIF":
            start += len(PREFIX) if data[start:end].startswith(PREFIX) else 0
            yield MetadataBlock(start, end, is_exif=True)
        elif kind == webp.XMP:
            yield MetadataBlock(start, end, is_exif=False)
        at = end + length % 2


def _png_without(data: bytes) -> bytes | None:
    """Chunk by chunk, as each has a checksum and its text may be compressed."""
    pieces, position = list[bytes](), 0
    with suppress(ImageError):  # a browser shows the beginning of a broken one, so it counts
        for chunk in png.chunks(data):
            changed = _chunk_without(chunk)
            if changed is not None:
                at = max(chunk.start, len(png.SIGNATURE))
                pieces += [data[position:at], changed]
                position = chunk.end
    return b"".join([*pieces, data[position:]]) if pieces else None


def _chunk_without(chunk: png.PngChunk) -> bytes | None:
    """The chunk in its place, None where it can stay."""
    if chunk.kind == b"eXIf":
        changed = _changed(chunk.body, is_exif=True)
        return changed and png.written(chunk.kind, changed)
    with suppress(ImageError):
        packet = png.block(chunk).packet
        if packet is not None:
            changed = _changed(packet, is_exif=False)
            return changed and png.with_packet(changed)
        if chunk.kind in TEXTS and chunk.body.startswith(RAW_PROFILE):
            profile = _raw_profile(chunk)
            told = (_changed(profile, is_exif=is_exif) for is_exif in (True, False))
            return b"" if any(told) else None
    return None


def _raw_profile(chunk: png.PngChunk) -> bytes:
    """Exif or XMP in hexadecimal, as programs wrote it that knew no chunks for them."""
    text = chunk.body.partition(b"\0")[2]
    if chunk.kind == b"zTXt":
        text = png.unpacked(text[1:])
    digits = b"".join(text.split()[2:])  # behind its name and length
    return (
        bytes.fromhex(digits[: len(digits) // 2 * 2].decode("latin-1"))
        if HEX.fullmatch(digits)
        else b""
    )


def _changed(block: bytes, *, is_exif: bool) -> bytes | None:
    written = bytearray(block)
    start = len(PREFIX) if block.startswith(PREFIX) else 0
    return bytes(written) if _blank(memoryview(written)[start:], is_exif=is_exif) else None
