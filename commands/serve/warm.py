"""The process that has everything imported, and does each job in a child of its own.

It reads requests from its standard input, a line of JSON each, and answers on its standard output.
Where nothing can be forked it does one job itself and ends; whoever asks starts the next.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from typing import Any, NoReturn

from .values import Options

ENDED = "ended"
"""The key that says that a request is done, with the child's exit code."""
BEHIND = "behind"
"""The key of a request that is done while others are answered, and ended by the next job."""
FIRST = ("pelican", "commands.build.command", "plugins.pipeline")
"""What every job needs; the rest is learned from the first build."""


def main() -> None:
    """Serve requests until the other side is gone, or asks to end by SIGTERM."""
    requests, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)  # what plugins print goes to the terminal
    forks = hasattr(os, "fork") and "alone" not in sys.argv[2:]
    if forks:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    import_all(FIRST)
    behind = 0
    try:
        for line in iter(requests.readline, b""):
            request = json.loads(line)
            if "import" in request:
                import_all(request["import"])
                _tell(answers, {ENDED: 0})
                continue
            _end(behind)
            behind = 0
            if not (forks and threading.active_count() == 1):
                _work(request, answers)
            elif BEHIND in request:
                behind = _behind(request)
                _tell(answers, {ENDED: 0})
            else:
                _tell(answers, {ENDED: _in_a_child(request, requests, answers)})
    finally:
        _end(behind)


def import_all(names: Any) -> None:
    """Import what can be; what cannot is for the job that needs it to report."""
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException:  # noqa: BLE001, S112 - broken code raises anything
            continue
    gc.collect()
    gc.freeze()  # a child's collector then leaves these pages as they are, shared


def _tell(answers: Any, message: dict[str, Any]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()


def _in_a_child(request: dict[str, Any], requests: Any, answers: Any) -> int:
    """Do the job in a child; its exit code. With us, or with who asks, the child ends too."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _work(request, answers)
    try:
        while not (done := os.waitpid(child, os.WNOHANG))[0]:
            if requests in select.select([requests, woken], [], [])[0]:
                sys.exit(0)
            os.read(woken, 64)
        return os.waitstatus_to_exitcode(done[1])
    finally:
        signal.set_wakeup_fd(-1)
        os.close(woken)
        os.close(wake)
        with suppress(OSError):  # there may be nothing left of it
            os.killpg(child, signal.SIGKILL)


def _behind(request: dict[str, Any]) -> int:
    """Do the job in a child that nobody waits for, with what others leave of the processor."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        os.nice(10)
        _work(request, BytesIO())
    with suppress(OSError):  # it has done so
        os.setpgid(child, child)
    return child


def _end(child: int) -> None:
    """End a child that nobody waits for, if there is one and it is at work."""
    if child:
        with suppress(OSError):  # it has ended by itself
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _work(request: dict[str, Any], answers: Any) -> NoReturn:
    """Do the job as this process, and end with it."""
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        from .jobs import JOBS

        _tell(answers, asdict(JOBS[request["job"]](Options(**request["options"]))))
        code = 0
    except BaseException:  # noqa: BLE001 - told here, as nothing is left that could catch it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
