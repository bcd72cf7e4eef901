"""From text to tokens: words, marks, runs of scripts that put no spaces between words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .letters import IDEOGRAPHS, PLAIN_WORD, UNSPACED, needs_care, word

APOSTROPHES = "'’"

PARAGRAPH = re.compile(r"\n\s*\n")
"""What ends a paragraph."""

IDEOGRAPHIC = re.compile(f"[{IDEOGRAPHS}]")
UNSPACED_RUN = re.compile(f"[{UNSPACED}]")

IDEOGRAPHS_AT_A_TIME = 2
LETTERS_AT_A_TIME = 3


def tokens(text: str, *, elides: bool = False) -> list[str]:
    """Words and marks of `text`, as written but composed (NFC), in order.

    A compound (1.18, about_If, Get-Help) is one token, and so is a word with an apostrophe unless
    the language elides. No token holds a space, so a text may be read piece by piece between them.
    """
    if text.isascii():
        return _pattern(elides=elides, plain=True).findall(text)
    composed = unicodedata.normalize("NFC", text)
    return _pattern(elides=elides, plain=not needs_care(composed)).findall(composed)


@lru_cache(maxsize=4)
def _pattern(*, elides: bool, plain: bool) -> re.Pattern[str]:
    one = PLAIN_WORD if plain else word()
    joiner = "[._-]" if elides else f"[{APOSTROPHES}._-]"
    run = "" if plain else f"|[{UNSPACED}]+"
    return re.compile(rf"{one}(?:{joiner}{one})*{run}|[^\w\s]")


def grams(run: str) -> list[str]:
    """A run of an unspaced script as overlapping pieces: two ideographs, or three letters."""
    size = IDEOGRAPHS_AT_A_TIME if IDEOGRAPHIC.match(run) else LETTERS_AT_A_TIME
    return [run[at : at + size] for at in range(max(1, len(run) - size + 1))]
