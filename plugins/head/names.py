"""What lists of articles are called and described as, in the words of the site's language.

The plugins that make lists of their own say so themselves.
"""

from __future__ import annotations

from ..wording import theme_messages as messages
from ..wording.catalogue import Words

NAMES = {
    "404": messages.NOT_FOUND,
    "archives": messages.ARCHIVES,
    "authors": messages.AUTHORS,
    "categories": messages.CATEGORIES,
    "tags": messages.TAGS,
}
"""By direct template."""


def name_of(words: Words, kind: str, name: str = "") -> str:
    """What the list is called: `name`, or the name of the direct template `kind`."""
    known = NAMES.get(kind)
    return name or (words(known) if known else kind.replace("_", " ").capitalize())


def description_of(words: Words, kind: str, name: str, site: str) -> str:
    """One sentence on the list; empty for a kind that this kit does not know."""
    known = messages.DESCRIPTIONS.get(kind)
    return words(known, name=name, site=site) if known else ""


def numbered(words: Words, text: str, number: int) -> str:
    """`text` for part `number` of a long list; unchanged for the first."""
    return words(messages.PART, title=text, number=number) if text and number > 1 else text
