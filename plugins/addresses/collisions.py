"""Two outputs at one path: found before anything is written, both files named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..common.problems import Problem
from .slugs import RESERVED


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be written and the source it comes from."""

    save_as: str
    source: str
    """Shown path of the source."""
    slug: str = ""
    """Empty for static files."""
    lang: str = ""
    fixed: bool = False
    """Its author chose the path with `Save_as`."""


def collisions(outputs: Iterable[Output]) -> Iterator[Problem]:
    """One problem for each source after the first that would be written to a path already taken.

    Letter case does not keep paths apart: the file systems of macOS and Windows ignore it.
    """
    taken: dict[str, list[Output]] = defaultdict(list)
    for output in sorted(outputs, key=lambda output: (output.source, output.save_as)):
        taken[output.save_as.casefold()].append(output)
    for first, *others in taken.values():
        for other in others:
            yield _collision(first, other)


def reserved(outputs: Iterable[Output]) -> Iterator[Problem]:
    """Texts whose slug is a first segment that the kit's own pages use."""
    for output in outputs:
        first = output.save_as.split("/", 1)[0].casefold()
        if (
            output.slug
            and not output.fixed
            and first in RESERVED
            and first == output.slug.casefold()
        ):
            cure = f"Give it another Slug; these are taken: {', '.join(sorted(RESERVED))}."
            message = "is an address that the site's own pages use"
            yield Problem(output.source, 0, "Slug", output.slug, message, cure)


def _collision(first: Output, other: Output) -> Problem:
    if other.slug:
        cure = "Give one of them another Slug, or a Lang if one translates the other."
        message = f"leads to {other.save_as}, where {first.source} is written too"
        return Problem(other.source, 0, "Slug", other.slug, message, cure)
    message = f"would be written to {other.save_as}, where {first.source} is written too"
    return Problem(
        other.source, 0, "", "", message, "Rename the file or give the text another Slug."
    )
