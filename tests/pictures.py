"""Small pictures of every kind, and readers of their own that tests compare with.

Nothing here uses the kit: a packet is found by searching for its tags, as any other program may.
"""

from __future__ import annotations

import random
import re
import struct
import zlib
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree
from PIL import Image

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
GENERATED = f"{IPTC}trainedAlgorithmicMedia"
EDITED = f"{IPTC}compositeWithTrainedAlgorithmicMedia"
PROPERTY = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
XMP_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
XMP_PNG = b"XML:com.adobe.xmp\0"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
GIF_TRAILER = bytes((1, *range(255, -1, -1), 0))

# 2 x 1, grey, and 3 x 2, one colour: made once with an image library.
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P////////////////////////////////"
    "//////////////////////////wAALCAABAAIBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAv/EABgQAAIDAAAAAAAAAAAA"
    "AAAAAAABAjJx/9oACAEBAAA/AFCixH//2Q=="
)
WEBP_LOSSY = b64decode("UklGRi4AAABXRUJQVlA4ICIAAABwAQCdASoDAAIADMDOJaACdAGgAADxjLM4V199fcjb6kQA")
WEBP_LOSSLESS = b64decode("UklGRh4AAABXRUJQVlA4TBEAAAAvHQAFEAdQ5CrUo2SBiOh/AAA=")  # 30 x 21, alpha
WEBP_EXTENDED = b64decode(
    "UklGRmIAAABXRUJQVlA4WAoAAAAQAAAAHQAAFAAAQUxQSAoAAAABB1CyiAhERP8DVlA4IDIAAAAQAwCdASoeABUAP83i622/"
    "tzGqKAgD8DmJZQDGQBanFAAA8Y0l0uQ3825FpmgkAQMWAA=="
)
GIF87 = b64decode("R0lGODdhAwACAIEAAArIHgAAAAAAAAAAACwAAAAAAwACAAAIBgABCBwYEAA7")
LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
COMMENT = b"\x21\xfe\x03abc\0"
GIF89 = b"GIF89a" + GIF87[6:25] + LOOP + COMMENT + b"\x21\xf9\x04\0\0\0\0\0" + GIF87[25:]
SVG = (
    b'<?xml version="1.0"?>\n'
    b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.example/svg11.dtd" [\n'
    b'  <!ENTITY ns "http://x.example/\'"> <!-- ]> " -->\n]>\n'
    b'<svg xmlns="http://www.w3.org/2000/svg"  width = \'3\' id="a>b">\n'
    b"  <title>T</title><![CDATA[ </svg> ]]><!-- <svg> --><g/>&ns;\n</svg >\n<!-- </svg> -->\n"
)
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(40)


def photograph(seed: int, size: tuple[int, int], **saved: Any) -> bytes:
    """A JPEG with something of every colour, soft as a camera's."""
    given = random.Random(seed)  # noqa: S311 - the same picture each time
    coarse = max(1, size[0] // 8), max(1, size[1] // 8)
    small = Image.frombytes("RGB", coarse, given.randbytes(coarse[0] * coarse[1] * 3))
    image = small.resize(size, Image.Resampling.BICUBIC)
    written = BytesIO()
    image.save(written, "JPEG", **{"quality": 90, **saved})
    return written.getvalue()


def png_chunk(kind: bytes, body: bytes = b"") -> bytes:
    """A chunk with its length and checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*more: bytes, colour: bytes = b"\1\2\3") -> bytes:
    """A picture of one pixel, with `more` chunks before the pixels."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(b"\0" + colour))
    return b"".join((PNG_SIGNATURE, header, *more, pixels, png_chunk(b"IEND")))


def gradient(number: int, *, width: int = 60, height: int = 40) -> bytes:
    """A PNG worth having in smaller files: nothing in it is packed, so all are of one length."""
    pixels = (
        bytes(((3 * x + 5 * y) % 256, (x + number) % 256, (2 * y + number) % 256))
        for y in range(height)
        for x in range(width)
    )
    joined = b"".join(pixels)
    lines = (b"\0" + joined[3 * width * y : 3 * width * (y + 1)] for y in range(height))
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = png_chunk(b"IDAT", zlib.compress(b"".join(lines), 0))
    return PNG_SIGNATURE + header + data + png_chunk(b"IEND")


def snapshot(number: int, *, orientation: int = 1, placed: bool = False) -> bytes:
    """A JPEG of 60 x 40 pixels as a camera writes it, which may say how it was held and where."""
    image = Image.open(BytesIO(gradient(number)))
    exif = Image.Exif()
    exif[0x0112] = orientation
    if placed:
        exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.5), 3: "E", 4: (13.0, 24.0, 36.0)})
    written = BytesIO()
    image.save(written, "JPEG", quality=95, exif=exif)
    return written.getvalue()


