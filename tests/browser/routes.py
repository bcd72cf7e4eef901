"""The built site in a browser without a server: requests are answered from its folder."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Route

SITE = "http://localhost:8000"
"""SITEURL of the built site."""


def answer(route: Route, folder: Path) -> None:
    """Answer from `folder` as a static host would; no other host can be reached."""
    if not route.request.url.startswith(SITE + "/"):
        route.abort()
        return
    path = folder / unquote(urlsplit(route.request.url).path).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    status = 200 if path.is_file() else 404
    path = path if path.is_file() else folder / "404.html"
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    route.fulfill(status=status, body=path.read_bytes(), content_type=kind)
