"""Reads many sources at once, in processes of their own."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .source_reader import Setup, SourceReader
from .workers import COUNT, SHARE, processors

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

AT_ONCE = 16
"""Sources handed to a process at once."""
METHOD = "COLOPHON_START_METHOD"
"""Environment variable that names another way to start processes, for tests."""


class Read(NamedTuple):
    """What came of sources."""

    records: dict[str, bytes]
    """Encoded, by path."""
    ahead: dict[bytes, bytes]
    """What later stages would read: encoded, by the key in the memory."""
    asked: set[str]
    """The settings that were asked for."""


_reader: SourceReader | None = None


def read_in_workers(setup: Setup, names: Sequence[str]) -> Read:
    """The records of sources, by their paths below the content folder; not all have one."""
    processes = min(int(os.environ.get(COUNT) or processors()), len(names) // SHARE)
    if processes <= 1:
        # What later stages read, they can read here as well.
        return _read(SourceReader(setup), names, ahead=False) if names else Read({}, {}, set())
    from concurrent.futures import ProcessPoolExecutor  # with multiprocessing: too dear for nothing

    every = Read({}, {}, set())
    parts = [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)]
    with ProcessPoolExecutor(processes, _context(), _start, (setup,)) as pool:
        for some in pool.map(_read_part, parts):
            every.records.update(some.records)
            every.ahead.update(some.ahead)
            every.asked.update(some.asked)
    return every


def _context() -> BaseContext:
    """Forked processes start at once; they are safe while no other thread runs here."""
    import multiprocessing

    methods = multiprocessing.get_all_start_methods()
    method = os.environ.get(METHOD)
    if not method and "fork" in methods and threading.active_count() == 1:
        method = "fork"
    return multiprocessing.get_context(method)


def _start(setup: Setup) -> None:
    global _reader  # noqa: PLW0603 - a process of the pool keeps what it reads with
    _reader = SourceReader(setup)


def _read_part(names: Sequence[str]) -> Read:
    assert _reader is not None
    return _read(_reader, names, ahead=True)


def _read(reader: SourceReader, names: Iterable[str], *, ahead: bool) -> Read:
    records, entries = reader.read(names)
    return Read(records, reader.read_ahead(entries) if ahead else {}, reader.settings.asked)
