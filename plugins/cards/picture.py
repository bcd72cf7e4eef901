"""From the drawing of a card to a PNG of few colours, the same from the same on every machine."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

STEPS = 4
"""Of each colour between the ground and itself, at the edges of letters."""


def png_of(
    svg: str, fonts: Mapping[str, Path], colours: Sequence[str], *, has_picture: bool
) -> bytes:
    """The picture; `colours` are all that is drawn with, the ground first.

    `fonts` are files by name. Where the drawing holds a picture, there are more colours.
    """
    import resvg_py
    from PIL import Image

    # With others at hand it might take letters of them.
    used = [str(path) for name, path in fonts.items() if name in svg]
    drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=used)
    image = Image.open(BytesIO(bytes(drawn))).convert("RGB")
    palette = _palette(colours)
    if has_picture:
        more = image.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        palette += more.getpalette() or []
    sample = Image.new("P", (1, 1))
    sample.putpalette(palette)
    file = BytesIO()
    few = image.quantize(palette=sample, dither=Image.Dither.NONE)
    few.save(file, "PNG", compress_type=zlib.Z_RLE)  # smaller and faster than any level
    return file.getvalue()


def _palette(colours: Sequence[str]) -> list[int]:
    ground, *others = (bytes.fromhex(each[1:]) for each in colours)
    mixed = [*ground]
    for other in others:
        for step in range(1, STEPS + 1):
            mixed += (g + (o - g) * step // STEPS for g, o in zip(ground, other, strict=True))
    return mixed
