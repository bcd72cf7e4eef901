r"""From text to tokens: words, marks, runs of scripts that put no spaces between words.

Python's ``\w`` leaves out combining marks (categories Mn and Mc), so alone it would cut Hindi,
Tamil, and vocalized Arabic or Hebrew in the middle of words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ...common.regex import regex
from ...common.values import dataclass

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


BEYOND_LATIN = regex("[\u0300-\u1fff\u20d0-\u20ff\u2c00-\U0010ffff]")
"""Characters among which all are of which `needs_care` asks; few ranges are searched fast, and most
texts have none, so that the marks need not be known."""


def needs_care(text: str) -> bool:
    """Whether `text` has combining marks or unspaced scripts, which `PLAIN_WORD` would misread."""
    if text.isascii() or not BEYOND_LATIN.search(text):
        return False
    return _special().search(text) is not None


@lru_cache(maxsize=1)
def _special() -> re.Pattern[str]:
    return re.compile(f"[{marks()}{UNSPACED}]")


APOSTROPHES = "'’"

PARAGRAPH = regex(r"\n\s*\n")
"""What ends a paragraph."""

IDEOGRAPHIC = regex(f"[{IDEOGRAPHS}]")
UNSPACED_RUN = regex(f"[{UNSPACED}]")

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


NUMBERED = regex(r"[A-Z]{2,}\s\d+")
IDENTIFIER = regex(r"_|\d|[a-z][A-Z]|(?<!\w)[^\WA-Z]*+[A-Z]\w*+[-./:]++[A-Z]|\w[./:]\w")


def is_identifier(text: str) -> bool:
    """Whether `text` is a name that is used as it is or not at all, by its form alone.

    Such are Get-Help, about_If, camelCase and PEP 484.
    """
    if len(text.split()) > 1:
        return NUMBERED.fullmatch(text) is not None
    return IDENTIFIER.search(text) is not None and any(map(str.isalpha, text))


SAME = str.maketrans("‘’ʼ“”–—‐‑−", "'''\"\"-----")
"""Quotation marks, apostrophes and dashes that authors write in several ways; one for one."""


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
    pattern = _atom(careful=needs_care(text))
    return (match.span() for match in pattern.finditer(text))


def _read(text: str) -> tuple[re.Pattern[str], str]:
    if text.isascii():
        return _atom(careful=False), text
    return _atom(careful=needs_care(text)), text.translate(SAME)


def plain_marks(written: str) -> str:
    """`written` with its typographic marks made plain."""
    return written if written.isascii() else written.translate(SAME)


@lru_cache(maxsize=2)
def _atom(*, careful: bool) -> re.Pattern[str]:
    one = f"{word()}|[{UNSPACED}]" if careful else PLAIN_WORD
    return re.compile(rf"{one}|[^\w\s]|_")
