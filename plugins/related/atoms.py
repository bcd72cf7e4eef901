"""Text cut into the smallest pieces that a phrase is matched by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .letters import PLAIN_WORD, UNSPACED, needs_care, word

SAME = str.maketrans("‘’ʼ“”–—‐‑−", "'''\"\"-----")
"""Quotation marks, apostrophes and dashes that authors write in several ways; one for one."""

SHORTEST_PLURAL = 4


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
    pattern = _atom(careful=needs_care(text))
    return [Atom(m.group(), m.start(), m.end()) for m in pattern.finditer(text.translate(SAME))]


@lru_cache(maxsize=2)
def _atom(*, careful: bool) -> re.Pattern[str]:
    one = f"{word()}|[{UNSPACED}]" if careful else PLAIN_WORD
    return re.compile(rf"{one}|[^\w\s]|_")


def singular(folded: str) -> str:
    """An English noun in lower case without its plural ending: a guess, the same for both forms."""
    if len(folded) < SHORTEST_PLURAL or not folded.endswith("s"):
        return folded
    if folded.endswith(("ss", "us", "is")):
        return folded
    if folded.endswith("ies"):
        return folded[:-3] + "y"
    if folded.endswith(("ches", "shes", "sses", "xes", "zes")):
        return folded[:-2]
    return folded[:-1]
