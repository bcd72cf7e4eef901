"""Characters that have no place in a page, a feed or a terminal."""

from __future__ import annotations

import re
import sys

from .regex import regex

# What XML 1.0 section 2.2 leaves out of Char, and the C1 block and noncharacters
# that HTML's parser reports as errors (HTML Living Standard 13.2.3.5).
FORBIDDEN = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
    + "]"
)

# The others of the first two planes, in ranges so few that a whole text is seen through at once.
HARMLESS = regex("[\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]*")

# Embeddings, overrides and isolates (Unicode UAX #9): in a name they would turn the sentence around
# it. Marks that a right-to-left name may need (U+200E, U+200F, U+061C) stay.
TURNING = regex("[\u202a-\u202e\u2066-\u2069]")

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties), line and paragraph separators
# (23.2), annotation marks (23.8), the empty braille cell and a lone carriage return: all can stand
# in a text without being seen.
IGNORABLE = (
    "\r\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028\u2029\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
UNSEEN = regex(lambda: f"{FORBIDDEN.pattern}|{TURNING.pattern}|[{IGNORABLE}]")
OTHER_SPACE = regex(r"[^\S \n]")

# The semicolon may be missing; the reference is an error, and still read.
REFERENCE_BEGINS = "&#"
REFERENCE = regex(r"&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<dec>[0-9]+));?")


def without_forbidden(text: str) -> str:
    """`text` less the characters that XML and HTML forbid."""
    return text if HARMLESS.fullmatch(text) else FORBIDDEN.sub("", text)


def html_without_forbidden(html: str) -> str:
    """`html` less the forbidden characters, whether they stand there or are only referred to.

    ``&#8;`` is a parse error that yields the very character (HTML Living Standard 13.2.5.80).
    """
    cleaned = without_forbidden(html)
    return REFERENCE.sub(_kept, cleaned) if REFERENCE_BEGINS in cleaned else cleaned


def is_harmless(text: str) -> bool:
    """Whether a fast look at `text` finds no forbidden character and no reference to any."""
    return REFERENCE_BEGINS not in text and bool(HARMLESS.fullmatch(text))


def referred_to(match: re.Match[str]) -> str:
    """The character that a match of `REFERENCE` means; null where there is none such."""
    digits, base = (match["hex"], 16) if match["hex"] else (match["dec"], 10)
    code = int(digits.lstrip("0")[:9] or "0", base)  # nine digits are beyond Unicode already
    return chr(code) if 0 < code <= sys.maxunicode else "\0"


def _kept(match: re.Match[str]) -> str:
    return "" if FORBIDDEN.match(referred_to(match)) else match[0]


def name_of(character: str) -> str:
    """A forbidden character as a person can look it up: ``U+0008``."""
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """`text` with every character by which it could hide or turn itself on a terminal spelled out.

    The hash covers the text as it is; what a reviewer sees must be all of it.
    """
    return UNSEEN.sub(lambda match: f"‹{name_of(match[0])}›", text)


def distinct(text: str) -> str:
    """`visible`, and every space that is not the common one spelled out too, for comparisons."""
    return OTHER_SPACE.sub(lambda match: f"‹{name_of(match[0])}›", visible(text))


def one_line(text: str, longest: int) -> str:
    """`text` on one line, without control characters, at most `longest` characters long."""
    if not (text.isascii() and text.isprintable()):
        text = without_forbidden(TURNING.sub("", text).replace("\r", " "))
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


def as_line(value: object) -> str:
    """A value of the front matter as text on one line; one that was given twice is a list."""
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(without_forbidden(text).split())
