"""Image files as cameras and phones write them, made with Pillow, and what else goes into one."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

from tests.pictures import png_chunk

ORIENTATION, MAKE, TAKEN, GPS, EXIF_IFD = 0x0112, 0x010F, 0x9003, 0x8825, 0x8769
PLACE = {
    1: "N",
    2: (40.0, 30.0, 7.89),
    3: "W",
    4: (3.0, 42.0, 11.5),
    5: b"\0",
    6: 700.5,
    27: b"ASCII\0\0\0GPS of the phone",
    28: b"ASCII\0\0\0Behind the old mill",
}
XMP_PLACE = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:d="http://www.dji.com/drone-dji/1.0/"
    xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    exif:GPSLatitude="40,30.1315N" d:GpsLongtitude='-3.70319' dc:source="kept">
   <exif:GPSLongitude>3,42.1916W</exif:GPSLongitude>
   <e:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource">
    <e:City>Kept</e:City><exif:GPSAltitude>7005/10</exif:GPSAltitude>
   </rdf:li></rdf:Bag></e:LocationCreated>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>"""


def noise(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Image.Image:
    """What every encoder takes for a photograph."""
    return Image.effect_noise(size, 60).convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """An image as a file."""
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    """A file as another program shows it."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def exif(*, turn: int = 1, place: dict[int, Any] | None = None, order: str = "<") -> bytes:
    """Exif of a camera, with the place where it was, if there is one."""
    tags = Image.Exif()
    tags.endian = order
    tags[ORIENTATION], tags[MAKE] = turn, "Camera Works"
    tags.get_ifd(EXIF_IFD)[TAKEN] = "2024:05:06 07:08:09"
    tags.get_ifd(GPS).update(place or {})
    return tags.tobytes()


def profile(*, red: tuple[float, ...], green: tuple[float, ...], blue: tuple[float, ...]) -> bytes:
    """An ICC profile with the curves of sRGB and other primaries, in XYZ of D50."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for number in range(int.from_bytes(data[128:132], "big")):
        name, at, _ = struct.unpack_from(">4sII", data, 132 + 12 * number)
        place = {b"rXYZ": red, b"gXYZ": green, b"bXYZ": blue}.get(name)
        if place:
            xyz = struct.pack(">3i", *(round(value * 65536) for value in place))
            data = data[: at + 8] + xyz + data[at + 20 :]
    return data


DISPLAY_P3 = profile(
    red=(0.51512, 0.24120, -0.00105),
    green=(0.29198, 0.69225, 0.04189),
    blue=(0.15710, 0.06657, 0.78407),
)


def cmyk_profile(paper: tuple[int, int, int], ink: tuple[int, int, int]) -> bytes:
    """An ICC profile for CMYK: `paper` without ink, `ink` wherever there is any; both in Lab."""
    even = bytes(range(256))
    corners = b"".join(bytes(ink if corner else paper) for corner in range(16))
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1\0\0\0\0\4\3\2\0" + identity + even * 4 + corners + even * 3
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    tags = [(b"A2B0", table), (b"A2B1", table), (b"wtpt", white)]
    start, body, index = 128 + 4 + 12 * len(tags), b"", b""
    for name, data in tags:
        index += struct.pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = struct.pack(
        ">I4sI4s4s4s", start + len(body), b"none", 0x02400000, b"prtr", b"CMYK", b"Lab "
    )
    header += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + index + body


def png(size: tuple[int, int], depth: int, colour: int, row: bytes, *more: bytes) -> bytes:
    """A PNG of equal rows; `more` are chunks before the pixels."""
    header = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)
    pixels = zlib.compress((b"\0" + row) * size[1])
    chunks = (png_chunk(b"IHDR", header), *more, png_chunk(b"IDAT", pixels))
    return b"".join((b"\x89PNG\r\n\x1a\n", *chunks, png_chunk(b"IEND", b"")))


def raw_profile(exif: bytes, *, packed: bool) -> bytes:
    """A chunk with Exif in hexadecimal."""
    text = b"\nexif\n%8d\n%s\n" % (len(exif), exif.hex().encode())
    name = b"Raw profile type exif\0"
    if packed:
        return png_chunk(b"zTXt", name + b"\0" + zlib.compress(text))
    return png_chunk(b"tEXt", name + text)


def with_exif(data: bytes, exif: bytes) -> bytes:
    """A JPEG, PNG or simple WebP with this Exif, whatever it is."""
    if data.startswith(b"\xff\xd8"):
        body = b"Exif\0\0" + exif
        return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]
    if data.startswith(b"\x89PNG"):
        return data[:33] + png_chunk(b"eXIf", exif) + data[33:]
    chunk = b"EXIF" + struct.pack("<I", len(exif)) + exif + bytes(len(exif) % 2)
    body = data[8:] + chunk
    return b"RIFF" + struct.pack("<I", len(body)) + body