def animation(form: str = "GIF") -> bytes:
    """Two pictures that take turns."""
    pictures = [Image.open(BytesIO(gradient(number))) for number in (0, 90)]
    written = BytesIO()
    pictures[0].save(written, form, save_all=True, append_images=pictures[1:], duration=100)
    return written.getvalue()


def png_text(packet: bytes, *, compressed: bool = False) -> bytes:
    """The chunk that holds an XMP packet."""
    text = zlib.compress(packet) if compressed else packet
    return png_chunk(b"iTXt", XMP_PNG + bytes((compressed, 0)) + b"\0\0" + text)


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    """The JPEG with further (marker, body) segments behind JFIF."""
    written = (bytes((0xFF, marker)) + struct.pack(">H", len(b) + 2) + b for marker, b in segments)
    return JPEG[:20] + b"".join(written) + JPEG[20:]


def packet(properties: str, namespaces: str = "") -> bytes:
    """An XMP packet with the given XML inside its one description."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Some Editor">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="uuid:7" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" {namespaces}>{properties}'
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n          \n<?xpacket end="w"?>'
    ).encode()


def statements(data: bytes) -> list[str]:
    """Every digital source type in a file, found by a plain search for XMP's outer tags."""
    searched = b"".join(_png_texts(data)) if data.startswith(PNG_SIGNATURE) else data
    if b"\0" in searched[:8] and b"<\0" in searched[:8]:
        searched = searched.decode("utf-16").encode()
    found = re.findall(
        rb"<x:xmpmeta.*?</x:xmpmeta>|<rdf:RDF(?:(?!<x:xmpmeta).)*?</rdf:RDF>", searched, re.DOTALL
    )
    return [value for part in found for value in _stated(etree.fromstring(part))]


def _stated(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if PROPERTY in element.attrib:
            yield str(element.get(PROPERTY))
        if element.tag == PROPERTY:
            yield str(element.get(RESOURCE) or "".join(element.itertext())).strip()


def _png_texts(data: bytes) -> Iterator[bytes]:
    for kind, body in png_chunks(data):
        if kind == b"iTXt" and body.startswith(XMP_PNG):
            text = body[len(XMP_PNG) + 4 :]
            yield zlib.decompress(text) if body[len(XMP_PNG)] else text


def png_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """(type, body) of each chunk, its checksum verified."""
    found, at = [], 8
    while at < len(data):
        length = struct.unpack_from(">I", data, at)[0]
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(kind + body)
        found.append((kind, body))
        at += length + 12
    return found


def webp_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """(type, body) of each chunk; the lengths add up."""
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8
    assert len(data) % 2 == 0
    found, at = [], 12
    while at < len(data):
        length = struct.unpack_from("<I", data, at + 4)[0]
        found.append((data[at : at + 4], data[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    return found


def jpeg_segments(data: bytes) -> list[tuple[int, bytes]]:
    """(marker, body) of each segment before the scan, and the rest of the file as the last one."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        length = struct.unpack_from(">H", data, at + 2)[0]
        found.append((data[at + 1], data[at + 4 : at + 2 + length]))
        at += length + 2
    return [*found, (0xDA, data[at:])]


def is_insertion(before: bytes, after: bytes) -> bool:
    """Whether `after` is `before` with one run of bytes put in."""
    same = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    at = len(before) if same is None else same
    return any(
        after.endswith(before[cut:]) and after.startswith(before[:cut]) for cut in range(at + 1)
    )
