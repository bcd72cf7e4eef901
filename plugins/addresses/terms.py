"""Slugs of categories, tags and authors: names that differ stay apart, one name stands once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from .slugs import slug_of

SIGNS = re.compile(r"(?<=\w)[+#]+(?!\w)")
WORDS = {"+": " plus", "#": " sharp"}


def term_slug(name: str, slugify: Callable[[str], str]) -> str:
    """As `slug_of`, but ``C``, ``C++`` and ``C#`` are three: c, c-plus-plus, c-sharp."""
    spelt = SIGNS.sub(lambda signs: "".join(WORDS[sign] for sign in signs[0]), name)
    return slug_of(spelt, slugify)


def once_each(terms: list[Any]) -> list[Any]:
    """The first of the terms with each `slug`, in order."""
    first: dict[str, Any] = {}
    for term in terms:
        first.setdefault(term.slug, term)
    return list(first.values())


def mixed(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Slugs to their names, where those differ in more than letter case.

    `names` holds (slug, name) in the order of the articles.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for slug, name in names:
        found[slug].setdefault(name.casefold(), name)
    return {slug: list(spelt.values()) for slug, spelt in found.items() if len(spelt) > 1}
