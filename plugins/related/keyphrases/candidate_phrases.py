"""All phrases of articles: neighbouring words that may belong together, and single words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..text import token_flags
from ..text.fields import ALIASES, TAGS
from ..text.hashing import SPREAD, Keys, joined, key_of_phrase
from .units import Flags, Places, Units

LONGEST = 8
"""Units in a phrase: pieces of a run, which make nine ideographs."""

WORDS = 5
"""Words in a phrase, with those that link them."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Uses of phrases, those of one phrase in one article side by side, in the text's order."""

    starts: Places
    """First unit."""
    lengths: Places
    """In units."""
    keys: Keys
    """Of the phrase in that article (`apart`), ascending."""

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
        if length > WORDS:
            whole &= units.has(token_flags.IDEOGRAPHS)[last]
        found.append((starts[whole], length, keys[whole]))
    lengths = np.repeat([length for _, length, _ in found], [len(at) for at, _, _ in found])
    all_starts = np.concatenate([at for at, _, _ in found])
    all_keys = apart(np.concatenate([keys for _, _, keys in found]), units.owners[all_starts])
    order = np.argsort(all_keys, kind="stable")
    return Spans(all_starts[order], lengths[order], all_keys[order])


def apart(keys: Keys, owners: Places) -> Keys:
    """Keys that differ between articles; of them it makes the keys of the phrases again."""
    return keys ^ (owners.astype(np.uint64) * np.uint64(SPREAD))


def labels_of(units: Units) -> dict[tuple[int, int], str]:
    """Each tag and each other name by article and key as a phrase, and how it is written."""
    places = np.flatnonzero((units.parts >= TAGS) & (units.parts <= ALIASES))
    ends = (units.bits[places] & token_flags.PARAGRAPH) != 0
    found: dict[tuple[int, int], str] = {}
    label: list[int] = []
    owners = units.owners[places].tolist()
    for place, end, owner in zip(places.tolist(), ends.tolist(), owners, strict=True):
        if not end:
            label.append(place)
            continue
        phrase = key_of_phrase([k for k in units.keys[label].tolist() if k])
        if phrase:
            found.setdefault((owner, phrase), _label(units, label[0], label[-1]))
        label = []
    return found


def _label(units: Units, first: int, last: int) -> str:
    reading = units.reading
    tokens = slice(int(units.at[first]), int(units.at[last]) + 1)
    written = [reading.reader.spelling[number] for number in reading.numbers[tokens].tolist()]
    within = reading.within[tokens].tolist()
    spaced = [
        word if after or not at else f" {word}"
        for at, (word, after) in enumerate(zip(written, within, strict=True))
    ]
    return "".join(spaced)
