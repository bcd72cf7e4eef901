"""A file of the site as a plan: where it goes, what it is made of, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any

import msgspec

from .values import dataclass


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that need not be made again while its inputs are the same."""

    path: str
    """Below the output folder."""
    inputs: Callable[[], tuple[object, ...]]
    """Beside the code, all that its bytes depend on; as `digest` takes it."""
    make: Callable[[], bytes]


def digest(*values: object) -> str:
    """32 hexadecimal digits for plain values: texts, bytes, numbers, dates, and values of these.

    Without sets and mappings, whose order is none of what they say.

    :raises TypeError: where one is something else.
    """
    try:
        data = _ENCODER.encode(values)
    except UnicodeEncodeError:  # a file's name may have half of a surrogate pair
        data = repr(values).encode()
    return blake2b(data, digest_size=16).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, (str, datetime)):  # of Pelican's or others' own kinds
        return repr(value)
    raise TypeError(type(value).__qualname__)


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
