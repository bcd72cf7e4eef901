"""What is wrong with an image file, and what its owner can do about it."""

from __future__ import annotations

SAVE_AGAIN = "Save the image again with an image editor, as PNG, JPEG, WebP, GIF or SVG."
CONVERT = "Use PNG, JPEG, WebP, GIF or SVG for it."


class ImageError(ValueError):
    """The metadata of an image cannot be read or written."""

    def __init__(self, message: str, cure: str = SAVE_AGAIN) -> None:
        """`message` is a clause without a full stop, `cure` a sentence."""
        super().__init__(message)
        self.message = message
        self.cure = cure


def truncated(kind: str) -> ImageError:
    """The error for a file that ends too early or whose lengths do not add up."""
    return ImageError(f"is a broken {kind} file: it ends too early, or its lengths do not add up")
