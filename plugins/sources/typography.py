"""Quotation marks, dashes and ellipses set as Python-Markdown's `smarty` sets them, in one pass.

`smarty` replaces them with one inline pattern after the other, and each sees what those before it
have left. A mark that stands by itself depends on its neighbours alone, so its place in that order
can be read from them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown.extensions.smarty import SubstituteTextPattern

from ..common.regex import regex

PUNCTUATION = r"[!-%'-/:-@\[-`{-~]"
"""All of ASCII but the ampersand, as there."""
DASH_BEHIND = "---?(?!-)"
"""Two or three hyphens have become a dash before quotation marks are looked at."""
END_OF_WORD = r"[^ \t\r\n\[{(\-\x02\x03]"
"""What a closing mark follows; between the last two stands what is set already."""
OPENERS = (r"\s", "----", "[–—]", "&nbsp;", "&[mn]dash;", r"&\#821[12];")


def _opens(mark: str) -> str:
    before = "|".join(f"(?<={opener}{mark})" for opener in OPENERS)
    return rf"(?:{before})(?=\w)"


MARK = regex(
    # Each case ends in an empty group, whose number says what is set: `CASES`.
    rf"""(?x)
    '(?: (?: (?<=\A')(?!{DASH_BEHIND})(?={PUNCTUATION}\B) | (?<!\w')(?=\d\ds) ) ()
       | {_opens("'")} ()
       | (?: (?<={END_OF_WORD}')(?!\s|s\b|\d) | (?=\s|s\b) ) ()
       | () )
    | "(?: (?<=\A")(?!{DASH_BEHIND})(?={PUNCTUATION}\B) ()
       | {_opens('"')} ()
       | (?: (?=\s) | (?<={END_OF_WORD}") ) ()
       | () )
    | -(?<!--)(?: --() | -() )(?!-)
    | \.(?<!\.\.)\.\.(?!\.)()
    """
)
CASES = (
    *("quotes-0", "quotes-10", "quotes-0", "quotes-10"),
    *("quotes-1", "quotes-14", "quotes-1", "quotes-14"),
    *("em-dashes", "en-dashes", "ellipses"),
)
"""Each by the pattern of `smarty` that sets the same."""
PATTERNS = [*(f"quotes-{number}" for number in range(15)), "em-dashes", "en-dashes", "ellipses"]

NEIGHBOURS = regex(r"""['"][\ss]?['"]""")
"""Marks that depend on each other; `smarty` takes a space or an s along with a single one."""


def signs_of(patterns: Any) -> tuple[str, ...]:
    """What a registry of inline patterns sets in each of `CASES`; empty: it is not `smarty`'s own.

    Nor is it taken for that if options have left some pattern out, or set more than text.
    """
    if len(patterns) != len(PATTERNS) or not all(f"smarty-{name}" in patterns for name in PATTERNS):
        return ()
    if not all(type(pattern) is SubstituteTextPattern for pattern in patterns):
        return ()
    signs = tuple(patterns[f"smarty-{name}"].replace[0] for name in CASES)
    return () if any({"<", "\x02"} & set(sign) for sign in signs) else signs


def is_marked(text: str) -> bool:
    """Whether there is anything to set in `text`."""
    return "'" in text or '"' in text or "--" in text or "..." in text


def typeset(text: str, sign: Callable[[int], str], otherwise: Callable[[str], str]) -> str:
    """`text` with the `sign` of each case by its number; `otherwise` does marks side by side."""
    if NEIGHBOURS.search(text):
        return otherwise(text)
    return MARK.sub(lambda found: sign((found.lastindex or 0) - 1), text)
