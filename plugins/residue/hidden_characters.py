"""Characters that nobody sees: zero-width ones, variation selectors, tags and fillers.

Allowed where Unicode gives them work to do (The Unicode Standard 16.0, 23.2 to 23.9; UTS #51 for
emoji; UTS #37 for ideographs): joiners in scripts that need them, selectors after what can vary,
tags in the flags of regions, spaces without width between words of scripts that write none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape

from ..common.characters import name_of
from .source_view import Finding, SourceView

HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e0fff]"
)
REFERENCE = re.compile(
    r"&(?:#[0-9a-fA-FxX]{2,8}"
    r"|(?:ZeroWidthSpace|NegativeThinSpace|NoBreak|InvisibleTimes|InvisibleComma|ApplyFunction));"
)
FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")
JOINERS = "\u200c\u200d"

JOINED = re.compile(
    # Arabic and its relatives, the scripts of India, Lao to Myanmar, Khmer to Tai Tham.
    "[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u1aff\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefe]"
)
UNSPACED = re.compile(
    # Thai, Lao, Tibetan, Myanmar, Khmer, New Tai Lue, Kana, ideographs: words without blanks.
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\u3040-\u30ff\u4e00-\u9fff]"
)
IDEOGRAPH = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
MONGOLIAN = re.compile("[\u1800-\u18af]")
BRAILLE = re.compile("[\u2801-\u28ff]")
VARIES = re.compile("[#*0-9‼⁉〰〽ℹ]")
"""With an emoji form, though no symbols by category (UTS #51, emoji-variation-sequences)."""


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
        start, end = match.span()
        if not _has_work(match[0], rest[max(start - 1, 0) : start], rest[end : end + 1]):
            yield name_of(match[0])
    for reference in REFERENCE.findall(line):
        # Somebody who writes a joiner as a reference wants it.
        if HIDDEN.match(unescape(reference)) and unescape(reference) not in JOINERS:
            yield reference


def _has_work(character: str, before: str, after: str) -> bool:
    """Whether `character` does something between its neighbours (each empty at a line's end)."""
    return any(group.match(character) and works(before, after) for group, works in WORK)


def _joins_emoji(before: str, after: str) -> bool:
    return _is_emoji(before) and _is_emoji(after)


def _is_emoji(character: str) -> bool:
    return character == "\ufe0f" or _category(character) in {"So", "Sk", "Sm"}


def _category(character: str) -> str:
    return unicodedata.category(character) if character else ""


WORK: tuple[tuple[re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (re.compile(f"[{JOINERS}]"), lambda before, _: bool(JOINED.match(before))),
    (re.compile("\u200d"), _joins_emoji),
    (
        re.compile("\u200b"),
        lambda before, after: bool(UNSPACED.match(before) or UNSPACED.match(after)),
    ),
    (
        re.compile("[\ufe0e\ufe0f]"),
        lambda before, _: bool(VARIES.match(before)) or _category(before) in {"So", "Sm", "Sk"},
    ),
    (re.compile("[\ufe00-\ufe0d]"), lambda before, _: _category(before) in {"Sm", "Lo", "Nd"}),
    (re.compile("[\U000e0100-\U000e01ef]"), lambda before, _: bool(IDEOGRAPH.match(before))),
    (re.compile("[\u180b-\u180f]"), lambda before, _: bool(MONGOLIAN.match(before))),
    (
        re.compile("\u2800"),
        lambda before, after: bool(BRAILLE.match(before) or BRAILLE.match(after)),
    ),
    (
        # Fillers and joiners of Hangul, Khmer, Hebrew stand among letters without case.
        re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]"),
        lambda before, after: _category(before) in {"Lo", "Mn", "Mc"} or _category(after) == "Lo",
    ),
)
"""Which characters, and when they have work; a character in two rows needs one of them."""
