"""Commands of the kit in processes of their own that need not import anything again.

A process imports Pelican and the kit once and runs nothing itself. For each command that a test
asks for it forks a child, so every command starts with the same fresh modules, and its signals,
settings and caches end with it. Most of what a small build costs is those imports.

Linux only; elsewhere, and for variables that Python reads when it starts, a new interpreter runs
the command. `tests/site/test_forked_builds.py` holds that both ways do the same.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import io
import json
import locale
import os
import pkgutil
import runpy
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from tests import owner

ROOT = Path(__file__).resolve().parent.parent
START = "from invoke.main import program; program.run()"
BEFORE_START = ("PYTHON", "LC_", "LANG")
"""Beginnings of the names of variables that an interpreter reads when it starts."""
OTHERS = (
    *("pelican", "invoke.main", "rich.status", "snowballstemmer"),
    *(f"markdown.extensions.{name}" for name in ("extra", "codehilite", "meta", "sane_lists")),
    *("markdown.extensions.smarty", "markdown.extensions.toc", "pygments.formatters.html"),
)
"""Modules of others that builds import only when they need them."""


@dataclass(frozen=True)
class Command:
    """One command: Invoke's, or that of another module."""

    arguments: tuple[str, ...]
    module: str = ""
    """``python -m MODULE``; empty: Invoke, with the kit's tasks."""
    folder: str = str(ROOT)
    variables: dict[str, str] | None = None
    streams: tuple[str, str, str] = (os.devnull, os.devnull, os.devnull)
    """Paths of its standard input, output and error."""
    root: str = str(ROOT)
    """The folder of the kit; another one has a server of its own."""

    @property
    def line(self) -> list[str]:
        """What a new interpreter is told."""
        start = ["-m", self.module] if self.module else ["-c", START, "--search-root", self.root]
        return [sys.executable, *start, *self.arguments]

    @property
    def needs_an_interpreter(self) -> bool:
        """Whether a variable counts that is read when Python starts."""
        given = self.variables if self.variables is not None else dict(os.environ)
        names = {name for name in (*given, *os.environ) if name.startswith(BEFORE_START)}
        names -= {"PYTHONPATH"} if given.get("PYTHONPATH") in {None, self.root} else set()
        return any(given.get(name) != os.environ.get(name) for name in names)


