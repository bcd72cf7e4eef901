"""XMP in JPEG: an APP1 segment before the image (XMP part 3, 1.1.3; ITU-T T.81 annex B).

Parts of an overlong packet (`http://ns.adobe.com/xmp/extension/`) are other segments and stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .faults import ImageError, truncated

SIGNATURE = b"\xff\xd8\xff"
XMP = b"http://ns.adobe.com/xap/1.0/\0"
EXIF = b"Exif\0"
APP0, APP1, SCAN, END = 0xE0, 0xE1, 0xDA, 0xD9
ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers that no length follows: TEM and the restarts."""

LONGEST = 65502
"""Bytes of a packet; the segment's length has two bytes."""


class Segment(NamedTuple):
    """Where a segment lies in its file, and what is in it."""

    start: int
    end: int
    marker: int
    body: bytes

    @property
    def packet(self) -> bytes | None:
        """The XMP packet in it, if that is what it holds."""
        holds = self.marker == APP1 and self.body.startswith(XMP)
        return self.body[len(XMP) :] if holds else None


def packets(data: bytes) -> Iterator[bytes]:
    """The XMP packets of a file.

    :raises ImageError: where the file is broken.
    """
    for segment in _segments(data):
        if segment.packet is not None:
            yield segment.packet


def rewritten(data: bytes, change: Callable[[bytes | None], bytes]) -> bytes:
    """`data` with each packet as `change` gives it back, or with a new one; the rest as it is.

    :raises ImageError: where the file is broken or the packet too long.
    """
    segments = list(_segments(data))
    found = [segment for segment in segments if segment.packet is not None]
    if not found:
        at = _place(segments)
        return data[:at] + _segment(change(None)) + data[at:]
    pieces, position = [], 0
    for segment in found:
        packet = change(segment.packet)
        same = packet == segment.packet
        written = data[segment.start : segment.end] if same else _segment(packet)
        pieces += [data[position : segment.start], written]
        position = segment.end
    return b"".join([*pieces, data[position:]])


def _segments(data: bytes) -> Iterator[Segment]:
    """Every segment before the first scan, after which the pixels begin."""
    start = position = len(SIGNATURE) - 1
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
            yield Segment(start, position, marker, data[body:position])
        start = position
    raise truncated("JPEG")


def _place(segments: list[Segment]) -> int:
    """Behind JFIF and Exif, each of which wants to be first."""
    at = len(SIGNATURE) - 1
    for segment in segments:
        exif = segment.marker == APP1 and segment.body.startswith(EXIF)
        if segment.marker != APP0 and not exif:
            break
        at = segment.end
    return at


def _segment(packet: bytes) -> bytes:
    if len(packet) > LONGEST:
        cure = "Save the image again without its old metadata."
        raise ImageError("holds so much XMP metadata that one line more does not fit", cure)
    body = XMP + packet
    return bytes((0xFF, APP1)) + (len(body) + 2).to_bytes(2, "big") + body
