"""Images opened by Pillow: known by their first bytes, and every failure told in one way."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from .. import gif, jpeg, png, webp
from ..image_file import ImageError
from .exif import UPRIGHT, orientation

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

FIRST_BYTES = 32
AVIF_BRANDS = (b"avif", b"avis")
CONVERT = "Use JPEG, PNG, WebP, AVIF, GIF or SVG for it."
TOO_MANY_PIXELS = ("has too many pixels to be read at once", "Make it smaller.")


@contextmanager
def opened(file: IO[bytes]) -> Iterator[ImageFile]:
    """The image in an open file, its header read and its pixels not.

    Not by `Image.open`: that tries every format it knows, and warns of many pixels or refuses
    them, where a JPEG is read at a fraction of its size. What else is read of it is asked for
    within `reading`.

    :raises ImageError: where it is broken, or of a kind of which no versions are made.
    """
    file.seek(0)
    start = file.read(FIRST_BYTES)
    file.seek(0)
    kind = _kind(start)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of metadata that is odd, which no version has
        with reading():
            image = kind(file)
        with image:
            yield image


@contextmanager
def reading() -> Iterator[None]:
    """Within, Pillow reads a file: nothing else should, for any failure is told as the file's.

    :raises ImageError: for it.
    """
    from PIL.Image import DecompressionBombError

    try:
        yield
    except DecompressionBombError as error:  # of what Pillow holds whole when it opens it
        raise ImageError(*TOO_MANY_PIXELS) from error
    except Exception as error:  # on damaged files its readers raise any, struct.error included
        words = " ".join(str(error).split())[:200] or type(error).__name__
        raise ImageError(f"cannot be read as an image: {words}") from error


def orientation_of(image: ImageFile) -> int:
    """How browsers turn an image, 1 to 8: WebP's Exif means nothing to any of them."""
    return UPRIGHT if image.format == "WEBP" else orientation(image.info.get("exif", b""))


def format_of(start: bytes) -> str:
    """What the first bytes of a file say that it is; empty for what this kit makes no versions of.

    A file may be called otherwise: browsers go by its bytes, too.
    """
    if start.startswith(jpeg.SIGNATURE):
        return "jpeg"
    if start.startswith(png.SIGNATURE):
        return "png"
    if start.startswith(gif.SIGNATURES):
        return "gif"
    if start[:4] == webp.RIFF and start[8:12] == webp.WEBP:
        return "webp"
    brands = {start[at : at + 4] for at in (8, *range(16, FIRST_BYTES, 4))}
    return "avif" if start[4:8] == b"ftyp" and brands & set(AVIF_BRANDS) else ""


def _kind(start: bytes) -> Callable[..., ImageFile]:
    match format_of(start):
        case "jpeg":
            from PIL import JpegImagePlugin

            return JpegImagePlugin.JpegImageFile
        case "png":
            from PIL import PngImagePlugin

            return PngImagePlugin.PngImageFile
        case "gif":
            from PIL import GifImagePlugin

            return GifImagePlugin.GifImageFile
        case "webp":
            from PIL import WebPImagePlugin

            return WebPImagePlugin.WebPImageFile
        case "avif":
            from PIL import AvifImagePlugin

            return AvifImagePlugin.AvifImageFile
        case _:
            raise ImageError("is of a kind that not every browser shows", CONVERT)
