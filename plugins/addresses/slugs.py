"""Which slugs may be written, which are the site's own, and which several names share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..common.regex import regex

WRITTEN = regex(r"[\w-]+(?:\.[\w-]+)*")
"""What an author may write as `Slug`: one path segment, nothing that needs quoting."""

RESERVED = frozenset(
    "archives author cards category drafts feeds images model pagefind search series subscribe tag"
    " theme transparency".split()
)
"""First segments that the kit's own pages use."""


def once_each(terms: list[Any]) -> list[Any]:
    """The first of the terms with each `slug`, in order."""
    first: dict[str, Any] = {}
    for term in terms:
        first.setdefault(term.slug, term)
    return list(first.values())


def names_by_shared_slug(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Slugs to their names, where those differ in more than letter case.

    `names` holds (slug, name) in the order of the articles.
    """
    spelled: dict[str, dict[str, str]] = defaultdict(dict)
    for slug, name in names:
        spelled[slug].setdefault(name.casefold(), name)
    return {slug: list(names.values()) for slug, names in spelled.items() if len(names) > 1}
