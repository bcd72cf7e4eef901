"""Telling a WebSub hub of changed feeds: real requests, to a site and a hub on the loopback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest
from lxml import etree

from commands.publish import command as publish
from commands.publish.websub import HubSite, feeds_among, tell
from tests.building import article, build, invoke, write_site
from tests.pages_server import PagesServer

PATHS = ["feeds/all.atom.xml", "feeds/all.json", "feeds/tag/a b.atom.xml"]


class Hub:
    """Answers as a hub does, and keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[dict[str, list[str]]] = []
        self.status = 204
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                hub.told.append(parse_qs(self.rfile.read(length).decode()))
                self.send_response(hub.status)
                self.end_headers()

            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """Keep the test's output clean."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/"
        Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def topics(self) -> list[str]:
        """The addresses it was told of."""
        assert all(each["hub.mode"] == ["publish"] for each in self.told)
        return [address for each in self.told for address in each["hub.url"]]

    def close(self) -> None:
        """Answer no more."""
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture(name="hub")
def hub_fixture() -> Iterator[Hub]:
    """A hub while the test lasts."""
    hub = Hub()
    yield hub
    hub.close()


@pytest.fixture(name="built")
def built_fixture(tmp_path: Path) -> Path:
    """A folder with feeds, as built."""
    for path in PATHS:
        (tmp_path / "built" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "built" / path).write_text(f"new {path}")
    return tmp_path / "built"


def test_which_files_are_feeds_to_subscribe_to() -> None:
    """Neither archives nor style sheets nor anything else."""
    others = ["feeds/archive/1.atom.xml", "feeds/feed.css", "sitemap.xml", "x/feeds/all.json"]
    assert feeds_among([*PATHS, *others]) == PATHS


def test_the_hub_is_told_once_the_new_feed_is_online(built: Path, hub: Hub, tmp_path: Path) -> None:
    """Before, it would fetch the old one. Topics are the addresses that feeds call their own."""
    online = tmp_path / "online"
    shutil.copytree(built, online)
    (online / PATHS[0]).write_text("old")
    pauses: list[float] = []

    def deploy(seconds: float) -> None:
        pauses.append(seconds)
        assert hub.told == []
        if len(pauses) == 3:
            (online / PATHS[0]).write_bytes((built / PATHS[0]).read_bytes())

    with PagesServer(online, "/repo") as server:
        site = HubSite(server.url.rstrip("/"), hub.url, built)
        assert tell(site, PATHS, pause=deploy) == []
        topics = [f"{server.url}{path.replace(' ', '%20')}" for path in PATHS]
    assert len(pauses) == 3
    assert hub.topics() == topics


def test_a_site_that_does_not_come_online_is_told_of_later(built: Path, hub: Hub) -> None:
    """The hub hears nothing, and the owner how to go on."""
    site = HubSite("http://127.0.0.1:9", hub.url, built)
    (problem,) = tell(site, PATHS, wait=20, pause=lambda _: None)
    assert problem.startswith("http://127.0.0.1:9/feeds/all.atom.xml is not yet what was pushed.")
    assert problem.endswith("When it is, say: invoke websub")
    assert hub.told == []


def test_a_hub_that_refuses_or_is_away_is_told_of(built: Path, hub: Hub) -> None:
    """With its answer, for each feed."""
    with PagesServer(built) as server:
        hub.status = 403
        site = HubSite(server.origin, hub.url, built)
        refused = tell(site, PATHS[:1])
        away = tell(HubSite(server.origin, "http://127.0.0.1:9/", built), PATHS[:1])
    assert f"The hub {hub.url} refuses {server.origin}/feeds/all.atom.xml: 403" in refused[0]
    assert "The hub http://127.0.0.1:9/ does not answer" in away[0]
    assert away[0].endswith("Try later: invoke websub")


def test_publishing_tells_of_what_changed(
    built: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not the first time: then the site is not online before its owner has switched it on."""
    changes = SimpleNamespace(added=[PATHS[1]], changed=["index.html", PATHS[0]])
    with PagesServer(built) as server:
        site = HubSite(server.origin, hub.url, built)
        monkeypatch.setattr(publish, "site_of", lambda **_: site)
        first: Any = SimpleNamespace(folder=built, tip=None, changes=changes)
        publish._tell_hub(first)
        assert "the hub knows nothing. When it is, say: invoke websub" in capsys.readouterr().out
        assert hub.told == []
        later: Any = SimpleNamespace(folder=built, tip="c0ffee", changes=changes)
        publish._tell_hub(later)
        assert "Told the hub of 2 feeds." in capsys.readouterr().out
        assert set(hub.topics()) == {f"{server.origin}/{path}" for path in PATHS[:2]}
        hub.status = 500
        publish._tell_hub(later)
        assert "refuses" in capsys.readouterr().err
    monkeypatch.setattr(publish, "site_of", lambda **_: None)
    publish._tell_hub(later)
    assert capsys.readouterr().out == ""


