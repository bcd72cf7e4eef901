"""How commands speak: progress on a terminal, plain lines elsewhere, problems on standard error."""

from __future__ import annotations

import gc
import io
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

from plugins.common.failure import CommandError


def perform(place: str, options: Mapping[str, Any]) -> None:
    """Call the function at `place`, ``module:function`` of this package, with its options.

    A failure is told in words, and the process ends with exit code 1, or 130 where it was stopped.
    """
    _prepare()
    module, _, function = place.partition(":")
    try:
        getattr(import_module(f"{__package__}.{module}"), function)(**options)
    except CommandError as failure:
        _fail(str(failure), 1)
    except (KeyboardInterrupt, EOFError):
        _fail("Stopped; nothing was changed.", 130)
    finally:
        gc.freeze()  # what is left ends with the process: nobody need look for circles in it


def _fail(text: str, code: int) -> NoReturn:
    print(text, file=sys.stderr, flush=True)
    sys.exit(code)


def _prepare() -> None:
    """Let no title in another script end a command on a terminal that cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """A line of result."""
    print(text, flush=True)


def warn(text: str) -> None:
    """A line about something that stops nothing."""
    print(f"warning: {text}", file=sys.stderr, flush=True)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """A moving sign of life while something long runs; nothing where no terminal watches."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    others = threading.enumerate()
    with Console(stderr=True).status(f"{what} …") as status:
        _moving.append((status, others))
        try:
            yield
        finally:
            _moving.pop()


_moving: list[tuple[Any, list[threading.Thread]]] = []
"""The signs of life shown now, each with the threads that ran before it."""


@contextmanager
def standstill() -> Iterator[None]:
    """Stop the thread that moves the sign of life: processes that are forked within know none."""
    for status, others in _moving:
        status.stop()
        for thread in {*threading.enumerate()} - {*others}:
            thread.join(timeout=1)
    yield
    for status, _ in _moving:
        status.start()


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
