"""Where a photograph was taken, removed from its file: of Exif the GPS directory, of XMP its names.

All is blanked at its place. The pixels stay, and so does everything else that the file says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from ...common.regex import regex
from .. import png, webp
from ..image_file import ImageError
from . import heif
from .exif import PREFIX, Exif
from .opening import FIRST_BYTES, format_of

NAME = rb"[A-Za-z_][\w.-]{0,60}:[Gg][Pp][Ss][\w.-]{0,60}"
IN_XMP = regex(
    rb"\s%b\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')|<(%b)(?:\s[^<>]*+)?>[^<]*+</\1\s*+>" % (NAME, NAME)
)
"""A property as an attribute, or as an element; all those of positions are plain text."""
PLACE = regex(rb"(?i)latitude|longt?itude|altitude|area")
TEXTS = (b"tEXt", b"zTXt")
RAW_PROFILE = b"Raw profile type "
HEX = regex(rb"[0-9a-fA-F]*+")
IN_VIDEO = regex(rb"[+-]\d\d\.\d{2,9}[+-]\d{3}\.\d{2,9}(?:[+-]\d{1,6}\.\d{1,9})?(?:CRS\w{1,20})?/")
"""ISO 6709: phones put a few seconds of film behind a photograph."""
MOST_ITEMS = 16
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
    kind = _container(data)
    if kind == "png":
        return _png_without(data)
    written = bytearray(data)
    view = memoryview(written)
    found = [
        _blank(view[block.start : block.end], is_exif=block.is_exif) for block in _blocks(data)
    ]
    if kind == "jpeg":
        found += [_blank_all(view, list(IN_VIDEO.finditer(data)))]
    return bytes(written) if any(found) else None


def _blank(view: memoryview, *, is_exif: bool) -> bool:
    """Whether there was a position in a block of metadata, which is blank now."""
    if is_exif:
        return Exif(view).without_position()
    names = list(IN_XMP.finditer(bytes(view)))
    return any(PLACE.search(name[0]) for name in names) and _blank_all(view, names)


def _blank_all(view: memoryview, found: list[re.Match[bytes]]) -> bool:
    for match in found:
        view[match.start() : match.end()] = b" " * len(match[0])
    return bool(found)


def _blocks(data: bytes) -> Iterator[MetadataBlock]:
    match _container(data):
        case "jpeg":
            yield from _of_jpeg(data)
        case "webp":
            yield from _of_webp(data)
        case "heif":
            yield from _of_heif(data)


def _container(data: bytes) -> str:
    """As `format_of`, but also of HEIC, which phones make and hardly a browser shows."""
    return "heif" if data[4:8] == b"ftyp" else format_of(data[:FIRST_BYTES])


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


def _of_heif(data: bytes) -> Iterator[MetadataBlock]:
    for item in islice(heif.metadata(data), MOST_ITEMS):
        start = item.start
        if item.kind == heif.EXIF:  # it begins with the distance of the byte order
            start += 4 + int.from_bytes(data[start : start + 4], "big")
            start += len(PREFIX) if data.startswith(PREFIX, start) else 0
        yield MetadataBlock(start, item.end, item.kind == heif.EXIF)


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
