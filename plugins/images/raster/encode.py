"""Smaller versions of an image, in formats that take fewer bytes.

Encoders work with one thread: the same bytes on every machine, and builds have a process for each
processor anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL

from ...disclosure.vocabulary import IPTC_SCHEME
from .. import jpeg
from ..containers import stated
from ..image_file import ImageError
from ..source_types import terms_in
from ..xmp import with_source_type
from .colours import as_srgb, check_colours, of_eight_bits
from .facts import ImageFacts
from .opening import opened, orientation_of, reading

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

PHOTOGRAPH: Mapping[str, dict[str, Any]] = {
    "avif": {"quality": 56, "speed": 8, "subsampling": "4:2:0", "max_threads": 1},
    "webp": {"quality": 73, "method": 4},
}
"""Nine photographs, 400 and 800 pixels wide, get 70 from SSIMULACRA2 (‘high quality’) in both.

For a million pixels AVIF takes 0.2 s and 0.7 to 1.0 bits a pixel, WebP 0.08 s and a quarter more
bytes. At speed 7 AVIF takes half as long again and 3 % fewer bytes, at 9 a quarter and 10 % more.
"""
DRAWING: Mapping[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8, "subsampling": "4:4:4", "max_threads": 1},
    "webp": {"lossless": True, "quality": 75, "method": 4},
}
"""Edges between even areas: no colour is shared by neighbours, and WebP keeps every pixel.

Drawn covers take as few bytes so, and 0.02 s for a million pixels; AVIF 0.08 s.
"""
FLAT = 0.6
"""The share of pixels that equal their left neighbour, from which on an image is a drawing."""

LONGEST_SIDE = {"webp": 16_383, "avif": 65_535}
MEMORY = 512 * 1024 * 1024
"""Bytes that an image may take while it is read, in each process."""
HELD = {"jpeg": 8, "png": 4, "gif": 4, "webp": 16, "avif": 12}
"""Bytes that a pixel takes then, measured; of a JPEG in one scan, a pixel after scaling."""
MOST_MADE = 16_000_000
"""Pixels of the largest version: encoders take up to 24 bytes for each."""
STRIP = 64
GAP = 2.0
"""How much larger than a version the image is that it is made of, where that is made first."""
NEAR = 0.9
"""From here on a width is too near to the image's own for a version beside it."""
WEIGHT = ("avif", "webp")
"""Formats that take fewer bytes than those behind them, and than all others."""

VERSION = 1
"""Of what this module makes of an image with the same settings."""
ENCODER = f"{VERSION} Pillow {PIL.__version__} {PHOTOGRAPH} {DRAWING}"
"""What the bytes of a version hang on, beside the image. Pillow's wheels hold its encoders."""

