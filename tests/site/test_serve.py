"""`invoke serve` answers as GitHub Pages does."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from commands.serve import Handler


@pytest.fixture(name="connection")
def _connection(built_site: Path) -> Iterator[http.client.HTTPConnection]:
    handler = partial(Handler, directory=str(built_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield http.client.HTTPConnection("127.0.0.1", server.server_address[1])
        server.shutdown()


def test_a_page_and_what_is_missing(connection: http.client.HTTPConnection) -> None:
    """Folders give their index; what is not there gives the site's own 404 page."""
    connection.request("GET", "/harbour-crane/")
    found = connection.getresponse()
    assert found.status == 200
    assert "AI-drafted" in found.read().decode()
    assert found.headers["Cache-Control"] == "no-store"
    connection.request("GET", "/nowhere/")
    missing = connection.getresponse()
    assert missing.status == 404
    assert "<main" in missing.read().decode()
