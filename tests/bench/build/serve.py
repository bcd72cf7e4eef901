"""`invoke serve`: seconds from saving a source to the changed page."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from commands.bootstrap.launch import invocation

from .content import add_sentence, by_date
from .generators import python
from .measure import as_in_a_shell

_LOOK = 0.02
_PATIENCE = 900.0
_PAUSE = 2.0
"""Seconds between two looks; until a page is given up; between two saves."""

_CODE = ("commands", "plugins", "theme", "tasks.py")


def save_to_page(tree: Path, content: Path, rounds: int) -> list[float]:
    """Seconds of each save: the middle article gets a sentence, and its page is asked for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        # `serve` watches and builds the checkout that it stands in.
        checkout(tree, folder)
        shutil.copytree(content, folder / "content")
        port = _free_port()
        settings = (tree / "pelicanconf.py").read_text("utf-8")
        settings += f'\nSITEURL = "http://localhost:{port}"\n'
        (folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
        sources = by_date(folder / "content")
        source = sources[len(sources) // 2]
        add_sentence(source, _sentence(0))
        with _served(tree, folder) as server:
            page = server.page_with(_sentence(0))
            return [server.save(source, _sentence(n), port, page) for n in range(1, rounds + 1)]


def checkout(tree: Path, folder: Path) -> None:
    """Copy the kit's code; settings and content are the owner's."""
    for part in _CODE:
        copy = shutil.copytree if (tree / part).is_dir() else shutil.copy
        copy(tree / part, folder / part)


@dataclass(frozen=True, slots=True)
class _Server:
    """A running ``invoke serve`` of the checkout in `folder`."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def said(self) -> Path:
        """The file of what it prints."""
        return self.folder / "said.txt"

    def page_with(self, sentence: str) -> str:
        """The address of the page that holds `sentence`, once the first build is there."""
        output = self.folder / "output"
        self._wait_for((output / "ai-disclosures.json").is_file)
        found = (page for page in output.rglob("index.html") if sentence in page.read_text("utf-8"))
        return f"/{next(found).parent.relative_to(output).as_posix()}/"

    def save(self, source: Path, sentence: str, port: int, page: str) -> float:
        """Seconds until `page` holds a sentence that is put into `source`."""
        time.sleep(_PAUSE)
        add_sentence(source, sentence)
        started = time.perf_counter()
        self._wait_for(lambda: sentence in _answer(port, page))
        return time.perf_counter() - started

    def _wait_for(self, condition: Callable[[], bool]) -> None:
        last = time.monotonic() + _PATIENCE
        while not condition():
            if self.process.poll() is not None or time.monotonic() > last:
                sys.exit(f"{self.said.read_text('utf-8')[-2000:]}\ninvoke serve did not serve.")
            time.sleep(_LOOK)


@contextmanager
def _served(tree: Path, folder: Path) -> Iterator[_Server]:
    command = [python(tree), *invocation(folder, ["serve"])[1:]]
    environment = as_in_a_shell() | {"PYTHONPATH": str(folder)}
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=said, start_new_session=True
        )
        try:
            yield _Server(folder, process)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)  # a build that runs ends too
            process.wait()


def _answer(port: int, page: str) -> str:
    """What the server has at an address; empty while it has nothing."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", page)
        return connection.getresponse().read().decode()
    except (OSError, HTTPException):
        return ""
    finally:
        connection.close()


def _sentence(number: int) -> str:
    return f"Sentence {'x' * (number + 3)} of the bench."


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
