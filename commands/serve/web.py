"""The preview's web server: files of the output folder, as GitHub Pages gives them, and news."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from .board import Board
from .page import EVENTS, SCRIPT, plain, prefix_of, readdressed, with_script

HERE = ("localhost", "127.0.0.1", "::1")
TEXTS = (".html", ".htm", ".xml", ".xsl", ".json", ".txt", ".css", ".js", ".svg", ".webmanifest")
STILL_THERE = 15.0
"""Seconds after which a page that waits for news is told that there is none."""
JAVASCRIPT = (Path(__file__).parent / "preview.js").read_bytes()


@dataclass(frozen=True, slots=True)
class Preview:
    """What the server serves."""

    output: Path
    search: Path
    """What stands below the site's root for its search and is not in the output."""
    board: Board
    siteurl: Callable[[], str]
    missing: Callable[[], None]
    """Called where a built site is not there any more."""


class Server(ThreadingHTTPServer):
    """A thread a request; whoever leaves early is no error."""

    daemon_threads = True

    def __init__(self, port: int, preview: Preview) -> None:
        self.preview = preview
        super().__init__(("127.0.0.1", port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(SimpleHTTPRequestHandler):
    """One request."""

    server: Server

    def do_GET(self) -> None:
        """Answer with a file, the script, or news."""
        if not self._is_for_us():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.path == EVENTS:
            self._tell_news()
        elif self.path == SCRIPT:
            self.copyfile(self._begin(JAVASCRIPT, "text/javascript; charset=utf-8"), self.wfile)
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send the headers; give what follows them."""
        state = self.server.preview.board.state
        if not self._is_there():
            if state.is_built and not state.mistakes:
                self.server.preview.missing()
            title = "The site was not built" if state.lines else "The site is being built …"
            page = plain(title, state.lines)
            return self._page(page, HTTPStatus.SERVICE_UNAVAILABLE, state.build)
        path = self._file()
        if path.suffix.lower() not in TEXTS or path.is_dir():
            return super().send_head()
        try:
            data = path.read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        kind = self.guess_type(path)
        if kind == "text/html":
            return self._page(data, HTTPStatus.OK, state.build)
        return self._begin(self._readdressed(data), kind)

    def translate_path(self, path: str) -> str:
        """The file at an address: below the output folder, less the path of SITEURL."""
        prefix = prefix_of(self.server.preview.siteurl())
        if path == prefix or path.startswith(f"{prefix}/"):
            path = path[len(prefix) :] or "/"
        self.directory = str(self.server.preview.output)
        place = super().translate_path(path)
        self.directory = str(self.server.preview.search)
        added = super().translate_path(path)
        return added if not Path(place).exists() and Path(added).is_file() else place

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as GitHub Pages does: with 404.html."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        state = self.server.preview.board.state
        try:
            page = (self.server.preview.output / "404.html").read_bytes()
        except OSError:
            page = plain("There is no such page")
        body = self._page(page, HTTPStatus.NOT_FOUND, state.build)
        if self.command != "HEAD":
            self.copyfile(body, self.wfile)

    def end_headers(self) -> None:
        """Let no browser keep what the next build replaces."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing of each request."""

    def _is_for_us(self) -> bool:
        """Whether the browser asks for this machine: no other site's name may lead to drafts."""
        try:
            host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        except ValueError:
            return False
        own = urlsplit(self.server.preview.siteurl()).hostname
        return host in {*HERE, own} or host.endswith(".localhost")

    def _is_there(self) -> bool:
        """Whether anything is built."""
        try:
            return any(self.server.preview.output.iterdir())
        except OSError:
            return False

    def _file(self) -> Path:
        """The file that answers, there or not; a folder's is its index."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            return path / "index.html"
        page = path.with_name(f"{path.name}.html")
        return page if not path.exists() and page.is_file() else path

    def _page(self, html: bytes, status: HTTPStatus, build: str) -> io.BytesIO:
        html = with_script(self._readdressed(html), build)
        return self._begin(html, "text/html; charset=utf-8", status)

    def _readdressed(self, data: bytes) -> bytes:
        origin = f"http://{self.headers.get('Host', '')}"
        return readdressed(data, self.server.preview.siteurl(), origin)

    def _begin(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def _tell_news(self) -> None:
        """Tell what each build came to, as server-sent events, until the page is closed."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = None
        while True:
            state = self.server.preview.board.next(seen, STILL_THERE)
            told = f"data: {state.as_json()}\n\n" if state else ": nothing new\n\n"
            self.wfile.write(told.encode())
            seen = state or seen
