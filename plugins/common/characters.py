"""Characters that have no place in a page, a feed or a terminal."""

from __future__ import annotations

import re

# What XML 1.0 section 2.2 leaves out of Char, and the C1 block and noncharacters
# that HTML's parser reports as errors (HTML Living Standard 13.2.3.5).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
    + "]"
)

# Embeddings, overrides and isolates (Unicode UAX #9): in a name they would turn the sentence around
# it. Marks that a right-to-left name may need (U+200E, U+200F, U+061C) stay.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def without_forbidden(text: str) -> str:
    """`text` less the characters that XML and HTML forbid."""
    return FORBIDDEN.sub("", text)


def name_of(character: str) -> str:
    """A forbidden character as a person can look it up: ``U+0008``."""
    return f"U+{ord(character):04X}"


def one_line(text: str, longest: int) -> str:
    """`text` on one line, without control characters, at most `longest` characters long."""
    flat = " ".join(without_forbidden(TURNING.sub("", text).replace("\r", " ")).split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"
