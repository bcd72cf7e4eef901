"""What one command costs, as a whole process with all that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import NamedTuple, Self

_SCALE = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes here (getrusage(2))
_LOOK = 0.1  # seconds


class Figures(NamedTuple):
    """One run, or the medians of several."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of the process and of all children that it waited for."""
    largest: float
    """Peak resident megabytes of the largest process, as the system kept them."""
    together: float
    """The most that all its processes had at one moment, seen ten times a second; what they share
    counts for each. 0 where there is no /proc, or the command was too quick."""


def as_in_a_shell() -> dict[str, str]:
    """The environment without what would have Python compile every module anew, or find ours."""
    ours = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def measure(command: list[str], folder: Path) -> Figures:
    """Run `command` in `folder`; stop the whole bench, with what it said, where it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=as_in_a_shell(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        with _Watch(child.pid) as watch:
            _, status, used = os.wait4(child.pid, 0)
            wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if status:
            said.seek(0)
            end = said.read().decode(errors="replace")[-2000:]
            sys.exit(f"{end}\n{' '.join(command)} failed.")
    cpu = used.ru_utime + used.ru_stime
    return Figures(wall, cpu, used.ru_maxrss / _SCALE, watch.most / 1e6)


def medians(runs: Iterable[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(*map(median, zip(*runs, strict=True)))


class _Watch(threading.Thread):
    """The most memory that the processes of a session have together, while the block lasts."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._session = str(session)
        self._others: set[str] = set()
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()

    def run(self) -> None:
        while not self._ended.wait(_LOOK):
            self.most = max(self.most, sum(map(self._resident, self._candidates())))

    def _candidates(self) -> list[str]:
        """Processes not known to be of another session; so a look costs little."""
        names = (path.name for path in Path("/proc").glob("[0-9]*"))
        return [name for name in names if name not in self._others]

    def _resident(self, process: str) -> int:
        """Resident bytes of a process, as /proc/PID/stat says; 0 where it is not of the session."""
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            return 0
        if fields[3] == self._session:
            return int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        self._others.add(process)
        return 0
