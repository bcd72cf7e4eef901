"""`invoke serve`: the site at its address, built again and shown again when something changes."""

from __future__ import annotations

import threading
from pathlib import Path
from urllib.parse import urlsplit

from plugins.common.failure import CommandError

from .. import console
from ..build.command import search_of, target_of
from .board import Board
from .page import prefix_of
from .rebuilding import Rebuilding
from .values import Options
from .watching import Watched, changes
from .web import HERE, Preview, Server

PORT = 8000
"""Where SITEURL names none of this machine."""


def serve(
    *,
    port: str | None = None,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
) -> None:
    """Build and serve, and build again on each change, until Ctrl-C.

    `port` replaces SITEURL's; the others are those of `build`.

    :raises CommandError: where the port is none, or taken.
    """
    board = Board()
    rebuilding = Rebuilding(Options(content, output, settings), board)
    target = target_of(output=output).resolve()
    try:
        rebuilding.describe()
        preview = Preview(
            output=target,
            search=search_of(target),
            board=board,
            siteurl=lambda: rebuilding.site.siteurl,
            missing=rebuilding.ask_if_idle,
        )
        with _server(port, preview) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://localhost:{server.server_port}{prefix_of(preview.siteurl())}/"
            console.say(f"Serving {address} - Ctrl-C stops.")
            threading.Thread(target=rebuilding.run, daemon=True).start()
            _follow(rebuilding, target)
    except KeyboardInterrupt:
        pass  # the way to end it
    finally:
        rebuilding.end()


def _server(port: str | None, preview: Preview) -> Server:
    address = urlsplit(preview.siteurl())
    try:
        number = int(port) if port else address.port if address.hostname in HERE else None
        return Server(PORT if number is None else number, preview)
    except (ValueError, OverflowError) as error:
        raise CommandError(
            f"{port or preview.siteurl()}: a port is a number up to 65535."
        ) from error
    except OSError as error:
        cure = "Stop what listens there, or name another with --port."
        raise CommandError(f"Port {number or PORT}: {error.strerror}. {cure}") from error


def _follow(rebuilding: Rebuilding, target: Path) -> None:
    """Have the site built now and after each change, for ever."""

    def watched() -> Watched:
        code = [Path(path) for path in (*rebuilding.site.code, *rebuilding.code)]
        folders = {Path(path).resolve() for path in rebuilding.site.folders}
        folders |= {path for path in code if path.is_dir()}
        return Watched(frozenset(folders), frozenset({*code} - folders), target)

    is_first = True
    for changed in changes(watched):
        if changed or is_first:
            code = (*rebuilding.site.code, *rebuilding.code)
            fresh = any(path.is_relative_to(place) for path in changed for place in code)
            rebuilding.ask(map(str, changed), fresh=fresh)
        is_first = False
