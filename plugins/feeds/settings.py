"""The options of `FEEDS = {...}` in pelicanconf.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..common.problems import Problem
from .identity import as_uuid


@dataclass(frozen=True, slots=True)
class FeedsSettings:
    """Every option, its default and what it means."""

    entries: int = 50
    """The newest so many articles stand in each feed; 0: all."""

    rights: str = ""
    """What readers may do with the texts, e.g. `CC BY 4.0`; empty says nothing."""

    site_id: str = ""
    """A UUID of this site's own, chosen once and kept for ever. It goes into the ids of feeds and
    of articles that have no `Id`. Empty: feeds use the site's name instead."""


def mistakes(options: FeedsSettings) -> Iterator[Problem]:
    """What is wrong with values whose type is right."""
    if options.entries < 0:
        yield _problem(
            "entries", options.entries, "is less than 0", "Write 0 for all, or how many."
        )
    if options.site_id and not as_uuid(options.site_id):
        cure = "Make one with: python -c 'import uuid; print(uuid.uuid4())'."
        yield _problem("site_id", options.site_id, "is not a UUID", cure)


def _problem(key: str, value: object, message: str, cure: str) -> Problem:
    return Problem("pelicanconf.py", 0, f"FEEDS[{key!r}]", repr(value), message, cure)