def _self(path: Path) -> str:
    """The address that a built feed calls its own."""
    if path.suffix == ".json":
        return str(json.loads(path.read_text("utf-8"))["feed_url"])
    links = etree.parse(path).getroot().iter("{http://www.w3.org/2005/Atom}link")
    return next(str(link.get("href")) for link in links if link.get("rel") == "self")


def test_a_hub_that_is_no_web_address_is_refused(tmp_path: Path) -> None:
    """No file of the machine is taken for a hub."""
    settings = write_site(tmp_path, {}, "FEEDS = {'hub': 'file:///etc/hostname'}\n")
    done = invoke("websub", "--settings", str(settings))
    assert done.returncode == 1
    assert "FEEDS['hub']: ‘'file:///etc/hostname'’: is no web address" in done.stderr


@pytest.mark.parametrize("url", ["file:///etc/hostname", "example.org", "http://[x"])
def test_a_site_that_is_no_web_address_is_refused(tmp_path: Path, url: str) -> None:
    """No file of the machine is taken for a feed."""
    settings = write_site(
        tmp_path, {}, "FEEDS = {'hub': 'https://hub.example/'}\nCOLOPHON_PRODUCTION = False\n"
    )
    done = invoke("websub", "--settings", str(settings), SITEURL=url)
    assert done.returncode == 1
    assert f"publishconf.py: SITEURL: ‘{url!r}’: is no web address" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_tells_of_every_feed(tmp_path: Path, hub: Hub) -> None:
    """By the addresses that stand in the feeds themselves."""
    with PagesServer(tmp_path / "public") as server:
        settings = write_site(
            tmp_path,
            {"articles/a.md": article("A", Id="urn:x:a", Tags="t, Größe")},
            f"FEEDS = {{'hub': {hub.url!r}}}\n"
            "SLUGIFY_USE_UNICODE, COLOPHON_PRODUCTION = True, False\n",
        )
        options = ("--settings", str(settings), "--output", str(tmp_path / "public"))
        nothing = invoke("websub", *options, SITEURL=server.origin)
        assert "holds no feed. Publish the site first" in nothing.stderr
        made = build(tmp_path / "public", settings=settings, SITEURL=server.origin)
        assert made.returncode == 0, made.stderr
        done = invoke("websub", *options, SITEURL=server.origin)
        assert (done.returncode, done.stdout) == (0, f"Told the hub of {len(hub.told)} feeds.\n")
    feeds = [path for path in (tmp_path / "public" / "feeds").rglob("*") if path.suffix != ".css"]
    own = {_self(path) for path in feeds if path.is_file()}
    assert set(hub.topics()) == own
    assert len(own) > 5
    without = write_site(tmp_path / "without", {})
    refused = invoke("websub", "--settings", str(without))
    assert "There is no hub: set FEEDS" in refused.stderr
