"""Articles as a row of units, each a word or a piece of a run of ideographs, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..text import token_flags
from ..text.fields import ALIASES, SUBJECTS, TAGS, WIDTH
from ..text.hashing import Keys
from ..text.words import Reading

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
    parts: NDArray[np.int32]
    """Which of the texts in `parts` it is in."""
    owners: Places
    """Which article it is of."""

    def has(self, trait: int) -> Flags:
        """Which units have the trait."""
        return np.asarray((self.bits & trait) != 0)


def units_of(reading: Reading) -> Units:
    """The units of the articles read, each as the texts that `parts` names."""
    bits = reading.reader.traits.array[reading.numbers]
    texts = np.repeat(np.arange(len(reading.bounds) - 1), np.diff(reading.bounds))
    parts = (texts % WIDTH).astype(np.int32)
    at = np.flatnonzero(_kept(bits, reading.within) & (parts < SUBJECTS))
    numbers = reading.numbers[at]
    bits, keys, inside = bits[at], reading.reader.whole.array[numbers], None
    content = (bits & token_flags.CONTENT) != 0
    if (bits & token_flags.IDEOGRAPHS).any():
        of, inside, keys, particles = _pieces(reading, numbers, bits)
        at, bits = at[of], bits[of]
        content = ((bits & token_flags.CONTENT) != 0) & ~particles
    parts, owners = parts[at], texts[at] // WIDTH
    content &= (parts < TAGS) | (parts > ALIASES)
    opens = np.ones(len(at), bool)
    opens[1:] = (bits[:-1] & token_flags.ENDS) != 0
    opens |= parts < TAGS
    shows = (
        token_flags.NAMED
        if reading.reader.language.nouns_capital
        else token_flags.NAMED | token_flags.CAPITAL
    )
    named = ((bits & shows) != 0) & content & (~opens | ((bits & token_flags.NAMED) != 0))
    return Units(
        reading=reading, at=at, inside=inside, bits=bits, keys=keys, content=content, named=named,
        opens=opens, follows=_follows(bits, content, at, inside), parts=parts, owners=owners,
    )  # fmt: skip


def _kept(bits: NDArray[np.uint16], within: NDArray[np.int32]) -> Flags:
    """All tokens but marks of quotation, and the point after initials."""
    kept = (bits & token_flags.QUOTE) == 0
    point = ((bits[1:] & token_flags.ENDS) != 0) & ((bits[:-1] & token_flags.INITIALS) != 0)
    kept[1:] &= ~(point & (within[1:] > 0))
    return np.asarray(kept)


def _pieces(
    reading: Reading, numbers: NDArray[np.int32], bits: NDArray[np.uint16]
) -> tuple[Places, NDArray[np.int32], Keys, Flags]:
    """Each run of ideographs as its pieces: (which token, place in it, keys, particles)."""
    reader = reading.reader
    runs = (bits & token_flags.IDEOGRAPHS) != 0
    widths = np.where(runs, reader.slots.widths(numbers), 1)
    of = np.repeat(np.arange(len(numbers)), widths)
    inside = (np.arange(len(of)) - (np.cumsum(widths) - widths)[of]).astype(np.int32)
    keys = reader.whole.array[numbers][of]
    particles = np.zeros(len(of), bool)
    keys[runs[of]] = reader.slots.gather(numbers[runs])
    particles[runs[of]] = reader.particles.gather(numbers[runs])
    return of, inside, keys, particles


def _follows(
    bits: NDArray[np.uint16], content: Flags, at: Places, inside: NDArray[np.int32] | None
) -> Flags:
    number, capital = (bits & token_flags.NUMBER) != 0, (bits & token_flags.CAPITAL) != 0
    link = (bits & token_flags.LINK) != 0
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
        runs = (bits & token_flags.IDEOGRAPHS) != 0
        follows[:-1] &= ~(runs[:-1] | runs[1:]) | (at[:-1] == at[1:])
    return follows
