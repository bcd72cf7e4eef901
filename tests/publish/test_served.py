"""A published branch, checked out and served under its project's prefix as GitHub Pages does."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from email.message import Message
from http.client import HTTPConnection

import pytest

from commands.branch import publish_folder
from tests.pages_server import PagesServer
from tests.publish.conftest import Setting, make_setting


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesServer]:
    folder = tmp_path_factory.mktemp("served")
    setting = make_setting(folder)
    publish_folder(setting.site, setting.target)
    checkout = folder / "checkout"
    setting.git("clone", "-q", "--branch", "gh-pages", str(setting.remote), str(checkout))
    with PagesServer(checkout, prefix="/repo") as server:
        yield server


def _get(
    server: PagesServer, path: str, method: str = "GET", **headers: str
) -> tuple[int, Message, bytes]:
    """Status, headers and body; redirects are not followed."""
    connection = HTTPConnection(server.origin.removeprefix("http://"), timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, response.headers, body


@pytest.mark.parametrize(
    ("path", "status", "kind", "part"),
    [
        ("/repo/", 200, "text/html; charset=utf-8", b"Home"),
        ("/repo/archives/", 200, "text/html; charset=utf-8", b"Archives"),
        ("/repo/404", 200, "text/html; charset=utf-8", b"Not here"),
        ("/repo/feeds/all.atom.xml", 200, "application/xml", b"<feed/>"),
        ("/repo/_private/notes.html", 200, "text/html; charset=utf-8", b"Underscore"),
        ("/repo/images/Stra%C3%9Fe%20%26%20caf%C3%A9%201.txt", 200, "text/plain", b"spaces"),
        ("/repo/nothing", 404, "text/html; charset=utf-8", b"Not here"),
        ("/repo/feeds/", 404, "text/html; charset=utf-8", b"Not here"),
        ("/repo/Archives/", 404, "text/html; charset=utf-8", b"Not here"),
        ("/repo/../../sources/article.md", 404, "text/html; charset=utf-8", b"Not here"),
        ("/repo/..%2f..%2fsources/article.md", 404, "text/html; charset=utf-8", b"Not here"),
        ("/", 404, "text/plain", b"no site"),
        ("/archives/", 404, "text/plain", b"no site"),
        ("/repository/", 404, "text/plain", b"no site"),
    ],
)
def test_paths(server: PagesServer, path: str, status: int, kind: str, part: bytes) -> None:
    """Files, folders and what is not there are answered as on GitHub Pages."""
    got, headers, body = _get(server, path)
    assert got == status
    assert headers["Content-Type"].startswith(kind)
    assert part in body


@pytest.mark.parametrize(
    ("path", "target"), [("/repo", "/repo/"), ("/repo/archives?a=1", "/repo/archives/?a=1")]
)
def test_folders_without_slash_are_redirected(server: PagesServer, path: str, target: str) -> None:
    """The project itself and any folder that has a page."""
    status, headers, _ = _get(server, path)
    assert (status, headers["Location"]) == (301, server.origin + target)


def test_unchanged_feed_is_not_sent_again(server: PagesServer) -> None:
    """A reader that returns with the ETag gets 304 and no body."""
    _, first, _ = _get(server, "/repo/feeds/all.rss.xml")
    status, _, body = _get(server, "/repo/feeds/all.rss.xml", If_None_Match=first["ETag"])
    assert (status, body) == (304, b"")
    assert server.requests[-1] == ("GET", "/repo/feeds/all.rss.xml", 304)


def test_compression_and_head(server: PagesServer) -> None:
    """Text is compressed for who can read that; HEAD tells the same length and no body."""
    _, headers, body = _get(server, "/repo/", Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == b"<title>Home</title>"
    status, headers, body = _get(server, "/repo/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "19", b"")
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_without_nojekyll_underscored_files_vanish(setting: Setting) -> None:
    """The reason for `.nojekyll`, seen on the same site without it."""
    with PagesServer(setting.site) as server:
        assert _get(server, "/_private/notes.html")[0] == 404
        assert _get(server, "/archives/")[0] == 200
    assert server.url == f"{server.origin}/"
