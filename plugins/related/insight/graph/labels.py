"""Titles in little room: how wide a text is about, and how it is broken and cut."""

from __future__ import annotations

import unicodedata

NARROW = frozenset("iljtfrI.,:;'’‘!|()[] ·")
WIDE = frozenset("mwMW@%…—")


def width(text: str, size: float) -> float:
    """About how wide `text` is in a sans-serif type of `size`, in its unit; rather too wide."""
    return size * sum(map(_em, text))


def cut(text: str, size: float, room: float) -> str:
    """`text`, or as much of its beginning as fits into `room` with an ellipsis."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """At most `most` lines of `text`, none wider than `room`; the last is cut where need be."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), size) <= room:
            count += 1
        line, words = " ".join(words[:count]), words[count:]
        if width(line, size) > room:
            # A script without spaces, or one long word: what does not fit goes on below.
            kept = _fitting(line, size, room)
            words = [line[kept:], *words]
            line = line[:kept]
        lines.append(line)
    return (*lines, cut(" ".join(words), size, room)) if words else tuple(lines)


def _fitting(text: str, size: float, room: float) -> int:
    """How many characters of `text` fit, at least one."""
    used = 0.0
    for count, character in enumerate(text):
        used += size * _em(character)
        if used > room:
            return max(1, count)
    return len(text)


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.05
    if character in NARROW:
        return 0.34
    return 0.9 if character in WIDE else 0.72 if character.isupper() else 0.58
