"""Reads many sources at once, in processes of their own."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
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


def read_in_workers(setup: Setup, names: Sequence[str], tell: Callable[[int], None]) -> Read:
    """The records of sources, by their paths below the content folder; not all have one.

    `tell` is told how many sources have been read.
    """
    every = Read({}, {}, set())
    if not names:
        return every
    processes = min(int(os.environ.get(COUNT) or processors()), len(names) // SHARE)
    parts = [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)]
    with ExitStack() as ended:
        if processes > 1:
            from concurrent.futures import ProcessPoolExecutor  # dear, as multiprocessing is

            pool = ProcessPoolExecutor(processes, _context(), _start, (setup,))
            read = ended.enter_context(pool).map(_read_part, parts)
        else:
            # What later stages read, they can read here as well.
            read = map(partial(_read, SourceReader(setup), ahead=False), parts)
        for number, some in enumerate(read, 1):
            every.records.update(some.records)
            every.ahead.update(some.ahead)
            every.asked.update(some.asked)
            tell(min(number * AT_ONCE, len(names)))
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
