"""What an owner may set: ``IMAGES = {...}`` in pelicanconf.py."""

from __future__ import annotations

from collections.abc import Iterator

from ..common.media_types import TYPES
from ..common.problems import Problem
from ..common.values import dataclass

SETTING = "IMAGES"
FORMATS = {name: TYPES[f".{name}"] for name in ("avif", "webp")}
"""Formats of versions, each with its media type."""
SIDE = 16_383
"""Of the largest picture that WebP can hold, in pixels."""


@dataclass(frozen=True, slots=True)
class ImagesSettings:
    """Options of the smaller files that stand beside each picture."""

    versions: bool = True
    """Whether pictures stand in smaller files beside the original; else all readers get that."""

    widths: tuple[int, ...] = (480, 768, 1232, 1848)
    """Widths of those files in pixels; none is wider than the original."""

    formats: tuple[str, ...] = ("avif", "webp")
    """Their formats, `avif` and `webp`; a browser takes the first that it knows."""


def mistakes(options: ImagesSettings) -> Iterator[Problem]:
    """What is wrong with options of the right types."""
    for width in options.widths:
        if not 0 < width <= SIDE:
            cure = f"Write whole numbers from 1 to {SIDE}."
            yield _problem("widths", width, "is no width of a picture", cure)
    for name in options.formats:
        if name not in FORMATS:
            cure = f"Write {' or '.join(FORMATS)}, or both."
            yield _problem("formats", name, "is no format for versions of a picture", cure)


def _problem(key: str, value: object, message: str, cure: str) -> Problem:
    return Problem("pelicanconf.py", 0, f"{SETTING}[{key!r}]", repr(value), message, cure)
