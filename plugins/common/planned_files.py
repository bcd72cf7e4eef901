"""A file of the site as a plan: where it goes, what it is made of, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that need not be made again while its inputs are the same."""

    path: str
    """Below the output folder."""
    inputs: Callable[[], tuple[object, ...]]
    """Beside the code, all that its bytes depend on; as `digest` takes it."""
    make: Callable[[], bytes]


def digest(*values: object) -> str:
    """32 hexadecimal digits for plain values: texts, bytes, numbers, tuples and values of these.

    Without sets and mappings, whose order is none of what they say.
    """
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
