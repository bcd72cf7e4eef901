"""How commands speak: progress on a terminal, plain lines elsewhere, problems on standard error."""

from __future__ import annotations

import gc
import io
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib import import_module
from typing import Any, NoReturn

from plugins.common.failure import CommandError
from plugins.common.progress import Progress, nobody

_PAUSE = 0.1
"""Seconds from one drawing of the bars to the next."""


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

    with Console(stderr=True).status(f"{what} …"):
        yield


@contextmanager
def bars() -> Iterator[Progress]:
    """A bar for each thing that is told, while the block lasts; none where no terminal watches.

    Drawn where they are told, by no thread: a process that has any is not safely forked.
    """
    if not sys.stderr.isatty():
        yield nobody
        return
    with ExitStack() as ended:
        # First when there is something to show: a build of an unchanged site ends before.
        show = cache(lambda: ended.enter_context(_bars()))
        task = cache(lambda what: show().add_task(what, visible=False))
        drawn = 0.0

        def tell(what: str, done: int, whole: int) -> None:
            nonlocal drawn
            if done == whole or time.monotonic() > drawn + _PAUSE:
                show().update(task(what), completed=done, total=whole, visible=True, refresh=True)
                drawn = time.monotonic()

        yield tell


def _bars() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    )


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
