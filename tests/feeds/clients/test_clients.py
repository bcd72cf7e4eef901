"""Real feed readers, over HTTP from a server that answers as GitHub Pages does.

Three sites are built for readers: one, the same after edits of a title, a date, a slug, a category
and the host, and that with one more article.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.building import article, build, write_site
from tests.feeds.clients.clients import CLIENTS, Client, Newsboat, Seen
from tests.pages_server import PagesServer

PAIRS = [(name, ending) for name, (_, endings) in CLIENTS.items() for ending in endings]
HOSTILE = 'How <canvas> & "1 < 2" work'
NAMES = {"Desk", "Ada Żółć"}
CONTRIBUTORS = '[responsible]\norganisation = "Desk"\ncontact = "desk@demo.example"\n'
GENERATED = {"AI_Role": "generated", "AI_Model": "model-1", "AI_Review": "none"}
ARTICLES = {
    "crane": article("The harbour crane", "A crane.", Id="urn:x:1", Category="R&D", **GENERATED),
    "canvas": article(HOSTILE, "A canvas.", Tags="chips & <fabs>", Id="urn:x:2", **GENERATED),
    "person": article("By a person", "By hand.", Author="Ada Żółć", Id="urn:x:3", AI_Role="none"),
    "rtl": article("مرحبا بالعالم 🌍", "نص.", Id="urn:x:4", AI_Role="drafted", Lang="ar"),
    "silent": article("Nobody has said", "Text.", Slug="silent", Id="urn:x:5"),
    "nameless": article("No id of its own", "Text.", Slug="nameless", AI_Role="translated"),
}
EDITS = {
    "crane": ("Title: The harbour crane", "Title: The harbour crane, corrected"),
    "person": ("AI-Role: none", "AI-Role: none\nCategory: Elsewhere"),
    "canvas": ("Date: 2026-11-01", "Date: 2026-10-02"),
    "silent": ("Slug: silent", "Slug: spoken-of"),
    "nameless": ("Slug: nameless", "Slug: named"),
}
NEW = {"new": article("One more", "New.", Date="2026-11-20", Id="urn:x:9", **GENERATED)}
SENTENCES = {
    "The harbour crane": "AI-written by model-1. No person checked it before publication.",
    HOSTILE: "AI-written by model-1. No person checked it before publication.",
    "By a person": "Written by a person; none of the words come from AI.",
    "Nobody has said": "Text.",
    "No id of its own": "AI-translated (model not recorded). No review is recorded.",
}


@dataclass(frozen=True)
class Sites:
    """The built sites."""

    before: Path
    edited: Path
    extended: Path


@pytest.fixture(name="sites", scope="module")
def sites_fixture(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Built for readers, as below a path of a host and then at another host."""
    edited = {name: text.replace(*EDITS.get(name, ("", ""))) for name, text in ARTICLES.items()}

    def made(name: str, articles: dict[str, str], address: str, day: int) -> Path:
        folder = tmp_path_factory.mktemp(name)
        files = {f"articles/{slug}.md": text for slug, text in articles.items()}
        settings = write_site(folder, {**files, "contributors.toml": CONTRIBUTORS})
        options = ("--production", "--allow-undeclared")
        done = build(folder / "public", *options, settings=settings, SITEURL=address)
        assert done.returncode == 0, done.stderr
        # curl takes a file of the same second for the same file, and sites are built in less.
        for path in (folder / "public").rglob("*"):
            os.utime(path, (day * 86400, day * 86400))
        return folder / "public"

    return Sites(
        made("before", ARTICLES, "https://demo.example/repo", 20_000),
        made("edited", edited, "https://moved.example", 20_001),
        made("extended", {**edited, **NEW}, "https://moved.example", 20_002),
    )


@pytest.fixture(name="server")
def server_fixture(sites: Sites) -> Iterator[PagesServer]:
    """Serves the first site, until a test changes its folder."""
    with PagesServer(sites.before, "/repo") as server:
        yield server


Subscribe = Callable[[str, str], Client]


@pytest.fixture(name="subscribe")
def subscribe_fixture(tmp_path: Path, server: PagesServer) -> Subscribe:
    """Make the client of a name, subscribed to the site's feed of an ending."""

    def subscribe(name: str, ending: str) -> Client:
        kind, _ = CLIENTS[name]
        return kind(tmp_path, f"{server.url}feeds/all{ending}")

    return subscribe


