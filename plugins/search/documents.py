"""What is indexed of a text: a document that holds its words and nothing of the page around them.

Pagefind reads documents, not pages: so it reads no page twice, no theme has to mark anything, pages
carry no marks, and the index stays as it is where no text changed.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from ..common.regex import regex
from ..common.values import dataclass

UNSPACED = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of Chinese and Japanese, which are written without spaces; search.js names the same."""
BETWEEN = regex(rf"(?<=[\w\u3000-\u303f\uff00-\uffef])(?=[{UNSPACED}])|(?<=[{UNSPACED}])(?=\w)")
"""Where such a letter touches another, of whatever kind."""
SPACE = "\u2006"
"""Parts them. Pagefind takes it for a space, and no author writes it, so that it can be undone."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text that the search finds."""

    path: str
    """Of its page's file, below the output folder."""
    title: str
    language: str
    """BCP 47 tag."""
    date: str
    """ISO 8601; empty: a page without one."""
    filters: tuple[tuple[str, str], ...]
    """Pairs of ``category``, ``year`` or ``disclosure`` and the text's value."""
    hash: bytes
    """Of the text."""
    text: Callable[[], str]
    """Gives it, as HTML."""

    @property
    def inputs(self) -> tuple[object, ...]:
        """All that `html` is made of."""
        return self.path, self.title, self.language, self.date, self.filters, self.hash

    def html(self) -> str:
        """The document.

        The title is found as Pagefind's own field and stands in no excerpt. The date is an id: what
        is a field is searched as well, and ‘2026’ would find every text of that year.
        """
        date = f'<time id="{self.date}"></time>' if self.date else ""
        marks = "".join(
            f'<i data-pagefind-filter="{name}[title]" title="{escape(value)}"></i>'
            for name, value in self.filters
        )
        return (
            f'<!DOCTYPE html><html lang="{escape(self.language)}"><body data-pagefind-body>'
            '<h1 data-pagefind-ignore="index" data-pagefind-meta="title">'
            f"{apart(escape(self.title))}</h1>{date}{marks}{apart(self.text())}"
        )


def apart(html: str) -> str:
    """`html` with each letter of Chinese and Japanese as a word of its own.

    Pagefind takes for a word what stands between spaces. Letter by letter such texts need no
    dictionary: search.js asks for the letters of a word next to each other, and joins what it
    shows. What this does to attributes is seen by nobody.
    """
    return BETWEEN.sub(SPACE, html)