def run(
    arguments: tuple[str, ...],
    *,
    module: str = "",
    folder: Path = ROOT,
    variables: dict[str, str] | None = None,
    root: Path = ROOT,
    timeout: float = 300,
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end and give what it printed."""
    with tempfile.TemporaryDirectory() as name:
        out, err = Path(name, "out"), Path(name, "err")
        streams = (os.devnull, str(out), str(err))
        inherited = {**os.environ, "PYTHONPATH": str(root)}
        given = inherited if variables is None else variables
        command = Command(arguments, module, str(folder), given, streams, str(root))
        child = start(command)
        try:
            code = child.wait(timeout)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            raise
        told = [path.read_text(encoding="utf-8") for path in (out, err)]
    return subprocess.CompletedProcess(command.line, code, *told)


def start(command: Command) -> Forked | subprocess.Popen[bytes]:
    """Start one command; its streams are open when this returns. One at a time."""
    if sys.platform == "linux" and not command.needs_an_interpreter:
        return Forked(command)
    opened = _opened(command.streams)
    try:
        return subprocess.Popen(
            command.line,
            cwd=command.folder,
            env=command.variables,
            stdin=opened[0],
            stdout=opened[1],
            stderr=opened[2],
        )
    finally:
        for number in opened:
            os.close(number)


def _opened(paths: tuple[str, str, str]) -> list[int]:
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    flags = (os.O_RDONLY, writing, writing)
    away = getattr(os, "O_NOCTTY", 0)  # a terminal is not to become the server's own
    return [os.open(path, flag | away, 0o600) for path, flag in zip(paths, flags, strict=True)]


class Forked:
    """A command that runs in a child of the server; used as subprocess.Popen is."""

    def __init__(self, command: Command) -> None:
        self._server = _server(command.root)
        self._pid = self._server.ask(asdict(command))
        self._code: int | None = None

    def poll(self) -> int | None:
        """Its exit code, if it has ended; negative where a signal ended it."""
        if self._code is None and self._server.answers(0):
            self._code = self._server.answer()
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code; subprocess.TimeoutExpired if it is still running by then."""
        if self._code is None:
            if not self._server.answers(timeout):
                raise subprocess.TimeoutExpired("a forked command", timeout or 0)
            self._code = self._server.answer()
        return self._code

    def kill(self) -> None:
        """End it, if it has not ended."""
        if self.poll() is None:
            os.kill(self._pid, signal.SIGKILL)


class _Server:
    """The process that forks, as seen from a test."""

    def __init__(self, root: str) -> None:
        # Pelican's console takes its width when it is imported: wide enough to break no line.
        path = os.pathsep.join(dict.fromkeys((root, str(ROOT))))
        own = {"PYTHONPATH": path, "COLUMNS": "1000", "OPENBLAS_NUM_THREADS": "1"}
        own |= {owner.SITE: root} if root != str(ROOT) else {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forkserver", root],
            cwd=root,
            env={**os.environ, **own},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # an answer that is read ahead would not be seen by `answers`
        )
        atexit.register(self._end)

    def ask(self, request: dict[str, Any]) -> int:
        requests = self._process.stdin
        assert requests
        requests.write(json.dumps(request).encode() + b"\n")
        requests.flush()
        return self.answer()

    def answers(self, timeout: float | None) -> bool:
        """Whether there is an answer within so many seconds; None: sooner or later."""
        assert self._process.stdout
        return bool(select.select([self._process.stdout], [], [], timeout)[0])

    def answer(self) -> int:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the process that runs commands for tests has ended"
        return int(line)

    def _end(self) -> None:
        self._process.communicate()


_server = functools.cache(_Server)


def _serve() -> None:
    """Import everything, then fork for each request; end with the last of them."""
    requests, answers = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _replace_streams([os.open(os.devnull, os.O_RDWR), os.open(os.devnull, os.O_RDWR), 2])
    _import_all(Path(sys.argv[1]))
    owner.watch()
    gc.collect()
    gc.freeze()  # a child's collector then leaves these pages as they are, shared
    for line in requests:
        request = Command(**json.loads(line))
        opened = _opened(request.streams)
        pid = os.fork()
        if not pid:
            requests.close()
            answers.close()
            _become(request, opened)
        for number in opened:
            os.close(number)
        answers.write(b"%d\n" % pid)
        answers.write(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _import_all(root: Path) -> None:
    for name in OTHERS:
        importlib.import_module(name)
    importlib.import_module("pelican.plugins._utils").get_namespace_plugins()  # imports them
    for package in ("plugins", "commands"):
        found = pkgutil.walk_packages([str(root / package)], f"{package}.")
        for module in found:
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def _become(command: Command, streams: list[int]) -> NoReturn:
    """Run the command as this process, and end with it."""
    code = 1
    try:
        _replace_streams(streams)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(command.variables or {})
        os.chdir(command.folder)
        time.tzset()
        locale.setlocale(locale.LC_CTYPE, "")
        tempfile.tempdir = None
        code = _run(command)
    except BaseException:  # noqa: BLE001 - as an interpreter does at its end
        sys.excepthook(*sys.exc_info())
    finally:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def _run(command: Command) -> int:
    sys.argv = [*command.line[1:2], *command.line[3:]]
    sys.path[0] = command.folder if command.module else ""
    try:
        if command.module:
            runpy.run_module(command.module, run_name="__main__", alter_sys=True)
        else:
            main = importlib.import_module("invoke.main")
            main.program.run()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _replace_streams(opened: list[int]) -> None:
    """Make them standard input, output and error, buffered as Python does it for such files."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        old: io.TextIOWrapper = getattr(sys, f"__{name}__")
        os.dup2(opened[number], number)
        raw = io.FileIO(number, "wb" if number else "rb", closefd=False)
        buffered = io.BufferedWriter(raw) if number else io.BufferedReader(raw)
        at_once = name == "stderr" or os.isatty(number)
        stream = io.TextIOWrapper(
            buffered, encoding=old.encoding, errors=old.errors, line_buffering=at_once
        )
        setattr(sys, f"__{name}__", stream)
        setattr(sys, name, stream)
    for number in {*opened} - {0, 1, 2}:
        os.close(number)


if __name__ == "__main__":
    _serve()
