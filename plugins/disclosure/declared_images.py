"""Images that AI made or edited: `AI-Images`, and one declaration for a file used in many texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from ..common import keys
from ..common.frontmatter import composed
from ..common.problems import Fault, Problem, did_you_mean
from ..common.regex import regex
from ..common.values import dataclass

WHAT = ("generated", "edited")
NONE = "none"
"""AI neither made it nor edited it: readers are told nothing, and `invoke check` does not ask."""
LINE = regex(r"(?P<file>.+?)(?<!\s)\s*+=\s*(?P<what>[A-Za-z-]+)(?:\s+(?P<model>\S.*))?")
STATIC = regex(r"[{|](?:static|attach|filename)[|}]/?")
_WORD = "|".join((*WHAT, NONE))
TWO = regex(rf"=\s*(?:{_WORD})\b.*=\s*(?:{_WORD})\b", re.IGNORECASE)
FURTHER = "Indent each further line by four spaces."
CURE = "Write one image a line: ‘images/tide.png=generated’, then the model if it is known."
OWN_FILE = "Give the path below the content folder, for example images/tide.png."


@dataclass(frozen=True, slots=True)
class DeclaredImage:
    """What was declared of one image file."""

    file: str
    """Below the content folder, with ``/``."""
    what: str
    """``generated``, ``edited`` or ``none``."""
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageClaim:
    """The declaration of an image and where it stands."""

    image: DeclaredImage
    path: str
    line: int


def read_image(text: str) -> DeclaredImage | Fault:
    """One line of `AI-Images`."""
    match = LINE.fullmatch(text)
    file = content_file(match["file"]) if match else ""
    if not match:
        return "is no image and what AI did to it", CURE
    if TWO.search(text):
        return "names several images in one line", f"{CURE} {FURTHER}"
    if not file:
        return "names no file of this site", OWN_FILE
    if match["what"].lower() not in (*WHAT, NONE):
        offer = did_you_mean(match["what"], (*WHAT, NONE))
        message = f"says ‘{match['what']}’, which is not what AI does to an image"
        return message, f"{offer}Say ‘generated’ or ‘edited’; ‘none’ if AI did neither."
    if match["what"].lower() == NONE and match["model"]:
        return "names a model for an image that AI neither made nor edited", CURE
    return DeclaredImage(file, match["what"].lower(), (match["model"],) if match["model"] else ())


def merged_images(claims: Iterable[ImageClaim]) -> tuple[dict[str, DeclaredImage], list[Problem]]:
    """One image a file, and a problem for each second claim that contradicts the first.

    A claim without a model leaves the other's standing.
    """
    found: dict[str, ImageClaim] = {}
    problems = []
    for claim in claims:
        first = found.setdefault(claim.image.file, claim)
        if claim.image == first.image or _adds_nothing(claim.image, first.image):
            continue
        if _adds_nothing(first.image, claim.image):
            found[claim.image.file] = claim
            continue
        message = f"contradicts line {first.line} of {first.path}"
        cure = "One file has one origin: say the same in both, or leave it to one of them."
        value = " ".join([f"{claim.image.file}={claim.image.what}", *claim.image.models])
        problems.append(Problem(claim.path, claim.line, keys.IMAGES, value, message, cure))
    return {file: claim.image for file, claim in found.items()}, problems


def content_file(written: str) -> str:
    """A file as it lies below the content folder, however an author names it; empty: it does not.

    ``{static}/images/a.png``, ``/images/a.png`` and ``images/a.png`` are the same file, and so is
    a name whose ä is one character and one whose ä is two: the result is in form C of Unicode.
    An address on a host is no file.
    """
    if "://" in written:
        return ""
    path = STATIC.sub("", written.strip()).lstrip("/")
    parts = PurePosixPath(path).parts
    return "" if not path or ".." in parts else composed(PurePosixPath(*parts).as_posix())


def _adds_nothing(claim: DeclaredImage, to: DeclaredImage) -> bool:
    return not claim.models and (claim.file, claim.what) == (to.file, to.what)
