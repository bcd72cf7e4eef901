"""A title in lines: as large as it fits, of about the same length, at most five of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..common.regex import regex

Width = Callable[[str], float]
"""Of a text, in parts of the font's size."""

Tiers = tuple[tuple[int, int], ...]
TIERS: Tiers = ((148, 1), (116, 2), (100, 2), (84, 3), (74, 3), (66, 4), (58, 4), (52, 5), (46, 5))
"""Size in pixels, and how many lines of it there is room for."""
ELLIPSIS = "…"
AFTER = regex(r"(?<=[–—/|])(?=\w)|\u200b")
"""Within a word, where a line may end."""
SPACES = regex(r"[^\S\u00a0\u202f\u2007]+")
"""Between words; spaces that hold two words together are none."""
WIDE = frozenset("WF")
"""East Asian widths of letters between any two of which a line may end."""
CLOSING = frozenset("Pe Pf Po Lm Mn".split())
"""Categories of what begins no line there."""
OPENING = frozenset("Ps Pi".split())
"""Categories of what ends none."""
STEPS = 12
"""Halvings of the width until lines are as even as they get."""


class Setting(NamedTuple):
    """A text in lines of one size."""

    size: int
    lines: tuple[str, ...]


class Word(NamedTuple):
    """What stays on one line."""

    text: str
    space: str
    """Before it, unless it begins a line."""


def setting(text: str, width: Width, room: float, tiers: Tiers = TIERS) -> Setting:
    """The largest in which a text fits lines of `room` pixels; what has no room is left out."""
    words = list(_words(text))
    for size, most in tiers:
        longest = room / size
        if all(width(word.text) <= longest for word in words):
            lines = _filled(words, width, longest)
            if len(lines) <= most:
                return Setting(size, _balanced(words, width, longest, lines))
    size, most = tiers[-1]
    words = [piece for word in words for piece in _pieces(word, width, room / size)]
    lines = _filled(words, width, room / size)
    if len(lines) <= most:
        return Setting(size, _balanced(words, width, room / size, lines))
    return Setting(size, (*lines[: most - 1], shortened(lines[most - 1], width, room / size)))


def shortened(line: str, width: Width, room: float) -> str:
    """A line with an ellipsis at its end, less so many words or letters that this has room."""
    while line and width(line + ELLIPSIS) > room:
        line = (line.rpartition(" ")[0] or line[:-1]).rstrip(" ,;:–—-")
    return line + ELLIPSIS


def _words(text: str) -> Iterator[Word]:
    for number, whole in enumerate(filter(None, SPACES.split(text))):
        space = " " if number else ""
        for part in AFTER.split(whole):
            for piece in _letters(part) if part else ():
                yield Word(piece, space)
                space = ""


def _letters(word: str) -> Iterator[str]:
    """The word; of a script that is written without spaces, its letters."""
    begins = 0
    for at, (one, other) in enumerate(pairwise(word), 1):
        is_wide = WIDE & {unicodedata.east_asian_width(each) for each in (one, other)}
        closes = unicodedata.category(other) in CLOSING
        if is_wide and not closes and unicodedata.category(one) not in OPENING:
            yield word[begins:at]
            begins = at
    yield word[begins:]


def _pieces(word: Word, width: Width, room: float) -> Iterator[Word]:
    """A word that is longer than a line, in pieces that are not."""
    piece, space = "", word.space
    for cluster in _clusters(word.text):
        if piece and width(piece + cluster) > room:
            yield Word(piece, space)
            piece, space = "", ""
        piece += cluster
    yield Word(piece, space)


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks that belong to them."""
    cluster = ""
    for character in text:
        if cluster and not unicodedata.category(character).startswith(("M", "Cf")):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _filled(words: Sequence[Word], width: Width, room: float) -> list[str]:
    """Lines of as many words as each has room for."""
    lines, line, used = list[str](), "", 0.0
    for word in words:
        own = width(word.text)
        more = used + width(word.space) + own
        if line and more > room:
            lines.append(line)
            line, used = word.text, own
        else:
            line, used = line + (word.space if line else "") + word.text, more
    return [*lines, line] if line else lines


def _balanced(
    words: Sequence[Word], width: Width, room: float, lines: Sequence[str]
) -> tuple[str, ...]:
    """As many lines, of the least room that gives no more of them."""
    least, most = room / (2 * len(lines) or 1), room
    best = lines
    for _ in range(STEPS if len(lines) > 1 else 0):
        middle = (least + most) / 2
        tried = _filled(words, width, middle)
        fits = len(tried) <= len(lines) and all(width(line) <= middle for line in tried)
        if fits:
            best, most = tried, middle
        else:
            least = middle
    return tuple(best)
