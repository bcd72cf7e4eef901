"""Two outputs at one path: found before anything is written, both files named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import PurePosixPath

from ..common import keys
from ..common.problems import Problem
from ..common.values import dataclass
from .slugs import RESERVED


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file to be written and the source it comes from."""

    save_as: str
    source: str
    """Shown path of the source; of the site's own files, what they are."""
    slug: str = ""
    """Empty for static files."""
    lang: str = ""
    fixed: bool = False
    """Its author chose the path with `Save_as`."""
    moved_from: str = ""
    """The old address that the file stands at, for a redirect."""
    generated: bool = False
    """The site makes it by itself."""
    replaceable: bool = False
    """An owner's static file may stand in its place."""


def collisions(outputs: Iterable[OutputFile]) -> Iterator[Problem]:
    """One problem for each source after the first that would be written to a path already taken.

    The site's own files come first. Letter case does not keep paths apart: the file systems of
    macOS and Windows ignore it. A file where another output needs a folder is in its way too.
    """
    taken: dict[str, list[OutputFile]] = defaultdict(list)
    for output in sorted(outputs, key=lambda one: (not one.generated, one.source, one.save_as)):
        taken[output.save_as.casefold()].append(output)
    for first, *others in taken.values():
        yield from (_collision(first, other) for other in others if _collides(first, other))
    reported = set()
    for path, (output, *_) in taken.items():
        for parent in _folders(path):
            for file in taken.get(parent, ())[:1]:
                first, other = (output, file) if output.generated else (file, output)
                if not other.generated and other not in reported:
                    reported.add(other)
                    yield _collision(first, other)


def reserved(outputs: Iterable[OutputFile]) -> Iterator[Problem]:
    """Texts whose slug or language is a first segment that the kit's own pages use."""
    for output in outputs:
        first = output.save_as.split("/", 1)[0].casefold()
        if not output.slug or output.fixed or first not in RESERVED:
            continue
        taken = f"these are taken: {', '.join(sorted(RESERVED))}."
        message = "is an address that the site's own pages use"
        if first == output.slug.casefold():
            cure = f"Give it another Slug; {taken}"
            yield Problem(output.source, 0, keys.SLUG, output.slug, message, cure)
        elif first == output.lang.casefold():
            cure = f"Write the code of a language, for example de; {taken}"
            yield Problem(output.source, 0, keys.LANG, output.lang, message, cure)


def _folders(path: str) -> Iterable[str]:
    """The folders above a file, the nearest first, each as a path is written."""
    if path.startswith("/") or path.endswith(("/", ".")) or "//" in path or "./" in path:
        return map(str, PurePosixPath(path).parents)
    above = [*accumulate(path.split("/")[:-1], "{}/{}".format)]
    return [*reversed(above), "."]


def _collides(first: OutputFile, other: OutputFile) -> bool:
    is_static = not (other.slug or other.moved_from)
    return not other.generated and not (first.replaceable and is_static)


def _collision(first: OutputFile, other: OutputFile) -> Problem:
    """What is said of `other`, in whose way `first` is."""
    same = first.save_as.casefold() == other.save_as.casefold()
    met = "is written too" if same else f"is written to {first.save_as}"
    where = f"{other.save_as}, where {first.source} {met}"
    if other.moved_from:
        cure = "Remove the line: that address is in use."
        message = f"would be a redirect at {where}"
        return Problem(other.source, 0, keys.MOVED_FROM, other.moved_from, message, cure)
    if other.fixed:
        cure = "Write another Save_as."
        return Problem(other.source, 0, keys.SAVE_AS, other.save_as, f"leads to {where}", cure)
    if other.slug:
        cure = "Give one of them another Slug, or a Lang if one translates the other."
        if first.generated:
            cure = "Give it another Slug."
        return Problem(other.source, 0, keys.SLUG, other.slug, f"leads to {where}", cure)
    cure = "Rename the file or give the text another Slug."
    return Problem(other.source, 0, "", "", f"would be written to {where}", cure)
