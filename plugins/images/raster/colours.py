"""Every colour an image may be stored in, as sRGB with eight bits."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

OPAQUE = (255, 255)
SPACES = {"GRAY": "L", "RGB ": "RGB", "CMYK": "CMYK"}
"""What an ICC profile says it is for, to Pillow's mode of that kind."""


def as_srgb(image: Image) -> Image:
    """The image in mode RGB, or RGBA where part of it can be seen through; nothing said beside."""
    profile = image.info.get("icc_profile")
    plain = _of_eight_bits(image)
    alpha = plain.getchannel("A") if plain.mode in ("LA", "RGBA") else None
    colours = plain.convert(plain.mode.removesuffix("A")) if alpha else plain
    colours = (profile and _through(profile, colours)) or colours.convert("RGB")
    if alpha and alpha.getextrema() != OPAQUE:
        colours.putalpha(alpha)
    colours.info = {}
    return colours


def _of_eight_bits(image: Image) -> Image:
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("LA" if image.mode in ("1", "L", "LA") else "RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


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
