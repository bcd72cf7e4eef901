"""On which line of a JSON text a value stands, for values in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PATIENCE = 50
"""After so many texts that were not found (written with escapes, say) no more are looked for."""


def lines_of(text: str, needles: Iterable[str]) -> Iterator[int]:
    """The line of each needle, searched onwards from the one before; its line where not found."""
    at, line, missed = 0, 1, 0
    for needle in needles:
        found = text.find(needle, at) if needle and missed < PATIENCE else -1
        missed += found < 0
        if found >= 0:
            line += text.count("\n", at, found)
            at = found
        yield line