def by_id(found: list[Seen]) -> dict[str, Seen]:
    """Entries by id; one that is there twice is a mistake."""
    assert len({each.id for each in found}) == len(found)
    return {each.id: each for each in found}


@pytest.mark.parametrize(("name", "ending"), PAIRS)
def test_a_reader_sees_everything(name: str, ending: str, subscribe: Subscribe) -> None:
    """Every entry, title, author, category, and the whole text, with the disclosure before it."""
    found = by_id(subscribe(name, ending).fetch())
    assert {f"urn:x:{n}" for n in range(1, 6)} < set(found)
    titles = {each.title: each for each in found.values()}
    assert set(titles) == {*SENTENCES, "مرحبا بالعالم 🌍"}
    for title, sentence in SENTENCES.items():
        text = lxml_html.fragment_fromstring(titles[title].content, create_parent="div")
        body = text.find(".//div[@id='body']")  # where a mail begins with its title
        words = " ".join((text if body is None else body).text_content().split())
        assert words.startswith(sentence)
    assert "A crane." in titles["The harbour crane"].content
    assert "Desk (AI-written)" in titles["The harbour crane"].authors
    assert "Ada Żółć" in titles["By a person"].authors
    assert "(" not in titles["By a person"].authors
    assert "(AI-translated)" in titles["No id of its own"].authors
    terms = {title: each.terms for title, each in titles.items() if each.terms is not None}
    if terms:
        assert {"chips & <fabs>", "ai-autonomous"} <= terms[HOSTILE]
        assert {"R&D", "trainedAlgorithmicMedia"} <= terms["The harbour crane"]
        assert "human-only" in terms["By a person"]


@pytest.mark.parametrize(("name", "ending"), PAIRS)
def test_edits_make_nothing_new_and_an_article_makes_one(
    name: str, ending: str, subscribe: Subscribe, server: PagesServer, sites: Sites
) -> None:
    """Title, date, slug, category and host change: the same ids, none new, none doubled."""
    subscribed = subscribe(name, ending)
    before = by_id(subscribed.fetch())
    server.folder = sites.edited
    edited = by_id(subscribed.fetch())
    assert set(edited) == set(before)
    if name != "rss2email":  # what is sent is sent
        assert "The harbour crane, corrected" in {each.title for each in edited.values()}
    server.folder = sites.extended
    extended = by_id(subscribed.fetch())
    assert set(extended) - set(before) == {"urn:x:9"}
    assert set(before) < set(extended)


@pytest.mark.parametrize("name", ["reader", "rss2email"])
def test_what_did_not_change_is_not_sent_again(
    name: str, subscribe: Subscribe, server: PagesServer
) -> None:
    """The server's ETag comes back, and is answered with 304 (RFC 9110 section 13.1.2).

    newsboat 2.21 keeps the ETag and does not send it when told to reload from a command line.
    """
    subscribed = subscribe(name, ".atom.xml")
    before = subscribed.fetch()
    assert subscribed.fetch() == before
    statuses = [status for _, path, status in server.requests if path.endswith(".atom.xml")]
    assert statuses == [200, 304]


def test_newsboat_counts_what_is_unread(
    subscribe: Subscribe, server: PagesServer, sites: Sites
) -> None:
    """As a person at it is told."""
    newsboat = subscribe("newsboat", ".atom.xml")
    assert isinstance(newsboat, Newsboat)
    newsboat.fetch()
    assert newsboat.unread() == "6 unread articles"
    server.folder = sites.edited
    newsboat.fetch()
    assert newsboat.unread() == "6 unread articles"
    server.folder = sites.extended
    newsboat.fetch()
    assert newsboat.unread() == "7 unread articles"


def test_one_guid_in_both_formats_is_one_article(sites: Sites, tmp_path: Path) -> None:
    """A person who subscribes to both, as some browsers offer, keeps the whole text."""
    with PagesServer(sites.before, "/repo") as server:
        newsboat = Newsboat(tmp_path, f"{server.url}feeds/all.atom.xml")
        urls = [f"{server.url}feeds/all{ending}\n" for ending in (".atom.xml", ".rss.xml")]
        (tmp_path / "urls").write_text("".join(urls))
        crane = [each for each in newsboat.fetch() if each.id == "urn:x:1"]
    assert crane
    assert all("A crane." in each.content for each in crane)
