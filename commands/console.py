"""How commands speak: progress on a terminal, plain lines elsewhere, problems on standard error."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def prepare() -> None:
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


def fail(text: str) -> None:
    """The last words of a command that did not do its job."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """A moving sign of life while something long runs; nothing where no terminal watches."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} …"):
        yield


def forget(folder: Path) -> None:
    """Remove what earlier runs remembered."""
    shutil.rmtree(folder, ignore_errors=True)


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
