"""What an image file says of itself: IPTC's DigitalSourceType in its XMP packet.

The packet is found by its tags wherever the container puts it (JPEG, WebP, AVIF, TIFF, GIF, SVG);
PNG may hold it compressed, so PNG's chunks are read.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

NAME = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
PNG = b"\x89PNG\r\n\x1a\n"
PNG_XMP = b"XML:com.adobe.xmp\0"
OPENING = re.compile(rb"<([\w-]{1,20}:(?:xmpmeta|RDF))\b")
MOST_PACKETS = 50
LONGEST_FILE = 64_000_000
LONGEST_PACKET = 4_000_000
"""Bytes, also of a packet that was compressed."""


@dataclass(frozen=True, slots=True)
class ImageMetadata:
    """What was found in a file."""

    written: str = ""
    """The source type as written; empty: none."""
    broken: str = ""
    """Why a packet could not be read; empty: it could, or there is none."""


def read(path: Path) -> ImageMetadata | None:
    """The metadata of an image file; None if the file cannot be read."""
    try:
        if path.stat().st_size > LONGEST_FILE:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    return metadata(data)


def metadata(data: bytes) -> ImageMetadata:
    """The first source type in any XMP packet of the file's bytes."""
    broken = ""
    for packet in _packets(data):
        try:
            written = _source_type(packet)
        except (etree.LxmlError, ValueError) as error:
            broken = broken or str(error)
            continue
        if written:
            return ImageMetadata(written)
    return ImageMetadata(broken=broken)


def _packets(data: bytes) -> Iterator[bytes]:
    if data.startswith(PNG):
        data = b"\n".join(_png_texts(data))
    at = 0
    for _ in range(MOST_PACKETS):
        start = OPENING.search(data, at)
        if start is None:
            return
        closing = b"</" + start[1]
        end = data.find(closing, start.end())
        at = start.end() if end < 0 else end
        if 0 <= end - start.start() <= LONGEST_PACKET:
            yield data[start.start() : end] + closing + b">"


def _png_texts(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(PNG_XMP):
            yield _itxt(body)
        at += length + 12


def _itxt(body: bytes) -> bytes:
    """The text of an iTXt chunk: keyword, flag, method, language, translated keyword, text."""
    flags = body[len(PNG_XMP) : len(PNG_XMP) + 2]
    text = body[len(PNG_XMP) + 2 :].split(b"\0", 2)[-1]
    if flags[:1] != b"\1":
        return text
    try:
        return zlib.decompressobj().decompress(text, LONGEST_PACKET)
    except zlib.error:
        return b"<x:xmpmeta>damaged</x:xmpmeta>"


def _source_type(packet: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for element in etree.fromstring(packet, parser=parser).iter():
        if not isinstance(element.tag, str):
            continue
        if NAME in element.attrib:
            return str(element.get(NAME)).strip()
        if element.tag == NAME:
            return str(element.get(RESOURCE) or "".join(element.itertext())).strip()
    return ""