TRANSPOSED = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""Orientation in Exif to `Image.Transpose`."""


def encoded(
    path: Path,
    facts: ImageFacts,
    widths: Iterable[int],
    formats: Iterable[str],
    source_type: str = "",
) -> dict[tuple[str, int], bytes]:
    """The versions of an image worth having, by format and width; its pixels are read once.

    None of an SVG or of what is animated; none as large as the image or as wide a version, in
    bytes; of a format none at all where another is smaller. `source_type` is an address of IPTC's,
    where it is empty that which the image itself states.

    :raises ImageError: where it is broken or too large.
    :raises OSError: where it cannot be read.
    """
    wanted = [(kind, _widths(facts, kind, widths)) for kind in formats]
    widest = max((max(each, default=0) for _, each in wanted), default=0)
    if facts.format == "svg" or facts.is_animated or not widest:
        return {}
    if widest * facts.height * widest > MOST_MADE * facts.width:
        message = (
            f"is {facts.height / facts.width:.0f} times as high as wide: too high for versions"
        )
        raise ImageError(message, "Cut it into several, or make it smaller.")
    data = path.read_bytes()
    said = source_type or _stated(data)
    packet = with_source_type(None, said) if said else b""
    with opened(BytesIO(data)) as image:
        base = _base(image, facts, widest, data)
        settings = DRAWING if _is_drawing(base, facts) else PHOTOGRAPH
        sizes = {width for _, each in wanted for width in each}
        resized = {width: _resized(base, facts, width) for width in sizes}
        made = {
            kind: {w: _written(resized[w], kind, settings[kind], packet) for w in each}
            for kind, each in wanted
            if all(max(resized[width].size) <= LONGEST_SIDE[kind] for width in each)
        }
    return _worth_having(made, len(data))


def _widths(facts: ImageFacts, kind: str, widths: Iterable[int]) -> list[int]:
    """Those narrower than the image, and its own where `kind` is lighter than its format."""
    asked = list(widths)
    place = WEIGHT.index(facts.format) if facts.format in WEIGHT else len(WEIGHT)
    own = facts.width <= max(asked, default=0) and WEIGHT.index(kind) < place
    limit = facts.width * NEAR if own else facts.width
    return sorted({*(width for width in asked if 0 < width < limit), *([facts.width] * own)})


def _stated(data: bytes) -> str:
    """The source type that an image states, in XMP or in Content Credentials."""
    try:
        found = stated(data)
    except ImageError:
        found = ()
    return next(iter(found or [IPTC_SCHEME + term for term in terms_in(data)]), "")


def _base(image: ImageFile, facts: ImageFacts, widest: int, data: bytes) -> Image:
    """The image in sRGB, the right way up, at least as large as its widest version."""
    from PIL.Image import Transpose

    turn = orientation_of(image)
    check_colours(image, data)
    share = widest / facts.width * GAP
    width, pixels = image.width, image.width * image.height
    # A JPEG gives each block of pixels as fewer ones; other formats know nothing of it.
    with reading():
        image.draft(None, (ceil(width * share), ceil(image.height * share)))
    if facts.format == "jpeg" and jpeg.is_in_one_scan(data):
        pixels = image.width * image.height
    if pixels > MEMORY // HELD[facts.format]:
        raise _too_large(facts, MEMORY // HELD[facts.format])
    with reading():
        image.load()
        base = as_srgb(_reduced(image, int(image.width / (width * share))))
    return base.transpose(Transpose(TRANSPOSED[turn])) if turn in TRANSPOSED else base


def _reduced(image: Image, factor: int) -> Image:
    """The image `factor` times as small, with eight bits: in strips, so that no copy is large."""
    from PIL.Image import new

    if factor <= 1:
        return of_eight_bits(image)
    factor = min(factor, *image.size)
    strips = []
    for top in range(0, image.height, factor * STRIP):
        box = (0, top, image.width, min(top + factor * STRIP, image.height))
        strips.append(of_eight_bits(image.crop(box)).reduce(factor))
    reduced = new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for number, strip in enumerate(strips):
        reduced.paste(strip, (0, number * STRIP))
    reduced.info = strips[0].info
    return reduced


def _too_large(facts: ImageFacts, most: int) -> ImageError:
    message = f"has {facts.width} x {facts.height} pixels, too many to make smaller versions of it"
    cure = f"Make it smaller: at most {most // 1_000_000} million pixels"
    return ImageError(message, f"{cure}, or more as a JPEG that is not progressive.")


def _is_drawing(base: Image, facts: ImageFacts) -> bool:
    from PIL import ImageChops

    if facts.format == "jpeg":
        return False
    colours = base.convert("RGB")
    moved = ImageChops.difference(colours, ImageChops.offset(colours, 1, 0))
    most = reduce(ImageChops.lighter, moved.split())
    return most.histogram()[0] >= FLAT * base.width * base.height


def _resized(base: Image, facts: ImageFacts, width: int) -> Image:
    height = max(1, round(facts.height * width / facts.width))
    if base.size == (width, height):
        return base
    return base.resize((width, height), 1, reducing_gap=GAP)  # LANCZOS


def _written(image: Image, kind: str, settings: dict[str, Any], packet: bytes) -> bytes:
    written = BytesIO()
    image.save(written, kind, xmp=packet, **settings)
    return written.getvalue()


def _worth_having(
    made: Mapping[str, Mapping[int, bytes]], length: int
) -> dict[tuple[str, int], bytes]:
    """Without those that another one or the image itself, of `length` bytes, makes useless."""
    kept: dict[str, dict[int, bytes]] = {}
    for kind, versions in made.items():
        limit, better = length, dict[int, bytes]()
        for width in sorted(versions, reverse=True):
            if len(versions[width]) < limit:
                better[width] = versions[width]
                limit = len(versions[width])
            elif not better:
                break  # a browser would take a narrower one where it needs this
        kept[kind] = better
    return {
        (kind, width): data
        for kind, versions in kept.items()
        if not any(
            _is_heavier(versions, kept[o]) for o in kept if WEIGHT.index(o) > WEIGHT.index(kind)
        )
        for width, data in sorted(versions.items())
    }


def _is_heavier(versions: Mapping[int, bytes], others: Mapping[int, bytes]) -> bool:
    """Whether they take more bytes than those of the same widths; browsers would prefer them."""
    both = versions.keys() & others.keys()
    return bool(both) and sum(len(versions[w]) - len(others[w]) for w in both) >= 0
