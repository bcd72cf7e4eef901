"""How deeply calls may be nested, for code that gives up near Python's limit."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

ROOM = 975
"""Calls; near what Python leaves to a build that converts its texts in one process."""


@contextmanager
def same_room() -> Iterator[None]:
    """Leave as much room within, however deeply this is called.

    Python-Markdown nests no further block quotation within 100 calls of the limit: a text comes out
    otherwise in a worker, which is called from less far, than in the process that started it.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(_depth() + ROOM)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _depth() -> int:
    frame = sys._getframe()  # noqa: SLF001 - Python has no other way to it
    for depth in count(1):
        if frame.f_back is None:
            return depth
        frame = frame.f_back
    raise AssertionError
