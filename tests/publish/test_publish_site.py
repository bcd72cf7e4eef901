"""The whole road: sources in a repository, `invoke publish`, and what a reader then gets."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from lxml import html

from tests import forkserver, owner
from tests.building import ROOT, SITES
from tests.pages_server import PagesServer
from tests.publish.conftest import Setting
from tests.site.terminal import converse, needs_a_terminal

ORIGIN, PREFIX = "https://demo.example", "/repo"
SITEURL = ORIGIN + PREFIX
SETTINGS = """
import os
os.environ["PYTHONPATH"] = os.path.dirname(__file__)
{demo}
SITENAME = "Demo & more"
"""


@pytest.fixture(name="online", scope="module")
def _online(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    """The kit with the tests' content, committed; a bare remote; published once."""
    folder = tmp_path_factory.mktemp("publish")
    made = Setting(folder / "my site", folder / "remote.git", folder / "my site" / "public")
    made.git("init", "-q", "--bare", str(made.remote), at=folder)
    _plant(made.sources)
    made.git("init", "-q")
    made.git("remote", "add", "origin", str(made.remote))
    _commit(made, "All")
    result = _publish(made, "--yes")
    assert result.returncode == 0, result.stderr
    return made


def _plant(folder: Path) -> None:
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in ("commands", "plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
    for name in ("tasks.py", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    demo = (SITES / "demo" / "site.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(SETTINGS.format_map({"demo": demo}), "utf-8")
    (folder / "publishconf.py").write_text("from pelicanconf import *\n", "utf-8")
    shutil.copytree(SITES / "demo" / "content", folder / "content")
    (folder / "content" / "articles" / "undeclared.md").unlink(missing_ok=True)


def _commit(made: Setting, message: str) -> None:
    made.git("add", "--all")
    made.git("commit", "-q", "-m", message)
    made.git("push", "-q", "origin", "main")


def _variables(made: Setting) -> dict[str, str]:
    root = str(made.sources)
    return {**os.environ, "PYTHONPATH": root, owner.SITE: root, "SITEURL": SITEURL}


def _publish(made: Setting, *options: str) -> subprocess.CompletedProcess[str]:
    return forkserver.run(
        ("publish", *options),
        folder=made.sources,
        variables=_variables(made),
        root=made.sources,
    )


@pytest.fixture(name="served", scope="module")
def _served(online: Setting, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published branch, checked out."""
    checkout = tmp_path_factory.mktemp("served") / "pages"
    online.git("clone", "-q", "--branch", "gh-pages", str(online.remote), str(checkout))
    return checkout


def _path(address: str) -> str:
    """The path of an address, which must be one of the site's own."""
    assert address.startswith(f"{SITEURL}/"), address
    return urlsplit(address).path


def test_branch_names_its_source(online: Setting) -> None:
    """The commit online leads back to the commit it was built from."""
    message = online.git("log", "-1", "--format=%B", "gh-pages", at=online.remote)
    source = online.git("rev-parse", "main")
    assert message == f"Publish Demo & more from {source[:10]}\n\nSource: {source}"
    assert ".nojekyll" in online.online()


def test_article_is_read_under_the_prefix(served: Path) -> None:
    """From the home page to an article: its label and its text are there, its files too."""
    with PagesServer(served, PREFIX) as server:
        home = html.fromstring(server.fetch(f"{PREFIX}/").body)
        links = [urljoin(f"{SITEURL}/", link) for link in home.xpath("//main//a/@href")]
        article = next(link for link in links if link.endswith("/harbour-crane/"))
        page = html.fromstring(server.fetch(_path(article)).body)
        [label] = page.xpath("//article//p[@class='disclosure']")
        assert label.text_content().strip().endswith(".")
        assert page.xpath("//div[contains(@class, 'entry-content')]")
        files = page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src")
        assert files
        for file in files:
            assert server.fetch(_path(urljoin(article, file))).status == 200, file


def test_feed_is_read_under_the_prefix(served: Path) -> None:
    """A feed reader gets entries whose links lead to pages of the site."""
    with PagesServer(served, PREFIX) as server:
        for name in ("all.atom.xml", "all.rss.xml"):
            feed = feedparser.parse(f"{server.url}feeds/{name}")
            assert feed.status == 200
            assert not feed.bozo
            assert len(feed.entries) > 1
            for entry in feed.entries:
                assert server.fetch(_path(entry.link)).status == 200, entry.link


def test_missing_page_finds_its_way_back(served: Path) -> None:
    """404.html is shown at any depth, so its links must not depend on the place."""
    with PagesServer(served, PREFIX) as server:
        missing = server.fetch(f"{PREFIX}/no/such/page")
        assert missing.status == 404
        page = html.fromstring(missing.body)
        files = page.xpath("//link[@rel='stylesheet']/@href")
        assert files
        for file in files:
            address = urljoin(f"{SITEURL}/no/such/page", file)
            assert server.fetch(_path(address)).status == 200, file


def test_same_sources_publish_nothing_new(online: Setting) -> None:
    """A second run builds the same bytes and makes no commit."""
    before = online.commits()
    result = _publish(online, "--yes")
    assert result.returncode == 0, result.stderr
    assert "already holds this very site" in result.stdout
    assert online.commits() == before


def test_dry_run_shows_a_new_article(online: Setting) -> None:
    """Uncommitted work is mentioned, its pages are listed, nothing is pushed."""
    before = online.commits()
    source = (online.sources / "content" / "articles" / "filler-1.md").read_text("utf-8")
    source = re.sub(r"(?m)^(Id|Slug):.*\n", "", source).replace("Title: ", "Title: Brand new ", 1)
    new = online.sources / "content" / "articles" / "brand-new.md"
    new.write_text(source, "utf-8")
    try:
        result = _publish(online, "--dry-run")
        refused = _publish(online, "--yes")
    finally:
        new.unlink()
    assert result.returncode == 0, result.stderr
    assert "1 files are not committed (content/articles/brand-new.md)" in result.stderr
    assert re.search(r"^\d+ added: .*brand-new", result.stdout, re.MULTILINE)
    assert "Dry run: nothing was published." in result.stdout
    assert refused.returncode == 1
    assert "not committed (content/articles/brand-new.md)" in refused.stderr
    assert "Traceback" not in result.stderr + refused.stderr
    assert online.commits() == before


def test_nobody_to_ask(online: Setting) -> None:
    """Without a terminal and without --yes nothing is built and nothing published."""
    result = _publish(online)
    assert result.returncode == 1
    assert "--yes" in result.stderr
    assert "Built" not in result.stdout


def _publish_at_terminal(made: Setting, answer: str) -> tuple[int, str]:
    """Exit code, and what a person at a terminal sees who types *answer*."""
    return converse([("", answer)], "publish", root=str(made.sources), **_variables(made))


@needs_a_terminal
def test_person_at_a_terminal_is_asked(online: Setting) -> None:
    """The question names branch and address; only a yes publishes."""
    article = online.sources / "content" / "articles" / "harbour-crane.md"
    article.write_text(article.read_text("utf-8") + "\nA last word.\n", "utf-8")
    _commit(online, "A last word")
    before = online.commits()
    code, seen = _publish_at_terminal(online, "")
    assert f"Publish to gh-pages of {online.remote}? [y/N]" in seen
    assert "Nothing was published." in seen
    assert (code, online.commits()) == (1, before)
    code, seen = _publish_at_terminal(online, "y")
    assert "Published as" in seen
    assert (code, len(online.commits())) == (0, len(before) + 1)
    assert "A last word." in online.online()["harbour-crane/index.html"]


def test_mistake_in_an_article_publishes_nothing(online: Setting) -> None:
    """The branch keeps the last good site."""
    before = online.commits()
    bad = online.sources / "content" / "articles" / "bad.md"
    bad.write_text("Title: Bad\nDate: 2026-11-01\nAI-Role: edited\n\nText.\n", "utf-8")
    _commit(online, "A mistake")
    result = _publish(online, "--yes")
    bad.unlink()
    _commit(online, "Mended")
    assert result.returncode == 1
    assert "bad.md" in result.stderr
    assert "Traceback" not in result.stderr
    assert online.commits() == before
