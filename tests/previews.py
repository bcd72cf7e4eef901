"""`invoke serve` as a process, for tests that look at it as a browser and an author do."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.building import ROOT
from tests.forkserver import START

PATIENCE = 40.0


@dataclass
class Served:
    """A preview that runs."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path
    """Where the site's settings and content are; below it, ``out`` is built."""
    screen: Path
    """What it has printed."""
    build: str = field(default="", init=False)
    """The build that `wait` saw last."""

    @property
    def address(self) -> str:
        """The site's root."""
        return f"http://localhost:{self.port}"

    @property
    def said(self) -> str:
        """What stands on the terminal."""
        return self.screen.read_text(encoding="utf-8")

    def get(self, path: str, host: str = "") -> tuple[int, http.client.HTTPMessage, str]:
        """Status, headers and text at an address."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": host or f"localhost:{self.port}"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def states(self) -> Iterator[dict[str, Any]]:
        """What open pages are told, one after another."""
        deadline = time.monotonic() + PATIENCE
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", "/.colophon/events")
        with connection.getresponse() as answer:
            for line in answer:
                assert time.monotonic() < deadline, self.said
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

    def wait(self, until: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first state for which `until` holds."""
        for state in self.states():
            if until(state):
                self.build = state["build"]
                return state
        raise AssertionError(self.said)

    def built(self) -> dict[str, Any]:
        """Wait for a good build that was not there before."""
        return self.wait(lambda state: not state["mistakes"] and self._is_new(state["build"]))

    def _is_new(self, build: str) -> bool:
        return build != self.build and "-" in build

    def failed(self, *words: str) -> dict[str, Any]:
        """Wait for mistakes that hold all of these words."""
        return self.wait(lambda state: state["mistakes"] and _all_in(words, state))

    def asleep(self) -> int:
        """Wait for a process of the site's to say that it sleeps; its number."""
        deadline = time.monotonic() + PATIENCE
        while not (said := re.search(r"asleep (\d+)\.", self.said)):
            assert time.monotonic() < deadline, self.said
            time.sleep(0.02)
        return int(said[1])

    def write(self, name: str, text: str) -> None:
        """Save a file of the site as an editor does: beside the old one, then in its place."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        saved = path.with_name(f".{path.name}.swp")
        saved.write_text(text, encoding="utf-8")
        saved.replace(path)


def _all_in(words: tuple[str, ...], state: dict[str, Any]) -> bool:
    told = json.dumps(state, ensure_ascii=False)
    return all(word in told for word in words)


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path, *options: str, port: int = 0) -> Iterator[Served]:
    """`invoke serve` for the site in `folder`, started and in the end stopped by Ctrl-C."""
    port = port or free_port()
    given = ("--settings", str(folder / "site.py"), "--output", str(folder / "out"))
    line = ("-c", START, "--search-root", str(ROOT), "serve", *given, "--port", str(port))
    screen = folder / "screen"
    with screen.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *line, *options],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    served = Served(process, port, folder, screen)
    try:
        _wait_for_server(served)
        yield served
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def _wait_for_server(served: Served) -> None:
    deadline = time.monotonic() + PATIENCE
    while "Serving" not in served.said:
        assert served.process.poll() is None, served.said
        assert time.monotonic() < deadline, served.said
        time.sleep(0.02)
