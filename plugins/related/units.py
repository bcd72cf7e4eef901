"""An article as a row of units, each a word or a piece of a run of ideographs, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import traits
from .keys import Keys
from .words import Reading

Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """All arrays have one element a unit; marks of quotation are left out."""

    reading: Reading
    at: Places
    """The unit's token in the reading."""
    inside: NDArray[np.int32] | None
    """How many signs of its token stand before it; None where no token is of ideographs."""
    bits: NDArray[np.uint16]
    """The `traits` of its token."""
    keys: Keys
    content: Flags
    named: Flags
    """A name by its letters, or by a capital inside a sentence."""
    opens: Flags
    """Where a capital says nothing: at the beginning of a sentence, in a title or a heading."""
    follows: Flags
    """The unit after it may go on the phrase that it is in."""
    bounds: tuple[int, ...]
    """As `Reading.bounds`, for units."""

    def has(self, trait: int) -> Flags:
        """Which units have the trait."""
        return np.asarray((self.bits & trait) != 0)


def units_of(reading: Reading, parts: int, headed: int, labels: slice) -> Units:
    """The units of the first `parts` texts of a reading.

    The first `headed` are titles and headings; the phrases of those in `labels` are not looked
    for, for each of them is one.
    """
    numbers = reading.numbers[: reading.bounds[parts]]
    bits = reading.reader.traits.array[numbers]
    at = np.flatnonzero(_kept(bits, reading.within))
    bits, keys = bits[at], reading.reader.whole.array[numbers[at]]
    inside = None
    content = (bits & traits.CONTENT) != 0
    if (bits & traits.IDEOGRAPHS).any():
        at, inside, keys, particles = _pieces(reading, numbers, at, bits)
        bits = reading.reader.traits.array[numbers[at]]
        content = ((bits & traits.CONTENT) != 0) & ~particles
    bounds = tuple(np.searchsorted(at, reading.bounds[: parts + 1]).tolist())
    content[bounds[labels.start] : bounds[labels.stop]] = False
    opens = np.ones(len(at), bool)
    opens[1:] = (bits[:-1] & traits.ENDS) != 0
    opens[: bounds[headed]] = True
    shows = traits.NAMED if reading.reader.language.nouns_capital else traits.NAMED | traits.CAPITAL
    named = ((bits & shows) != 0) & content & (~opens | ((bits & traits.NAMED) != 0))
    return Units(
        reading=reading, at=at, inside=inside, bits=bits, keys=keys, content=content,
        named=named, opens=opens, follows=_follows(bits, content, at, inside), bounds=bounds,
    )  # fmt: skip


def _kept(bits: NDArray[np.uint16], within: NDArray[np.int32]) -> Flags:
    """All tokens but marks of quotation, and the point after initials."""
    kept = (bits & traits.QUOTE) == 0
    point = ((bits[1:] & traits.ENDS) != 0) & ((bits[:-1] & traits.INITIALS) != 0)
    kept[1:] &= ~(point & (within[1 : len(bits)] > 0))
    return np.asarray(kept)


def _pieces(
    reading: Reading, numbers: NDArray[np.int32], at: Places, bits: NDArray[np.uint16]
) -> tuple[Places, NDArray[np.int32], Keys, Flags]:
    """Each run of ideographs as its pieces: (tokens, places in them, keys, particles)."""
    reader = reading.reader
    runs = (bits & traits.IDEOGRAPHS) != 0
    widths = np.where(runs, reader.slots.widths(numbers[at]), 1)
    owners = np.repeat(np.arange(len(at)), widths)
    inside = (np.arange(len(owners)) - (np.cumsum(widths) - widths)[owners]).astype(np.int32)
    keys = reader.whole.array[numbers[at]][owners]
    particles = np.zeros(len(owners), bool)
    keys[runs[owners]] = reader.slots.gather(numbers[at][runs])
    particles[runs[owners]] = reader.particles.gather(numbers[at][runs])
    return at[owners], inside, keys, particles


def _follows(
    bits: NDArray[np.uint16], content: Flags, at: Places, inside: NDArray[np.int32] | None
) -> Flags:
    number, capital = (bits & traits.NUMBER) != 0, (bits & traits.CAPITAL) != 0
    link = (bits & traits.LINK) != 0
    name = capital & content
    follows = np.zeros(len(bits), bool)
    follows[:-1] = content[:-1] & content[1:] & ~number[:-1] & (~number[1:] | capital[:-1])
    one = name[:-2] & link[1:-1] & name[2:]
    follows[:-2] |= one
    follows[1:-1] |= one
    two = name[:-3] & link[1:-2] & link[2:-1] & name[3:]
    for shift in range(3):
        follows[shift : len(bits) - 3 + shift] |= two
    if inside is not None:
        runs = (bits & traits.IDEOGRAPHS) != 0
        follows[:-1] &= ~(runs[:-1] | runs[1:]) | (at[:-1] == at[1:])
    return follows
