"""What an author hears about image files: each names the file, what is wrong, and the cure."""

from __future__ import annotations

from collections.abc import Sequence

from ..common.keys import IMAGES
from ..common.problems import Problem, did_you_mean
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


def unwritten(path: str, message: str, cure: str) -> Problem:
    """A declared file whose published copy cannot say so."""
    told = f"{message}; its published copy does not say the source type"
    return Problem(path, 0, IMAGES, "", told, cure)


def without_size(path: str, message: str, cure: str) -> Problem:
    """A file that pages show and of which nobody can tell how large it is."""
    return Problem(path, 0, "", "", f"{message}; pages show it as it is", cure)


def without_versions(path: str, message: str, cure: str) -> Problem:
    """A file of which no smaller ones can be made."""
    return Problem(path, 0, "", "", f"{message}; pages show it as it is", cure)


def placed(folder: str, files: Sequence[str]) -> Problem:
    """Files of a folder that say where they were taken."""
    more = len(files) - MOST_NAMED
    named = ", ".join(files[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    several = f"{len(files)} images" if len(files) > 1 else "one image"
    message = f"{several} told where a photograph was taken; the site's copies do not: {named}"
    return Problem(folder, 0, "", "", message, "Your own files stay as they are.")


def unsigned(path: str) -> Problem:
    """A declared file whose Content Credentials say something else, or nothing, about AI."""
    message = "carries Content Credentials, and their signature does not fit its published copy"
    cure = (
        "Export it without Content Credentials; or without the place where it was taken, and with"
        " ones that name the source type."
    )
    return Problem(path, 0, IMAGES, "", message, cure)
