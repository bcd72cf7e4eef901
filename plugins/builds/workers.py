"""Work of many like pieces, shared among forked copies of this process.

A worker has all that this process has read, and gives back what its pieces give; whatever else it
changes is its own, but for values that builds remember (`share_kept`).
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import StringIO
from typing import Any, BinaryIO, NamedTuple, NoReturn

from ..common.problems import Problem
from .memory import Memory

COUNT = "COLOPHON_WORKERS"
"""Variable of the environment: how many workers there may be; not a number, one a processor."""
SHARE = 25
"""Pieces for which a worker is worth its start."""
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Variables that keep numpy's libraries from starting threads: a process that has any is not safely
forked."""
PLAIN = (str, int, float, bool, type(None), Problem)

Records = list[logging.LogRecord]


class Done(NamedTuple):
    """A piece of work that a worker has done."""

    value: Any
    """What the work gave; plain values."""
    records: Records
    """What was logged."""
    printed: tuple[str, str] = ("", "")
    """On standard output and standard error."""

    def print(self) -> None:
        """Print here what was printed."""
        sys.stdout.write(self.printed[0])
        sys.stderr.write(self.printed[1])


class Worker(NamedTuple):
    """A forked copy of this process, and where it writes what it gives."""

    pid: int
    pipe: BinaryIO


def hold_to_one_thread() -> None:
    """Let libraries that are not imported yet start no threads; what the owner has set stays."""
    for name in THREADS:
        os.environ.setdefault(name, "1")


def number_of_workers(pieces: int, share: int = SHARE) -> int:
    """How many workers so many pieces are worth, `share` for each; 0: do them here.

    So it is where nothing can be forked, and where another thread runs: in a copy it would not,
    and what it has locked would stay so.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    given = os.environ.get(COUNT, "")
    count = min(int(given) if given.isdecimal() else processors(), pieces // share)
    return count if count > 1 else 0


def share(
    work: Callable[[int], Any], pieces: int, workers: int, tell: Callable[[int], None]
) -> dict[int, Done]:
    """Do `work` for each number below `pieces`; gives, by number, what came of it.

    `tell` is told how many pieces are done, from time to time and in this process.
    A number is missing where its work failed, or where what it logged cannot be brought here: that
    is to be done again, here, with its exception.
    """
    if not workers:
        return {}
    sys.stdout.flush()
    sys.stderr.flush()
    ended = os.pipe()  # a byte for each piece
    gc.freeze()  # or the copies' collectors would write to every page of memory they share
    started: list[Worker] = []
    done: dict[int, Done] = {}
    try:
        with suppress(OSError):  # no room for another process: what is missing is done here
            for first in range(workers):
                started.append(_start(work, range(first, pieces, workers), ended))  # noqa: PERF401 - kept if one fails
        os.close(ended[1])
        count = 0
        while some := os.read(ended[0], 4096):
            count += len(some)
            tell(count)
        for worker in started:
            done.update(_given(worker.pipe))
    except BaseException:
        for worker in started:
            os.kill(worker.pid, signal.SIGKILL)
        raise
    finally:
        for worker in started:
            worker.pipe.close()
            os.waitpid(worker.pid, 0)
        os.close(ended[0])
        gc.unfreeze()
    return done


def share_kept(
    memory: Memory,
    work: Callable[[int], Any],
    pieces: int,
    workers: int,
    tell: Callable[[int], None] = lambda _: None,
) -> dict[int, Any]:
    """The same of work that asks for values which the memory is to hold (`Kept`).

    Gives what each piece gave.
    """

    def keep(number: int) -> tuple[Any, dict[bytes, bytes]]:
        given = []
        return given, memory.kept_by(lambda: given.append(work(number)))

    values = {}
    for number, one in share(keep, pieces, workers, tell).items():
        (values[number],), encoded = one.value
        for key, data in encoded.items():
            memory.keep_encoded(key, data)
    return values


@contextmanager
def kept() -> Iterator[Records]:
    """Whatever is logged within; its filters, which count what they have let pass, are not asked.

    ``logging.getLogger(record.name).handle(record)`` logs it at last.
    """
    records: Records = []
    handle = logging.Logger.handle
    logging.Logger.handle = lambda _, record: records.append(record)  # type: ignore[method-assign,assignment]
    try:
        yield records
    finally:
        logging.Logger.handle = handle  # type: ignore[method-assign]


def processors() -> int:
    """How many may be used; a container often has fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(work: Callable[[int], Any], numbers: Iterable[int], ended: tuple[int, int]) -> Worker:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        for mine in (reading, ended[0]):  # or it would not notice that nobody else reads
            os.close(mine)
        _work(work, numbers, writing, ended[1])
    os.close(writing)
    return Worker(pid, open(reading, "rb"))  # noqa: PTH123 - a pipe, closed by `share`


def _work(work: Callable[[int], Any], numbers: Iterable[int], pipe: int, ended: int) -> NoReturn:
    """Be a worker, to the end of the process: nothing that waits for its exit runs twice."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        given = []
        with kept() as logged:
            for number in numbers:
                logged.clear()
                # Printed by several processes at once it would come in any order, or within a bar.
                with suppress(Exception), redirect_stdout(StringIO()) as out:
                    with redirect_stderr(StringIO()) as error:
                        value = work(number)
                    printed = (out.getvalue(), error.getvalue())
                    given.append(_packed(number, value, logged, printed))
                os.write(ended, b".")
        os.close(ended)
        with open(pipe, "wb") as file:  # at last: who reads it may still wait for another's
            file.writelines(given)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(0)


def _packed(number: int, value: Any, records: Records, printed: tuple[str, str]) -> bytes:
    args = (arg for record in records for arg in record.args or ())
    if not all(isinstance(arg, PLAIN) for arg in args):
        raise TypeError(records)
    return pickle.dumps((number, value, [vars(record) for record in records], printed))


def _given(pipe: BinaryIO) -> Iterator[tuple[int, Done]]:
    """What a worker gives, as far as it came."""
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            number, value, records, printed = pickle.load(pipe)  # noqa: S301 - our own copy has written it
            records = [logging.makeLogRecord(values) for values in records]
            yield number, Done(value, records, printed)
