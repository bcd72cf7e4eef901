"""Every colour an image may be stored in, as sRGB with eight bits."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from ...common.regex import regex
from ..image_file import ImageError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

OPAQUE = (255, 255)
SPACES = {"GRAY": "L", "RGB ": "RGB", "CMYK": "CMYK"}
"""What an ICC profile says it is for, to Pillow's mode of that kind."""

SCALED = {"L;2": 85, "L;4": 17}
"""What Pillow has multiplied a grey with, but not the one that is transparent."""
GAMMA, ALIKE = 1 / 2.2, 0.02
"""Of sRGB, as PNG writes it, and how far from it nobody sees a difference."""

NUMBERED = regex(rb"colrnclx(?P<avif>.{4})|\0\0\0\x04cICP(?P<png>..)", 16)
"""Colours told by number (ITU-T H.273): primaries and transfer function."""
WIDE, BRIGHT = frozenset((9, 11, 12, 22)), frozenset((4, 5, 8, 16, 17, 18))
"""Primaries far from those of sRGB, and transfer functions that are."""


def check_colours(image: ImageFile, data: bytes) -> None:
    """Refuse an image whose colours would come out wrong; `data` is its file, no pixel read yet.

    :raises ImageError: where they would.
    """
    numbered = NUMBERED.search(data) if image.format in ("AVIF", "PNG") else None
    if numbered and not (image.format == "AVIF" and "icc_profile" in image.info):
        numbers = numbered["png"] or numbered["avif"][1::2]
        if numbers[0] in WIDE or numbers[1] in BRIGHT:
            message = "has colours beyond sRGB and no ICC profile that describes them"
            raise ImageError(message, "Save it in sRGB, or with an ICC profile.")
    stored = image.tile[0].args if image.tile else ""
    if image.format == "PNG" and "transparency" in image.info and isinstance(stored, str):
        if stored == "RGB;16B":  # Pillow compares eight of the bits
            message = "has 16 bits a colour and one colour that is transparent"
            raise ImageError(message, "Save it with eight bits, or with an alpha channel.")
        if stored in SCALED:
            image.info["transparency"] *= SCALED[stored]


def of_eight_bits(image: Image) -> Image:
    """The image with eight bits a channel and no palette: L, RGB, CMYK, LA or RGBA."""
    if image.mode == "I;16":
        return _of_sixteen(image)
    if image.has_transparency_data:
        return image.convert("LA" if image.mode in ("1", "L", "LA") else "RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def as_srgb(image: Image) -> Image:
    """An image `of_eight_bits` as RGB, or as RGBA where part of it can be seen through.

    It says nothing about itself any more.
    """
    info, alpha = image.info, None
    if image.mode in ("LA", "RGBA"):
        alpha = image.getchannel("A")
        image = image.convert(image.mode.removesuffix("A"))
    converted = _through(info["icc_profile"], image) if "icc_profile" in info else None
    colours = converted or image.convert("RGB")
    gamma = info.get("gamma", GAMMA)
    if not {"icc_profile", "srgb"} & info.keys() and gamma > 0 and abs(gamma - GAMMA) > ALIKE:
        colours = colours.point(
            [round(255 * (value / 255) ** (GAMMA / gamma)) for value in range(256)] * 3
        )
    if alpha and alpha.getextrema() != OPAQUE:
        colours.putalpha(alpha)
    colours.info = {}
    return colours


def _of_sixteen(image: Image) -> Image:
    """Greys of 16 bits, of which one may be transparent."""
    import numpy as np
    from PIL.Image import fromarray

    values = np.asarray(image)
    grey = fromarray((values >> 8).astype(np.uint8))
    if "transparency" in image.info:
        seen = (values != image.info["transparency"]).astype(np.uint8) * 255
        grey.putalpha(fromarray(seen))
    grey.info = {name: value for name, value in image.info.items() if name != "transparency"}
    return grey


def _through(icc: bytes, colours: Image) -> Image | None:
    """By the profile; None where that is none or for other colours: browsers ignore it, too."""
    from PIL import ImageCms

    try:
        profile = ImageCms.getOpenProfile(BytesIO(icc))
        mode = SPACES.get(profile.profile.xcolor_space, "")
        if mode == "RGB" and colours.mode == "L":
            colours = colours.convert("RGB")
        if mode != colours.mode:
            return None
        return ImageCms.profileToProfile(
            colours,
            profile,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
