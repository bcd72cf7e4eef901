"""Whether an author quotes what stands at a place: in a block quotation or in quotation marks."""

from __future__ import annotations

from .source_view import View

CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"', "‚": "‘"}
LONGEST = 2000
"""So far back, at most, a quotation mark is looked for."""


def is_quoted(view: View, offset: int) -> bool:
    """True inside a block quotation or between quotation marks of the same paragraph."""
    if view.line_at(offset).lstrip().startswith(">"):
        return True
    start = max(offset - LONGEST, 0)
    start = max(view.text.rfind("\n\n", start, offset), start)
    return _is_open(view.text[start:offset])


def _is_open(text: str) -> bool:
    expected = ""
    for place, character in enumerate(text):
        if expected:
            expected = "" if character in expected else expected
        elif character in CLOSERS and not _is_inch(text, place):
            expected = CLOSERS[character]
    return bool(expected)


def _is_inch(text: str, place: int) -> bool:
    """A straight mark after a digit measures; it opens nothing."""
    return text[place] == '"' and place > 0 and text[place - 1].isdigit()
