"""The site's icons: what the head links to, and the pictures that are made of one file.

Browsers take the file itself; an older one, and programs that ask for it unasked, a favicon.ico;
a phone that puts the site beside its programs a picture of 180 pixels.
"""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from ..common import media_types
from ..common.regex import regex

TYPES = {ending: media_types.TYPES[ending] for ending in (".svg", ".png")}
"""Kinds of files that an icon may be, by their endings."""
SMALL, LARGE = "favicon.ico", "apple-touch-icon.png"
"""Files that are made, below the site's root."""
SIDES = {SMALL: 32, LARGE: 180}
"""Pixels of their sides."""
MARGIN = 16
"""Of the large one, whose corners a phone cuts off."""
PAPER = "#ffffff"
"""Behind the large one: a phone would put black there."""
LEFT_OUT = regex(rb"<(?:\w+:)?(text|image)\b")
"""What is not drawn: words look as a machine's fonts do, and pictures within may lie anywhere."""


class IconLink(NamedTuple):
    """A link of the head."""

    rel: str
    path: str
    """Below the site's root."""
    type: str = ""
    sizes: str = ""


def kind_of(path: str) -> str:
    """The type of an icon's file; empty: it is none of `TYPES`."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), "")


def links(path: str, made: Collection[str]) -> Iterator[IconLink]:
    """The links to an icon at `path`, and to those of `SIDES` that the site has."""
    kind = kind_of(path)
    if SMALL in made:
        yield IconLink("icon", SMALL, sizes="{0}x{0}".format(SIDES[SMALL]))
    yield IconLink("icon", path, kind, "any" if kind == TYPES[".svg"] else "")
    if LARGE in made:
        yield IconLink("apple-touch-icon", LARGE)


def pictures(icon: bytes, kind: str) -> dict[str, bytes]:
    """The files that are made of an icon, by their paths.

    :raises ValueError: where nothing can be seen on it.
    """
    large = _drawn(icon, kind, SIDES[LARGE], MARGIN, PAPER)
    if large == _drawn(b"", kind, SIDES[LARGE], MARGIN, PAPER):
        raise ValueError("shows nothing")
    return {SMALL: _ico(_drawn(icon, kind, SIDES[SMALL])), LARGE: large}


def _ico(png: bytes) -> bytes:
    """An ICO file of one picture, a PNG inside, as Windows Vista and later read it."""
    side = SIDES[SMALL]
    header = struct.pack("<HHH", 0, 1, 1)
    return header + struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), 22) + png


def _drawn(icon: bytes, kind: str, side: int, margin: int = 0, paper: str = "none") -> bytes:
    """A PNG with the icon in its middle, whatever its shape."""
    import resvg_py

    address = f"data:{kind};base64,{b64encode(icon).decode()}"
    place = 'x="{0}" y="{0}" width="{1}" height="{1}"'.format(margin, side - 2 * margin)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
        f'<rect width="{side}" height="{side}" fill="{paper}"/>'
        f'<image {place} href="{address}"/></svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
