r"""Which characters make words, and in which scripts words have no spaces between them.

Python's ``\w`` leaves out combining marks (categories Mn and Mc), so alone it would cut Hindi,
Tamil, and vocalized Arabic or Hebrew in the middle of words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

IDEOGRAPHS = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Han, Hiragana and Katakana, as the inside of a regular expression's class."""

UNSPACED_ALPHABETS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer: letters as in an alphabet, but no space between words."""

UNSPACED = IDEOGRAPHS + UNSPACED_ALPHABETS

PLAIN_WORD = r"[^\W_]+"
"""A word in a text of which `needs_care` is false. Four times as fast as `word`."""

LAST_MARK = 0x1E94B
"""No combining mark lies here or above but selectors of variants."""


@lru_cache(maxsize=1)
def word() -> str:
    """Regular expression for a word of any script that has spaces."""
    return f"(?:[^\\W_{UNSPACED}]+[{marks()}]*)+"


@lru_cache(maxsize=1)
def marks() -> str:
    """All combining marks, as the inside of a class."""
    points = [p for p in range(0x300, LAST_MARK) if unicodedata.category(chr(p))[0] == "M"]
    starts = [p for p in points if unicodedata.category(chr(p - 1))[0] != "M"]
    ends = [p for p in points if unicodedata.category(chr(p + 1))[0] != "M"]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


def needs_care(text: str) -> bool:
    """Whether `text` has combining marks or unspaced scripts, which `PLAIN_WORD` would misread."""
    return not text.isascii() and _special().search(text) is not None


@lru_cache(maxsize=1)
def _special() -> re.Pattern[str]:
    return re.compile(f"[{marks()}{UNSPACED}]")
