"""XMP in JPEG: an APP1 segment before the image (XMP part 3, 1.1.3; ITU-T T.81 annex B).

Parts of an overlong packet (`http://ns.adobe.com/xmp/extension/`) are other segments and stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from .image_file import Block, Change, ImageError, packets_in, truncated, with_packets

SIGNATURE = b"\xff\xd8\xff"
XMP = b"http://ns.adobe.com/xap/1.0/\0"
EXIF = b"Exif\0"
APP0, APP1, SCAN, END = 0xE0, 0xE1, 0xDA, 0xD9
ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers that no length follows: TEM and the restarts."""

SEQUENTIAL = (b"\xc0", b"\xc1")
"""Markers of frames that are no progressive ones."""
COMPONENTS = 8
"""Place in a frame of the number of its colours, behind marker, length, bits and size."""
IN_SCAN = 3
"""Place in a scan of how many of them it has, behind marker and length."""
SCAN_HEADER = 64
"""Bytes in which its first fields lie, if not too many fill it up."""
LONGEST = 65502
"""Bytes of a packet; the segment's length has two bytes."""


def is_in_one_scan(data: bytes) -> bool:
    """Whether a decoder can give the pixels row by row; else it has to hold all of them.

    :raises ImageError: where the file is broken.
    """
    *segments, last = _segments(data)
    frames = [data[s.start : s.end].lstrip(b"\xff") for s in [*segments, last]]
    sequential = (frame for frame in frames if frame[:1] in SEQUENTIAL)
    components = [frame[COMPONENTS : COMPONENTS + 1] for frame in sequential]
    scan = data[last.end :][:SCAN_HEADER].lstrip(b"\xff")
    return components == [scan[IN_SCAN : IN_SCAN + 1]] != [b""]


def packets(data: bytes) -> Iterator[bytes]:
    """The XMP packets of a file.

    :raises ImageError: where the file is broken.
    """
    return packets_in(_segments(data))


def rewritten(data: bytes, change: Change) -> bytes:
    """As `with_packets`. A new one stands behind JFIF and Exif, each of which wants to be first.

    :raises ImageError: where the file is broken or the packet too long.
    """
    return with_packets(data, list(_segments(data)), change, _segment)


def _segments(data: bytes) -> Iterator[Block]:
    """Every segment before the first scan, after which the pixels begin."""
    start = position = len(SIGNATURE) - 1
    yield Block(0, start, leads=True)
    while data[position : position + 1] == b"\xff":
        while data[position : position + 1] == b"\xff":  # fill bytes
            position += 1
        marker = data[position] if position < len(data) else END
        position += 1
        if marker == SCAN and data.rfind(bytes((0xFF, END))) > position:
            return
        if marker in (SCAN, END):
            break
        if marker not in ALONE:
            length = int.from_bytes(data[position : position + 2], "big")
            body, position = position + 2, position + length
            if length < 2 or position > len(data):  # noqa: PLR2004 - the length's own bytes
                break
            yield _block(start, position, marker, data[body:position])
        start = position
    raise truncated("JPEG")


def _block(start: int, end: int, marker: int, body: bytes) -> Block:
    leads = marker == APP0 or (marker == APP1 and body.startswith(EXIF))
    packet = body[len(XMP) :] if marker == APP1 and body.startswith(XMP) else None
    return Block(start, end, leads, packet)


def _segment(packet: bytes) -> bytes:
    if len(packet) > LONGEST:
        cure = "Save the image again without its old metadata."
        raise ImageError("holds so much XMP metadata that one line more does not fit", cure)
    body = XMP + packet
    return bytes((0xFF, APP1)) + (len(body) + 2).to_bytes(2, "big") + body
