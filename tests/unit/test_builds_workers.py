"""What forked workers do, and what comes of those that fail. In processes that may be forked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.builds.workers import THREADS, hold_to_one_thread
from tests.building import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")

START = """
import logging, os, sys, time
from pathlib import Path
from plugins.builds import workers
from plugins.builds.workers import THREADS, hold_to_one_thread, number_of_workers, share
from plugins.common.problems import Problem
folder = Path(sys.argv[1])
parent = os.getpid()
told = []
print("not yet flushed", end="")
"""


def _printed(folder: Path, code: str, **variables: str) -> str:
    """What the code prints on standard output."""
    return subprocess.run(
        [sys.executable, "-c", START + code, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_what_is_kept_by_others_is_found(tmp_path: Path) -> None:
    """Small values and large ones; by this build, and by the next."""
    code = """
from plugins.builds.memory import Kind, Memory
from plugins.builds.workers import share_kept
kind = Kind("text", str)
def work(number):
    memory.keep(kind, kind.key(b"%d" % number), str(number) * (200_000 if number == 7 else 1))
    return number * 2
with Memory(folder) as memory:
    assert share_kept(memory, work, 60, 2) == {number: number * 2 for number in range(60)}
    print(len({memory.find(kind, kind.key(b"%d" % n)) for n in range(60)} - {None}))
with Memory(folder) as memory:
    print(len({memory.find(kind, kind.key(b"%d" % n)) for n in range(60)} - {None}))
"""
    assert _printed(tmp_path, code).endswith("60\n60\n")


def test_all_is_done_by_others_and_told(tmp_path: Path) -> None:
    """Each piece once; what is logged comes in its place; nothing is printed twice."""
    code = """
import atexit
atexit.register(print, "ended")
def work(number):
    (folder / str(number)).write_text(str(os.getpid()))
    logging.warning("%s of %s", number, "x", extra={"problem": Problem("a", number, *"kvmc")})
    logging.debug("nobody wants this")
    return number * 2
done = share(work, 7, 3, told.append)
print()
print(sorted(done), [[(r.getMessage(), r.problem.line) for r in done[n].records] for n in (0, 6)])
pids = {int((folder / str(n)).read_text()) for n in range(7)}
print(len(pids), parent in pids, done[3].value)
print(told == sorted({*told}), told[-1])
"""
    assert _printed(tmp_path, code).splitlines() == [
        "not yet flushed",
        "[0, 1, 2, 3, 4, 5, 6] [[('0 of x', 0)], [('6 of x', 6)]]",
        "3 False 6",
        "True 7",
        "ended",
    ]


def test_what_fails_is_left_to_be_done_again(tmp_path: Path) -> None:
    """An exception, a message of what cannot be brought, a worker that is killed."""
    code = """
def work(number):
    if number == 1:
        raise ValueError
    if number == 3:
        logging.warning("%s", object())
    if number == 6:
        try:
            raise KeyError
        except KeyError:
            logging.exception("with a traceback")
    if number == 8:
        os._exit(1)
done = share(work, 12, 4, told.append)
print("", sorted(done))
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("all have ended")
"""
    told = _printed(tmp_path, code).removeprefix("not yet flushed")
    assert told == " [2, 5, 7, 9, 10, 11]\nall have ended\n"  # of the killed, nothing has come


def test_much_is_told(tmp_path: Path) -> None:
    """More than a pipe holds, by the worker to whom nobody listens yet."""
    code = """
def work(number):
    if number == 1:
        for _ in range(2000):
            logging.warning("%s", "x" * 1000)
        (folder / "told").touch()
    while number == 2 and not (folder / "told").exists():
        time.sleep(0.01)
done = share(work, 4, 2, told.append)
print("", sorted(done), len(done[1].records))
"""
    assert _printed(tmp_path, code) == "not yet flushed [0, 1, 2, 3] 2000\n"


def test_a_stop_ends_the_workers(tmp_path: Path) -> None:
    """Nobody writes into a folder that a build has left."""
    code = """
def work(number):
    time.sleep(60 if number else 0)
def stopped(_count):
    raise KeyboardInterrupt
try:
    share(work, 4, 2, stopped)
except KeyboardInterrupt:
    print(" stopped")
"""
    assert _printed(tmp_path, code) == "not yet flushed stopped\n"


def test_workers_end_with_the_build(tmp_path: Path) -> None:
    """When it is killed they do nothing more, whoever waits for them."""
    code = """
import signal
def work(number):
    (folder / str(number)).touch()
    time.sleep(0.05)
    return "x" * 10**6
build = os.fork()
if not build:
    share(work, 100, 2, told.append)
while len(list(folder.iterdir())) < 6:
    time.sleep(0.01)
os.kill(build, signal.SIGKILL)
os.waitpid(build, 0)
time.sleep(0.5)
begun = len(list(folder.iterdir()))
time.sleep(0.5)
print("", begun < 50, begun == len(list(folder.iterdir())))
"""
    assert _printed(tmp_path, code) == "not yet flushed True True\n"


def test_how_many(tmp_path: Path) -> None:
    """Few pieces, one processor or another thread: none."""
    code = """
import threading
print("", [number_of_workers(pieces) for pieces in (0, 49, 50, 100, 1000)])
os.environ[workers.COUNT] = "1"
print(number_of_workers(1000))
os.environ[workers.COUNT] = "4"
wait = threading.Event()
threading.Thread(target=wait.wait).start()
print(number_of_workers(1000))
wait.set()
"""
    told = _printed(tmp_path, code, COLOPHON_WORKERS="4")
    assert told == "not yet flushed [0, 0, 2, 4, 4]\n0\n0\n"


def test_libraries_start_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the owner wants some."""
    for name in THREADS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(THREADS[0], "4")
    hold_to_one_thread()
    assert [os.environ[name] for name in THREADS] == ["4", "1", "1", "1"]
