"""Text for a reviewer's terminal: nothing in it can hide, turn or recolour itself."""

from __future__ import annotations

import re

from ...common.characters import FORBIDDEN, TURNING, name_of

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties), line and paragraph separators
# (23.2), annotation marks (23.8), the empty braille cell and a lone carriage return: all can stand
# in a text without being seen.
IGNORABLE = (
    "\r\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028\u2029\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
UNSEEN = re.compile(f"{FORBIDDEN.pattern}|{TURNING.pattern}|[{IGNORABLE}]")
SPACE = re.compile(r"[^\S \n]")


def visible(text: str) -> str:
    """`text` with every character by which it could hide or turn itself on a terminal spelled out.

    The hash covers the text as it is; what a reviewer sees must be all of it.
    """
    return UNSEEN.sub(lambda match: f"‹{name_of(match[0])}›", text)


def distinct(text: str) -> str:
    """`visible`, and every space that is not the common one spelled out too, for comparisons."""
    return SPACE.sub(lambda match: f"‹{name_of(match[0])}›", visible(text))
