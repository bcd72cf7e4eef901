"""The visible sentence about each image, put into a text without touching the rest of it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..common.characters import without_forbidden
from ..html.tags import replaced

CLASS = "disclosure-image"


def caption(sentence: str, language: str = "") -> str:
    """The element for `sentence`; `language` is that of its words where the text's is another."""
    # Words in another language may also run in the other direction.
    lang = f' lang="{escape(language)}" dir="auto"' if language else ""
    return f'<span class="{CLASS}"{lang}>{escape(without_forbidden(sentence))}</span>'


def with_captions(html: str, captions: Iterable[tuple[int, str]]) -> str:
    """`html` with each (offset, element) put in; an element twice at one place stands once."""
    changes = []
    for at, element in sorted(dict.fromkeys(captions), key=lambda pair: pair[0]):
        gap = " " if html[at : at + 1].strip(" \t\n\r<") else ""
        changes.append((at, at, f" {element}{gap}"))
    return replaced(html, changes)
