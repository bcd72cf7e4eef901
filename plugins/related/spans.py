"""All phrases of an article: neighbouring words that may belong together, and single words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import traits
from .keys import Keys, joined, key_of_phrase
from .units import Flags, Places, Units

LONGEST = 5
"""Words in a phrase, with those that link them; or pieces of a run, which make six ideographs."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Uses of phrases, those of one phrase side by side, in the order of the text."""

    starts: Places
    """First unit."""
    lengths: Places
    """In units."""
    keys: Keys
    """Ascending."""

    def firsts(self) -> Places:
        """Where the uses of each phrase begin."""
        new = np.ones(len(self.keys), bool)
        new[1:] = self.keys[1:] != self.keys[:-1]
        return np.flatnonzero(new)

    def only(self, which: Flags) -> Spans:
        """Some of them."""
        return Spans(self.starts[which], self.lengths[which], self.keys[which])


def spans_of(units: Units) -> Spans:
    """All phrases of at most `LONGEST` units outside tags and other names."""
    starts = np.flatnonzero(units.content)
    keys = units.keys[starts]
    found = [(starts, 1, keys)]
    for length in range(2, LONGEST + 1):
        on = units.follows[starts + (length - 2)]
        starts = starts[on]
        if not len(starts):
            break
        last = starts + (length - 1)
        keys = joined(keys[on], units.keys[last])
        whole = units.content[last]
        found.append((starts[whole], length, keys[whole]))
    all_keys = np.concatenate([keys for _, _, keys in found])
    order = np.argsort(all_keys, kind="stable")
    lengths = np.repeat([length for _, length, _ in found], [len(at) for at, _, _ in found])
    all_starts = np.concatenate([at for at, _, _ in found])
    return Spans(all_starts[order], lengths[order], all_keys[order])


def labels_of(units: Units, parts: slice) -> dict[int, str]:
    """Each tag and each other name: its key as a phrase, and how it is written."""
    first, last = units.bounds[parts.start], units.bounds[parts.stop]
    bits, keys = units.bits[first:last].tolist(), units.keys[first:last].tolist()
    found: dict[int, str] = {}
    start = 0
    for at, bit in enumerate(bits):
        if not bit & traits.PARAGRAPH:
            continue
        key = key_of_phrase([key for key in keys[start:at] if key])
        if key:
            found.setdefault(key, _label(units, first + start, first + at))
        start = at + 1
    return found


def _label(units: Units, start: int, end: int) -> str:
    reading = units.reading
    tokens = slice(int(units.at[start]), int(units.at[end - 1]) + 1)
    written = [reading.reader.spelling[number] for number in reading.numbers[tokens].tolist()]
    within = reading.within[tokens].tolist()
    spaced = [
        word if after or not at else f" {word}"
        for at, (word, after) in enumerate(zip(written, within, strict=True))
    ]
    return "".join(spaced)
