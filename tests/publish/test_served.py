"""A published branch, checked out and served under its project's prefix as GitHub Pages does."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from tests.pages_server import PagesServer
from tests.publish.conftest import Setting, make_setting, publish_folder


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagesServer]:
    folder = tmp_path_factory.mktemp("served")
    setting = make_setting(folder)
    publish_folder(setting.site, setting.target)
    checkout = folder / "checkout"
    setting.git("clone", "-q", "--branch", "gh-pages", str(setting.remote), str(checkout))
    with PagesServer(checkout, prefix="/repo") as server:
        yield server


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
    answer = server.fetch(path)
    assert answer.status == status
    assert answer.headers["Content-Type"].startswith(kind)
    assert part in answer.body


@pytest.mark.parametrize(
    ("path", "target"), [("/repo", "/repo/"), ("/repo/archives?a=1", "/repo/archives/?a=1")]
)
def test_folders_without_slash_are_redirected(server: PagesServer, path: str, target: str) -> None:
    """The project itself and any folder that has a page."""
    answer = server.fetch(path)
    assert (answer.status, answer.headers["Location"]) == (301, server.origin + target)


def test_unchanged_feed_is_not_sent_again(server: PagesServer) -> None:
    """A reader that returns with the ETag gets 304 and no body."""
    tag = server.fetch("/repo/feeds/all.rss.xml").headers["ETag"]
    answer = server.fetch("/repo/feeds/all.rss.xml", If_None_Match=tag)
    assert (answer.status, answer.body) == (304, b"")
    assert server.requests[-1] == ("GET", "/repo/feeds/all.rss.xml", 304)


def test_compression_and_head(server: PagesServer) -> None:
    """Text is compressed for who can read that; HEAD tells the same length and no body."""
    full = server.fetch("/repo/", Accept_Encoding="gzip, br")
    assert full.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(full.body) == b"<title>Home</title>"
    head = server.fetch("/repo/", "HEAD")
    assert (head.status, head.headers["Content-Length"], head.body) == (200, "19", b"")
    assert head.headers["Access-Control-Allow-Origin"] == "*"


def test_without_nojekyll_underscored_files_vanish(setting: Setting) -> None:
    """The reason for `.nojekyll`, seen on the same site without it."""
    with PagesServer(setting.site) as server:
        assert server.fetch("/_private/notes.html").status == 404
        assert server.fetch("/archives/").status == 200
    assert server.url == f"{server.origin}/"
