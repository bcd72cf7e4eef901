"""The smaller files beside a picture: under which names, and what came of making them."""

from __future__ import annotations

from hashlib import blake2b
from posixpath import splitext

from ..common.problems import Fault
from ..common.values import dataclass
from .raster.facts import ImageFacts

File = tuple[str, int]
"""Format and width of a version."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of making versions of a picture."""

    files: tuple[File, ...] = ()
    """By format, smallest first, as they are offered to browsers."""
    fault: Fault | None = None
    """Why there are none."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """The versions themselves, in that order."""

    files: tuple[bytes, ...]


def can_be_made(facts: ImageFacts) -> bool:
    """Whether a picture has versions: drawings fit every screen, and what moves would stand."""
    return facts.format != "svg" and not facts.is_animated


def address_of(original: str, file: File, key: str) -> str:
    """Where a version is published, beside `original`; `key` names all that it was made of."""
    name, width = file
    return f"{splitext(original)[0]}-{width}-{key[:8]}.{name}"


def key_of(*parts: str) -> str:
    """Names all that versions are made of."""
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
