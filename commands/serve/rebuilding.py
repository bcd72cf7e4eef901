"""Building for a preview, as the process sees it that serves: one build at a time, newest first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from plugins.builds.workers import THREADS
from plugins.common.characters import one_line

from .. import ROOT, console
from .board import Board
from .jobs import USUAL
from .values import Mistake, Options, Outcome
from .warm import BEHIND, ENDED

START = "import sys; sys.path.insert(0, sys.argv[1]); from commands.serve.warm import main; main()"
PAUSE = 1.0
"""Seconds without a build after which the index of the search is made."""
NAMED = 3
"""So many changed files are named."""


class Warm:
    """The process of `warm`, started when there is something to do; `alone`: it forks none."""

    def __init__(self, options: Options, *, alone: bool = False) -> None:
        self.options, self._alone = options, alone
        self._process: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, None] = {}
        """What builds have imported, for a new process to begin with."""

    def do(self, job: str) -> Outcome | None:
        """Have a job done; None: `end` was called."""
        process = self._running()
        outcome, code = self._ask(process, {"job": job, "options": asdict(self.options)})
        if process is not self._process:
            return None
        if outcome is None:
            # Some libraries of some systems do not bear being forked.
            self._alone = self._alone or code < 0
            return _crashed(code)
        self._modules |= dict.fromkeys(outcome.modules)
        return outcome

    def start(self, job: str) -> None:
        """Have a job done while others are asked for; the next of these ends it."""
        self._ask(self._running(), {"job": job, "options": asdict(self.options), BEHIND: True})

    def learn(self) -> None:
        """Import what builds have imported."""
        self._ask(self._running(), {"import": list(self._modules)})

    def end(self) -> None:
        """End the process and what it does; from any thread."""
        process, self._process = self._process, None
        if process:
            process.terminate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = _started(alone=self._alone)
            if self._modules:
                self.learn()
        return self._process

    def _ask(
        self, process: subprocess.Popen[bytes], request: dict[str, Any]
    ) -> tuple[Outcome | None, int]:
        """What came back, if anything, and the exit code of what did it."""
        assert process.stdin
        assert process.stdout
        outcome = None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                message = json.loads(line)
                if ENDED in message:
                    return outcome, message[ENDED]
                outcome = Outcome.of_json(message)
        except OSError:  # it is gone
            pass
        code = process.wait()
        process.stdout.close()
        with suppress(OSError):  # what it did not read
            process.stdin.close()
        return outcome, code


def _started(*, alone: bool) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", START, str(ROOT), *(["alone"] if alone else [])],
        env={**os.environ, **dict.fromkeys(THREADS, "1")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the process that serves, which ends this one
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
    )


def _crashed(code: int) -> Outcome:
    how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
    return _failed(f"The process that builds ended {how} before it was done.")


def _failed(told: str) -> Outcome:
    return Outcome(mistakes=(Mistake(told, cure="The terminal may say more."),), lines=(told,))


@dataclass(frozen=True, slots=True)
class Request:
    """Why to build."""

    names: tuple[str, ...] = ()
    """Of the files that changed."""
    fresh: bool = False
    """Whether code or settings changed."""

    def __str__(self) -> str:
        if not self.names:
            return ""
        shown = ", ".join(one_line(name, 60) for name in islice(self.names, NAMED))
        more = len(self.names) - NAMED
        return f"Changed: {shown}{f' and {more} more' if more > 0 else ''}. "


class Rebuilding:
    """Builds whenever asked to, in a thread of its own; what is asked meanwhile is built next."""

    def __init__(self, options: Options, board: Board) -> None:
        self._warm, self._board = Warm(options), board
        self._lock, self._asked = threading.Lock(), threading.Event()
        self._request = Request()
        self._told: frozenset[str] = frozenset()
        """Warnings of the last good build, which are not told again."""
        self._is_described = self._is_building = False
        self.site = USUAL
        """What the settings said when they could last be read."""
        self.code: tuple[str, ...] = ()
        """Further files of code."""

    def describe(self) -> Outcome | None:
        """Read the settings, if that is still to be done."""
        if self._is_described:
            return None
        outcome = self._warm.do("describe")
        if outcome and outcome.site:
            self._is_described = not outcome.mistakes
            known = outcome.site if self._is_described else self.site
            self.site = replace(known, code=outcome.site.code)
        return outcome

    def ask(self, paths: Iterable[str], *, fresh: bool = False) -> None:
        """Have the site built, soon; `fresh`: with the code and settings as they are now."""
        names = tuple(sorted({Path(path).name for path in paths}))
        with self._lock:
            before = self._request
            names = tuple(dict.fromkeys((*before.names, *names)))
            self._request = Request(names, fresh or before.fresh)
            if fresh:
                self._warm.end()
            self._asked.set()

    def ask_if_idle(self) -> None:
        """Have the site built, unless that is being done."""
        if not self._is_building:
            self.ask(())

    def run(self) -> None:
        """Build whenever asked to, for ever."""
        is_indexed = True
        while True:
            if not self._asked.wait(None if is_indexed else PAUSE):
                self._warm.start("index")
                is_indexed = True
                continue
            with self._lock:
                request, self._request = self._request, Request()
                self._asked.clear()
            self._is_building = True
            if request.fresh:  # a process may have been started since that was asked
                self._warm.end()
                self._is_described = False
            outcome = self._built(request)
            self._is_building = False
            is_indexed = outcome is None or bool(outcome.mistakes)
            if outcome and outcome.modules:
                self._warm.learn()

    def end(self) -> None:
        """End what is running."""
        self._warm.end()

    def _built(self, request: Request) -> Outcome | None:
        """How a build ended, as it has been told; None: something newer was asked for."""
        try:
            described = self.describe()
            failed = described and described.mistakes
            outcome = described if failed else self._warm.do("build")
        except OSError as error:  # the machine starts no process now
            outcome = _failed(str(error))
        if outcome:
            self._say(request, outcome)
            self._board.publish(outcome)
            self.code = tuple({*self.code, *outcome.code})
        return outcome

    def _say(self, request: Request, outcome: Outcome) -> None:
        number = len(outcome.lines)
        noun = "mistake" if number == 1 else "mistakes"
        console.say(f"{request}{outcome.told or f'Not built: {number} {noun}.'}")
        for line in (*outcome.lines, *(w for w in outcome.warnings if w not in self._told)):
            console.say(line)
        if not outcome.lines:
            self._told = frozenset(outcome.warnings)
