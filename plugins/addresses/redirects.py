"""`Moved-From`: old addresses of a text, each of which becomes a page that leads on."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from ..common.regex import regex

SEGMENT = regex(r"[^\x00-\x1f\\:*?\"<>|]+")


def redirect_path(address: str) -> str:
    """The file to write for an old address, relative to the output; empty where it is unusable.

    ``/2019/05/old/`` and ``https://old.example/2019/05/old/`` give ``2019/05/old/index.html``,
    ``old.html`` stays a file. Queries cannot be told apart on a static host.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    usable = all(SEGMENT.fullmatch(s) and s not in {".", ".."} and "/" not in s for s in segments)
    if not segments or not usable or parts.query:
        return ""
    path = "/".join(segments)
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"
