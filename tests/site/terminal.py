"""Commands at a pseudo-terminal, on which a test reads and types as a person does."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Sequence

import pytest

from tests.building import ROOT
from tests.forkserver import Command, start

if sys.platform != "win32":
    import pty

needs_a_terminal = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"
)

Step = tuple[str, str | Callable[[], object]]
"""What must be on the screen before the person acts, and what they type or do then."""

PATIENCE = 90.0


def converse(
    steps: Sequence[Step], *arguments: str, root: str = str(ROOT), **environment: str
) -> tuple[int, str]:
    """Run one command of the kit at a terminal; give its exit code and everything on the screen."""
    inherited = {k: v for k, v in os.environ.items() if k not in {"CI", "NO_COLOR", "FORCE_COLOR"}}
    given = {**inherited, "PYTHONPATH": root, "TERM": "dumb", **environment}
    leader, follower = pty.openpty()
    name = os.ttyname(follower)
    streams = (name, name, name)
    child = start(Command(arguments, "", root, given, streams, root))
    os.close(follower)
    try:
        screen = _play(leader, list(steps))
    except BaseException:
        child.kill()
        raise
    finally:
        os.close(leader)
        code = child.wait()
    return code, screen.decode(errors="replace").replace("\r\n", "\n")


def _play(leader: int, steps: list[Step]) -> bytes:
    screen, seen = b"", 0
    until = time.monotonic() + PATIENCE
    while data := _read(leader, until):
        screen += data
        while steps and steps[0][0].encode() in screen[seen:]:
            expected, action = steps.pop(0)
            seen = screen.index(expected.encode(), seen) + len(expected.encode())
            if callable(action):
                action()
            else:
                os.write(leader, f"{action}\n".encode())
    return screen


def _read(leader: int, until: float) -> bytes:
    ready, _, _ = select.select([leader], [], [], max(until - time.monotonic(), 0))
    if not ready:
        pytest.fail("the command waits for something that nobody types")
    try:
        return os.read(leader, 4096)
    except OSError:  # Linux reports the end of a terminal so
        return b""
