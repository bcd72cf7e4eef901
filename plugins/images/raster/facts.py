"""What a page has to know of an image file, read from its header."""

from __future__ import annotations

from pathlib import Path

from ...common.values import dataclass
from .. import svg
from ..image_file import ImageError
from .exif import TURNED, orientation
from .opening import FIRST_BYTES, format_of, opened


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """An image as browsers show it."""

    format: str
    """jpeg, png, webp, avif, gif or svg."""
    width: int
    height: int
    """In pixels, turned as its Exif says; of an SVG without a size 0."""
    is_animated: bool = False
    has_alpha: bool = False


def facts_of(path: Path) -> ImageFacts:
    """The facts of an image file.

    :raises ImageError: where it is broken or of a kind that browsers do not show.
    :raises OSError: where it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(FIRST_BYTES)
        if not format_of(start) and svg.is_svg(start):
            width, height = svg.size(start + file.read())
            return ImageFacts("svg", width, height, has_alpha=True)
    with opened(path) as image:
        width, height = image.size
        if orientation(image.info.get("exif", b"")) in TURNED:
            width, height = height, width
        return ImageFacts(
            format_of(start),
            width,
            height,
            is_animated=getattr(image, "is_animated", False),
            has_alpha=image.has_transparency_data,
        )
    raise ImageError("holds no image")  # for mypy: `opened` lets no failure pass
