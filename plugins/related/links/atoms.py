"""Text cut into the smallest pieces that a phrase is matched by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..text.letters import PLAIN_WORD, UNSPACED, needs_care, word

SAME = str.maketrans("‘’ʼ“”–—‐‑−", "'''\"\"-----")
"""Quotation marks, apostrophes and dashes that authors write in several ways; one for one."""

BEYOND_LATIN = re.compile("[\u0300-\u1fff\u20d0-\u20ff\u2c00-\U0010ffff]")
"""Characters among which all are of which `needs_care` asks; few ranges are searched fast."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, an ideograph or letter of an unspaced script, or a mark."""

    text: str
    """As written, typographic marks made plain."""

    start: int
    end: int

    @property
    def folded(self) -> str:
        """For comparison without letter case."""
        return self.text.casefold()


def atoms(text: str) -> list[Atom]:
    """The atoms of `text`, in order; white space is left out."""
    pattern, text = _read(text)
    return [Atom(m.group(), m.start(), m.end()) for m in pattern.finditer(text)]


def spellings(text: str) -> list[str]:
    """The texts of the atoms of `text`."""
    if text.isascii() and text.isalnum():
        return [text]
    pattern, text = _read(text)
    return pattern.findall(text)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the atoms of `text` begin and end."""
    # Of the marks of `SAME` only this one is a letter to a regular expression.
    text = text.replace("ʼ", "'")
    pattern = _atom(careful=_needs_care(text))
    return (match.span() for match in pattern.finditer(text))


def _read(text: str) -> tuple[re.Pattern[str], str]:
    if text.isascii():
        return _atom(careful=False), text
    return _atom(careful=_needs_care(text)), text.translate(SAME)


def _needs_care(text: str) -> bool:
    """As `letters.needs_care`, sooner where nothing but marks is beyond Latin."""
    return BEYOND_LATIN.search(text) is not None and needs_care(text)


def plain_marks(written: str) -> str:
    """`written` with its typographic marks made plain."""
    return written if written.isascii() else written.translate(SAME)


@lru_cache(maxsize=2)
def _atom(*, careful: bool) -> re.Pattern[str]:
    one = f"{word()}|[{UNSPACED}]" if careful else PLAIN_WORD
    return re.compile(rf"{one}|[^\w\s]|_")
