"""The part of an address that names one text, category, tag or author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from ..common.addresses import fitted, signs_in_words
from ..common.regex import regex

WRITTEN = regex(r"[\w-]+(?:\.[\w-]+)*")
"""What an author may write as `Slug`: one path segment, nothing that needs quoting."""

RESERVED = frozenset(
    "archives author category drafts feeds images model pagefind search series subscribe tag theme"
    " transparency".split()
)
"""First segments that the kit's own pages use."""


def slug_of(name: str, slugify: Callable[[str], str]) -> str:
    """A slug for any name, never empty, at most 100 characters.

    `slugify` is Pelican's, given the name as HTML text, because it drops whatever looks like a tag:
    ``How <canvas> works`` must keep its word. A name of which nothing remains (emoji, punctuation)
    and one too long get a short hash of the whole name, so that two of them stay apart.
    """
    html = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return fitted(slugify(html).strip("-"), name)


def term_slug(name: str, slugify: Callable[[str], str]) -> str:
    """As `slug_of`, but ``C``, ``C++`` and ``C#`` are three: c, c-plus-plus, c-sharp."""
    return slug_of(signs_in_words(name), slugify)


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
