"""What an author's `Related`, `Related-Not` and `Autolink` ask for, and the mistakes in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...common.frontmatter import SEPARATOR, lines_of
from ...common.keys import AUTOLINK, RELATED, RELATED_NOT
from ...common.problems import Problem, did_you_mean
from ...common.values import dataclass


@dataclass(frozen=True, slots=True)
class SlugTable:
    """Where a slug may lead from an article: the site as that article sees it."""

    own: str
    """Slug of the article itself."""

    published: Mapping[str, str]
    """Slug to id of every other article that may be listed."""

    withheld: Mapping[str, str]
    """Slug to what keeps it out of lists: ‘a draft’, ‘hidden’."""


NO_SLUGS = SlugTable("", {}, {})


@dataclass(frozen=True, slots=True)
class Choices:
    """An author's choices for one article; ids, not slugs."""

    first: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    autolink: bool = True


def words(value: str | Iterable[str] | None) -> list[str]:
    """Slugs from a metadata value: one line or several, parted by commas or white space."""
    lines = [value] if isinstance(value, str) else value or ()
    return [slug for line in lines for slug in SEPARATOR.split(line) if slug]


def names(value: str | Iterable[str] | None) -> list[str]:
    """Names from a metadata value, one a line or parted by commas; white space made single."""
    lines = [value] if isinstance(value, str) else value or ()
    parts = (" ".join(part.split()) for line in lines for part in re.split("[,\n]", line))
    return list(dict.fromkeys(part for part in parts if part))


def names_slugs(metadata: Mapping[str, object]) -> bool:
    """Whether there are slugs to be looked up on the site."""
    return any(key.field in metadata for key in (RELATED, RELATED_NOT))


def makes_choices(metadata: Mapping[str, object]) -> bool:
    """Whether an author says anything of this."""
    return names_slugs(metadata) or AUTOLINK.field in metadata


def read_choices(
    metadata: Mapping[str, object], slugs: SlugTable, path: str
) -> tuple[Choices, list[Problem]]:
    """The choices in an article's metadata (lower-case keys), and what is wrong with them."""
    first, wrong_first = _slugs(RELATED, metadata, slugs, path)
    never, wrong_never = _slugs(RELATED_NOT, metadata, slugs, path)
    autolink, wrong_autolink = _switch(metadata, path)
    both = [
        Problem(path, 0, RELATED_NOT, slug, "stands under Related too", "Delete one of the two.")
        for slug in never
        if slug in first
    ]
    choices = Choices(tuple(first.values()), frozenset(never.values()), autolink)
    return choices, [*wrong_first, *wrong_never, *both, *wrong_autolink]


def _slugs(
    key: str, metadata: Mapping[str, object], slugs: SlugTable, path: str
) -> tuple[dict[str, str], list[Problem]]:
    """Known slugs with their ids, in order, and a problem for each other."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for slug in words(lines_of(metadata, key)):
        if slug in slugs.published:
            found[slug] = slugs.published[slug]
        elif key == RELATED or (slug not in slugs.withheld and slug != slugs.own):
            problems.append(Problem(path, 0, key, slug, *_mistake(slug, slugs)))
    return found, problems


def _mistake(slug: str, slugs: SlugTable) -> tuple[str, str]:
    """(what is wrong, what to do) about a slug that cannot be listed."""
    if slug == slugs.own:
        return "is this article itself", "Delete it."
    if slug in slugs.withheld:
        return f"is {slugs.withheld[slug]}", "Publish that article, or delete the slug here."
    offer = did_you_mean(slug, sorted(slugs.published)).rstrip()
    return "is no published article's slug", offer or "Write the slug from the article's address."


def _switch(metadata: Mapping[str, object], path: str) -> tuple[bool, list[Problem]]:
    given = words(lines_of(metadata, AUTOLINK))
    if not given or given == ["yes"]:
        return True, []
    if [word.lower() for word in given] in (["no"], ["yes"]):
        return given[0].lower() == "yes", []
    message = "is neither ‘no’ nor ‘yes’"
    cure = "Write ‘no’ to leave this text alone, or delete the line."
    return False, [Problem(path, 0, AUTOLINK, " ".join(given), message, cure)]
