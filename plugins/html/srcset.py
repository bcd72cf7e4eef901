"""The candidates of a `srcset` attribute: each has an address and descriptors, ``a.png 2x``.

The HTML Living Standard, 4.8.4.3.10, splits the attribute. Descriptors that a browser would not
understand are kept as they stand, for this reads a text and chooses no image.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..common.regex import regex

# An address may hold commas but ends with none; one that a comma follows has no descriptors.
# Descriptors last until a comma outside brackets. All possessive, and a match begins with what no
# other can begin with: so the time is linear in the length, whatever is written.
CANDIDATE = regex(
    r"(?P<address>[^\t\n\f\r ,]++(?:,++[^\t\n\f\r ,]++)*+)"
    r"(?:[\t\n\f\r ]++(?P<descriptors>(?:[^,(]++|\([^)]*+\)?+)*+))?+"
)


class Candidate(NamedTuple):
    """One image of a `srcset`."""

    address: str
    descriptors: str
    """As written, without white space around; empty where there are none."""
    start: int
    """Offset of the address in the attribute's value."""

    @property
    def end(self) -> int:
        """Offset behind the address."""
        return self.start + len(self.address)


def candidates(srcset: str) -> Iterator[Candidate]:
    """Every candidate of the attribute's value, in order."""
    for found in CANDIDATE.finditer(srcset):
        descriptors = (found["descriptors"] or "").strip()
        yield Candidate(found["address"], descriptors, found.start("address"))
