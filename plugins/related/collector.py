"""Python's collector of cyclic garbage, put aside while there is none to collect."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looks for garbage in cycles: related articles make none, and each goes through all.

    On 10,000 articles they took 5 % of the time from nothing, and a quarter after an edit.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
