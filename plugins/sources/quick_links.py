"""Python-Markdown's patterns of links and images, which read character by character.

Where the words and the address hold no further bracket or quotation mark, an expression finds their
ends. Links by reference are looked for only in texts that define one.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import (
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)

from ..common.regex import regex

WORDS = regex(r"([^\[\]]*+)\]")
ADDRESS = regex(r"""\(\s*+([^\s<()'"][^()'"]*+)\)""")


class QuickLink(LinkInlineProcessor):  # type: ignore[misc]  # Python-Markdown has no types
    """Finds the end of what stands in plain brackets at once."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - as there
        """The words from `index` on, where they end, and whether they end."""
        if plain := WORDS.match(data, index):
            return plain[1], plain.end(), True
        nested: tuple[str, int, bool] = super().getText(data, index)
        return nested

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """The address and title from `index` on, where they end, and whether they end."""
        if plain := ADDRESS.match(data, index):
            return self.unescape(plain[1]).strip(), None, plain.end(), True
        other: tuple[str, str | None, int, bool] = super().getLink(data, index)
        return other


class QuickImage(QuickLink, ImageInlineProcessor):  # type: ignore[misc]
    """The same of an image."""


class QuickReference(QuickLink, ReferenceInlineProcessor):  # type: ignore[misc]
    """``[words][name]``."""


class QuickShortReference(QuickLink, ShortReferenceInlineProcessor):  # type: ignore[misc]
    """``[name]``."""


class QuickImageReference(QuickLink, ImageReferenceInlineProcessor):  # type: ignore[misc]
    """``![words][name]``."""


class QuickShortImageReference(QuickLink, ShortImageReferenceInlineProcessor):  # type: ignore[misc]
    """``![name]``."""


QUICK: dict[type[Any], type[Any]] = {
    LinkInlineProcessor: QuickLink,
    ImageInlineProcessor: QuickImage,
    ReferenceInlineProcessor: QuickReference,
    ShortReferenceInlineProcessor: QuickShortReference,
    ImageReferenceInlineProcessor: QuickImageReference,
    ShortImageReferenceInlineProcessor: QuickShortImageReference,
}
REFERRING = frozenset(
    (QuickReference, QuickShortReference, QuickImageReference, QuickShortImageReference)
)
"""They leave a text as it is that names no reference."""


def quicken_links(md: Markdown) -> None:
    """Have those patterns of `md` that are Python-Markdown's own work faster."""
    for pattern in md.inlinePatterns:
        pattern.__class__ = QUICK.get(type(pattern), type(pattern))
