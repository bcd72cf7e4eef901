"""Characters that nobody sees: zero-width ones, variation selectors, tags and fillers.

Allowed where Unicode gives them work to do (The Unicode Standard 16.0, 23.2 to 23.9; UTS #51 for
emoji; UTS #37 for ideographs): joiners in scripts that need them, selectors after what can vary,
tags in the flags of regions, spaces without width between words of scripts that write none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import unescape

from ..common.characters import name_of
from ..common.regex import regex
from .source_view import Finding, SourceView

HIDDEN = regex(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e0fff]"
)
REFERENCE = regex(
    r"&(?:#[0-9a-fA-FxX]{2,8}"
    r"|(?:ZeroWidthSpace|NegativeThinSpace|NoBreak|InvisibleTimes|InvisibleComma|ApplyFunction));"
)
FLAG = regex("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")
JOINERS = "\u200c\u200d"

# Arabic and its relatives, the scripts of India, Lao to Myanmar, Khmer to Tai Tham.
JOINED = (
    "[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u1aff\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefe]"
)
# Thai, Lao, Tibetan, Myanmar, Khmer, New Tai Lue, Kana, ideographs: words without blanks.
UNSPACED = "[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\u3040-\u30ff\u4e00-\u9fff]"
IDEOGRAPH = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
BRAILLE = "[\u2801-\u28ff]"
# With an emoji form, though no symbols by category (UTS #51, emoji-variation-sequences).
VARIES = "[#*0-9‼⁉〰〽ℹ]"

WORKS_BESIDE = regex(
    f"(?<={JOINED})[{JOINERS}]"
    f"|(?<={UNSPACED})\u200b|\u200b(?={UNSPACED})"
    f"|(?<={VARIES})[\ufe0e\ufe0f]"
    f"|(?<={IDEOGRAPH})[\U000e0100-\U000e01ef]"
    "|(?<=[\u1800-\u18af])[\u180b-\u180f]"
    f"|(?<={BRAILLE})\u2800|\u2800(?={BRAILLE})"
)
"""Hidden characters that have work to do where they stand."""

WORKS_BY_CATEGORY = (
    (regex("[\ufe0e\ufe0f]"), {"So", "Sm", "Sk"}, set[str]()),
    (regex("[\ufe00-\ufe0d]"), {"Sm", "Lo", "Nd"}, set[str]()),
    # Fillers and joiners of Hangul, Khmer, Hebrew stand among letters without case.
    (regex("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]"), {"Lo", "Mn", "Mc"}, {"Lo"}),
)
"""The same by the category of the character before, or of that after: one of the two suffices."""


def hidden(view: SourceView) -> Iterator[Finding]:
    """One finding a line: the names of the hidden characters on it."""
    if view.text.isascii() and "&" not in view.text:
        return
    for number, line in enumerate(view.lines, 1):
        if not line.isascii() or "&" in line:
            names = list(dict.fromkeys(_on(line)))
            if names:
                yield number, ", ".join(names)


def _on(line: str) -> Iterator[str]:
    rest = FLAG.sub("\U0001f3f4", line) if "\U0001f3f4" in line else line
    for match in HIDDEN.finditer(rest):
        if not _has_work(rest, match.start()):
            yield name_of(match[0])
    for reference in REFERENCE.findall(line):
        # Somebody who writes a joiner as a reference wants it.
        if HIDDEN.match(unescape(reference)) and unescape(reference) not in JOINERS:
            yield reference


def _has_work(text: str, at: int) -> bool:
    """Whether the character at a place of a line does something between its neighbours."""
    if WORKS_BESIDE.match(text, at):
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "\u200d" and _is_emoji(before) and _is_emoji(after):
        return True
    return any(
        characters.match(text, at) and (_category(before) in left or _category(after) in right)
        for characters, left, right in WORKS_BY_CATEGORY
    )


def _is_emoji(character: str) -> bool:
    return character == "\ufe0f" or _category(character) in {"So", "Sk", "Sm"}


def _category(character: str) -> str:
    return unicodedata.category(character) if character else ""
