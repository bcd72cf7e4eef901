"""What lists of articles are called and described as, in English.

The plugins that make lists of their own say so themselves, in the site's language.
"""

from __future__ import annotations

NAMES = {
    "404": "Page not found",
    "archives": "Archives",
    "authors": "Authors",
    "categories": "Categories",
    "tags": "Tags",
}
"""By direct template."""

DESCRIPTIONS = {
    "category": "Articles about {name} on {site}.",
    "tag": "Articles tagged {name} on {site}.",
    "author": "Articles published by {name} on {site}.",
    "model": "Articles on {site} that name the AI model {name}.",
    "period": "Articles of {name} on {site}.",
    "archives": "All articles on {site}, newest first.",
    "authors": "Everyone who has published on {site}.",
    "categories": "All categories of {site}.",
    "tags": "All tags of {site}.",
}
"""By kind of list. ‘Published by’, for who is named may not have written every text."""


def name_of(kind: str, name: str = "") -> str:
    """What the list is called: `name`, or the name of the direct template `kind`."""
    return name or NAMES.get(kind, kind.replace("_", " ").capitalize())


def description_of(kind: str, name: str, site: str) -> str:
    """One sentence on the list; empty for a kind that this kit does not know."""
    return DESCRIPTIONS.get(kind, "").format(name=name, site=site)


def numbered(text: str, number: int) -> str:
    """`text` for part `number` of a long list; unchanged for the first."""
    return f"{text} (page {number})" if text and number > 1 else text
