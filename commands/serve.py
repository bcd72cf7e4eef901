"""`invoke serve`: the site at the address it was built for, built again when something changes."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from plugins.common.failure import CommandError

from . import ROOT, console
from .build.settings import read_settings

WATCHED = ("content", "theme", "plugins", "pelicanconf.py")


class Handler(SimpleHTTPRequestHandler):
    """Files of the output folder, with the site's own page where there is none."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as GitHub Pages does: with 404.html."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        """Let no browser keep what the next build replaces."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing of each request."""


def serve() -> None:
    """Build, serve at SITEURL, and build again on each change until Ctrl-C.

    :raises CommandError: where the first build fails or the port is taken.
    """
    address = urlsplit(read_settings(production=False)["SITEURL"])
    if _build():
        raise CommandError("There is nothing to serve yet.")
    handler = partial(Handler, directory=str(ROOT / "output"))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", address.port or 80), handler)
    except OSError as error:
        cure = "Stop what listens there, or change the port in SITEURL (pelicanconf.py)."
        raise CommandError(f"Port {address.port or 80}: {error.strerror}. {cure}") from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    console.say(f"Serving {address.geturl()} - Ctrl-C stops. Reload the page after a change.")
    with server:
        _rebuild_on_change()


def _rebuild_on_change() -> None:
    from watchfiles import watch

    paths = [ROOT / name for name in WATCHED if (ROOT / name).exists()]
    for changes in watch(*paths, raise_interrupt=False):
        console.say(f"Changed: {', '.join(sorted({Path(path).name for _, path in changes}))}")
        _build()


def _build() -> int:
    """Build in a child process: signals and modules of one build would outlive it here."""
    start = "from invoke.main import program; program.run()"
    command = [sys.executable, "-c", start, "--search-root", str(ROOT), "build"]
    return subprocess.run(command, check=False).returncode
