"""A web server on the loopback that answers as GitHub Pages does, for tests that read a site.

    with PagesServer(folder, prefix="/repo") as server:
        assert server.fetch("/repo/archives/").status == 200

What it does alike: a project's site lives under its prefix and nothing outside it; a folder
without its slash is redirected (301); `/name` serves `name.html`; `404.html` comes with status
404; types as of mime-db (no suffix: octet-stream); ETag and 304; gzip; `*` for other origins;
upper and lower case differ; without `.nojekyll`, names that begin with `_` or `.` are left out.
"""

from __future__ import annotations

import gzip
import hashlib
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from email.utils import formatdate
from http import HTTPStatus
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlsplit

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".mjs": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
}
_COMPRESSED = (
    "text/",
    "application/javascript",
    "application/json",
    "application/xml",
    "image/svg",
)


@dataclass(frozen=True)
class Answer:
    """What came back for one request."""

    status: int
    headers: Message
    body: bytes


class PagesServer:
    """Serves *folder*, read anew at each request, while the `with` block lasts."""

    def __init__(self, folder: Path, prefix: str = "") -> None:
        self.folder = folder
        self.prefix = "/" + prefix.strip("/") if prefix.strip("/") else ""
        self.requests: list[tuple[str, str, int]] = []
        """Method, path as asked for, and status of every request answered so far."""
        owner = self

        class Handler(_Handler):
            server_of_pages = owner

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def url(self) -> str:
        """The site's home page, with the slash at its end."""
        return f"{self.origin}{self.prefix}/"

    def fetch(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for *path*, which includes the prefix; redirects are not followed.

        Names of headers are written with `_` for `-`.
        """
        connection = HTTPConnection(self.origin.removeprefix("http://"), timeout=10)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=names)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One request. The site's files are found here, the rest is HTTP."""

    server_of_pages: PagesServer
    protocol_version = "HTTP/1.1"
    server_version = "GitHub.com"
    sys_version = ""

    def handle(self) -> None:
        with suppress(ConnectionError):  # who asked has left
            super().handle()

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.close_connection = True
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"", "text/html", {})

    do_PUT = do_DELETE = do_PATCH = do_POST  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output clean; requests are in `PagesServer.requests`."""

    def _answer(self) -> None:
        asked = urlsplit(self.path)
        prefix = self.server_of_pages.prefix
        if asked.path == prefix and prefix:
            self._redirect(f"{prefix}/", asked.query)
        elif not asked.path.startswith(f"{prefix}/"):
            self._send(HTTPStatus.NOT_FOUND, b"There is no site here.", "text/plain", {})
        else:
            self._answer_in_site(unquote(asked.path[len(prefix) + 1 :]), asked.query)

    def _answer_in_site(self, path: str, query: str) -> None:
        files = _Files(self.server_of_pages.folder)
        if file := files.find(path):
            self._file(file, HTTPStatus.OK)
        elif path and not path.endswith("/") and files.find(f"{path}/"):
            self._redirect(f"{self.server_of_pages.prefix}/{quote(path)}/", query)
        elif file := files.find("404.html"):
            self._file(file, HTTPStatus.NOT_FOUND)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"File not found", "text/plain", {})

    def _redirect(self, path: str, query: str) -> None:
        location = self.server_of_pages.origin + path + (f"?{query}" if query else "")
        self._send(HTTPStatus.MOVED_PERMANENTLY, b"", "text/html", {"Location": location})

    def _file(self, file: Path, status: HTTPStatus) -> None:
        content = file.read_bytes()
        kind = _TYPES.get(file.suffix.lower(), "application/octet-stream")
        headers = {
            "ETag": f'"{hashlib.sha256(content).hexdigest()[:16]}"',
            "Last-Modified": formatdate(file.stat().st_mtime, usegmt=True),
            "Cache-Control": "max-age=600",
            "Vary": "Accept-Encoding",
        }
        asked_for = self.headers.get("If-None-Match", "").replace("W/", "")
        if status is HTTPStatus.OK and headers["ETag"] in asked_for.split(", "):
            self._send(HTTPStatus.NOT_MODIFIED, b"", kind, headers)
            return
        if kind.startswith(_COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, mtime=0)
            headers["Content-Encoding"] = "gzip"
        self._send(status, content, kind, headers)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, headers: dict[str, str]) -> None:
        self.server_of_pages.requests.append((self.command, self.path, int(status)))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Access-Control-Allow-Origin", "*")
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status is not HTTPStatus.NOT_MODIFIED:
            self.wfile.write(body)


class _Files:
    """The files of a site as GitHub Pages sees them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.filtered = not (folder / ".nojekyll").exists()

    def find(self, path: str) -> Path | None:
        """The file that a path in the site means, or None."""
        for name in (
            (f"{path}index.html",) if path.endswith("/") or not path else (path, f"{path}.html")
        ):
            if self._is_served(name):
                return self.folder / name
        return None

    def _is_served(self, name: str) -> bool:
        parts = name.split("/")
        if any(part in {"", ".", ".."} or "\0" in part or "\\" in part for part in parts):
            return False
        if self.filtered and any(
            part.startswith(("_", ".", "#")) or part[-1] == "~" for part in parts
        ):
            return False
        place = self.folder
        for part in parts:  # listing, not asking: some file systems take any letter case
            if not place.is_dir() or part not in {entry.name for entry in place.iterdir()}:
                return False
            place /= part
        return place.is_file()
