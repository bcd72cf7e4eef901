"""What a page has to know of an image file, read from its header."""

from __future__ import annotations

from pathlib import Path

from ...common.values import dataclass
from .. import svg
from .exif import TURNED
from .opening import FIRST_BYTES, format_of, opened, orientation_of, reading


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
        kind = format_of(start)
        if not kind and svg.is_svg(start):
            width, height = svg.size(start + file.read())
            return ImageFacts("svg", width, height, has_alpha=True)
        with opened(file) as image:
            turned = orientation_of(image) in TURNED
            width, height = reversed(image.size) if turned else image.size
            with reading():
                is_animated = bool(getattr(image, "is_animated", False))
                has_alpha = bool(image.has_transparency_data)
    return ImageFacts(kind, width, height, is_animated, has_alpha)
