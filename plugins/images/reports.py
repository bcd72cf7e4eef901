"""What an author hears about image files: each names the file, what is wrong, and the cure."""

from __future__ import annotations

from collections.abc import Sequence

from ..common.keys import IMAGES
from ..common.problems import Problem, did_you_mean
from .image_file import ImageError
from .source_types import MEANING

MOST_NAMED = 3
"""Texts that one message names; a picture may stand in hundreds."""


def missing(path: str, line: int, key: str, file: str, files: Sequence[str]) -> Problem:
    """A key that names a file that is not there; `files` are those that are."""
    offer = did_you_mean(file, files)
    cure = f"{offer}Give the path below the content folder, for example images/tide.png."
    return Problem(path, line, key, file, "is no file below the content folder", cure)


def unused(path: str, line: int, file: str) -> Problem:
    """A declaration of a file that no text shows."""
    cure = "Show it, or remove the line; an address on another host is not this file."
    return Problem(path, line, IMAGES, file, "is shown by no text", cure)


def undeclared(
    path: str, file: str, terms: Sequence[str], texts: Sequence[str], *, is_denied: bool
) -> Problem:
    """A file whose own metadata says AI, shown by `texts`, of which none declares it.

    `is_denied`: one says that it is without AI.
    """
    more = len(texts) - MOST_NAMED
    named = ", ".join(texts[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    said = f"an {IMAGES} says ‘none’" if is_denied else f"no {IMAGES} declares it"
    message = f"says so in its metadata, is shown by {named}, and {said}"
    cure = (
        f"Write `{IMAGES}: {file}={MEANING[terms[0]]}` in one of them,"
        " or correct the file's metadata if it is wrong."
    )
    return Problem(path, 0, "digital source type", ", ".join(terms), message, cure)


def unwritten(path: str, error: ImageError) -> Problem:
    """A declared file whose published copy cannot say so."""
    message = f"{error.message}; its published copy is as it was, without the source type"
    return Problem(path, 0, IMAGES, "", message, error.cure)


def unsigned(path: str) -> Problem:
    """A declared file whose Content Credentials say something else, or nothing, about AI."""
    message = "carries Content Credentials, which do not say this; its published copy does, and"
    cure = "Export it without Content Credentials, or with ones that name the source type."
    return Problem(path, 0, IMAGES, "", f"{message} their signature no longer fits it", cure)
