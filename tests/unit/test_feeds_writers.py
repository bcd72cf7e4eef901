"""Atom and RSS, written from one value and read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plugins.common.characters import without_forbidden
from plugins.feeds import atom, rss
from plugins.feeds.entry import NEVER, Category, Entry, Feed, Person
from tests.feeds.rfc4287 import atom_faults, rss_faults

SELF = "https://e.example/feeds/all.atom.xml"
ZONE = timezone(timedelta(hours=5, minutes=30))
HOSTILE = '</title><b>&amp; "1 < 2" ]]> \x08\x0b\u202e שלום 🦜'
CLEAN = without_forbidden(HOSTILE)

ENTRY = Entry(
    id="urn:uuid:0b2b3d9e-5c2c-4f59-8f64-8c7e1c3e9a01",
    url="https://e.example/a/",
    title=HOSTILE,
    language="de",
    authors=(Person("Ana & <Bo>", "https://e.example/author/ana/"), Person("Cy")),
    published=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=ZONE),
    updated=datetime(2026, 2, 2, 3, 4, 5, tzinfo=UTC),
    categories=(
        Category("chips & <fabs>", "https://e.example/tag/"),
        Category("ai-assisted", "https://v.example/#values", "AI-assisted"),
    ),
    summary=f"AI-written. {HOSTILE}",
    content="<p>AI-written by X.</p><p>Text &amp; ]]&gt; more</p>",
)
FEED = Feed(
    id="urn:uuid:2f1c8a52-9b1e-4d2c-8a15-0c58d86ab705",
    url="https://e.example/",
    title=HOSTILE,
    subtitle=HOSTILE,
    language="en",
    rights=HOSTILE,
    author=Person("Desk", "https://desk.example/"),
    entries=(ENTRY,),
)


def parsed(data: bytes) -> Any:
    """`data` as an independent reader sees it, nothing resolved or removed."""
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_atom_says_everything_of_an_entry() -> None:
    """A reader finds every field, and hostile text as text."""
    found = parsed(atom.write(FEED, SELF))
    entry = found.entries[0]
    assert (found.version, found.feed.id, found.feed.language) == ("atom10", FEED.id, "en")
    assert (found.feed.title, found.feed.subtitle, found.feed.rights) == (CLEAN,) * 3
    assert (found.feed.author, found.feed.author_detail.href) == ("Desk", "https://desk.example/")
    assert (entry.id, entry.link, entry.title) == (ENTRY.id, ENTRY.url, CLEAN)
    assert [author.name for author in entry.authors] == ["Ana & <Bo>", "Cy"]
    assert entry.published == "2026-01-02T03:04:05+05:30"
    assert entry.updated == "2026-02-02T03:04:05+00:00"
    assert [(tag.term, tag.scheme, tag.label) for tag in entry.tags] == [
        ("chips & <fabs>", "https://e.example/tag/", None),
        ("ai-assisted", "https://v.example/#values", "AI-assisted"),
    ]
    assert entry.summary == f"AI-written. {CLEAN}"
    assert [(c.type, c.language, c.value) for c in entry.content] == [
        ("text/html", "de", ENTRY.content)
    ]


def test_rss_says_the_same() -> None:
    """The summary and the full text, every author, an id that is no address."""
    root = etree.fromstring(rss.write(FEED, SELF))
    item = root.find("channel/item")
    names = {"dc": rss.DUBLIN_CORE, "content": rss.CONTENT, "atom": atom.NAMESPACE}
    assert root.findtext("channel/title") == root.findtext("channel/description") == CLEAN
    assert root.findtext("channel/copyright") == item.findtext("title") == CLEAN
    assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == (ENTRY.id, "false")
    assert item.findtext("pubDate") == "Fri, 02 Jan 2026 03:04:05 +0530"
    assert item.findtext("atom:updated", None, names) == "2026-02-02T03:04:05+00:00"
    assert [e.text for e in item.findall("dc:creator", names)] == ["Ana & <Bo>", "Cy"]
    assert [(e.text, e.get("domain")) for e in item.findall("category")] == [
        (category.term, category.scheme) for category in ENTRY.categories
    ]
    assert item.findtext("dc:language", None, names) == "de"
    assert item.findtext("description") == f"AI-written. {CLEAN}"
    assert item.findtext("content:encoded", None, names) == ENTRY.content
    found = parsed(rss.write(FEED, SELF))
    assert (found.entries[0].id, found.entries[0].guidislink) == (ENTRY.id, False)


def test_both_hold_to_their_rules() -> None:
    """RFC 4287 and the RSS profile."""
    assert atom_faults(atom.write(FEED, SELF), SELF) == []
    assert rss_faults(rss.write(FEED, SELF), SELF) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        (b"<id>urn", b"<id>a b", "no IRI"),
        (b"<published>2026-01-02T03", b"<published>2026-09-02T03", "updated before published"),
        (b"<published>2026-01-02T03:04:05+05:30", b"<published>2026-01-02 03:04", "3.3"),
        (b'rel="self"', b'rel="via"', "4.1.1"),
        (b"all.atom.xml", b"other.xml", "4.2.7.2"),
        (b"&lt;p&gt;Text", b"&lt;p onclick='x'&gt;Text", "onclick"),
        (b"&lt;p&gt;Text", b"&lt;a href='x'&gt;Text", "not absolute"),
        (b"<name>Cy</name>", b"<name/>", "3.2.1"),
        (b' term="ai-assisted"', b"", "4.2.2.1"),
        (b"</entry>", b"<id>urn:x</id></entry>", "4.1.2"),
    ],
)
def test_the_check_finds_what_is_wrong(good: bytes, bad: bytes, fault: str) -> None:
    """A check that cannot fail would prove nothing."""
    written = atom.write(FEED, SELF)
    assert good in written
    assert any(fault in found for found in atom_faults(written.replace(good, bad), SELF))


def test_an_empty_feed_is_valid_and_says_no_hour_of_build() -> None:
    """Its date is a constant, its summary of rights and description need no author's text."""
    empty = replace(FEED, entries=(), subtitle="", rights="", author=None)
    assert atom_faults(atom.write(empty, SELF), SELF) == []
    assert rss_faults(rss.write(empty, SELF), SELF) == []
    assert empty.updated == NEVER
    assert b"<subtitle" not in atom.write(empty, SELF)


def test_the_newest_change_dates_the_feed() -> None:
    """Not the newest entry, if an older one was changed later."""
    newer = replace(ENTRY, id="urn:x:2", published=datetime(2026, 1, 3, tzinfo=UTC))
    newer = replace(newer, updated=newer.published)
    assert replace(FEED, entries=(newer, ENTRY)).updated == ENTRY.updated


TEXT = st.text(max_size=60)


@settings(max_examples=60)
@given(title=TEXT, summary=TEXT, name=TEXT.filter(lambda t: without_forbidden(t).strip()))
def test_any_text_comes_back(title: str, summary: str, name: str) -> None:
    """What XML can hold returns unchanged; what it cannot is left out, and the feed stays whole."""
    entry = replace(ENTRY, title=title, summary=summary, authors=(Person(name),), content=summary)
    feed = replace(FEED, title=title, entries=(entry,))
    names = {"a": atom.NAMESPACE, "dc": rss.DUBLIN_CORE, "c": rss.CONTENT}
    one = etree.fromstring(atom.write(feed, SELF)).find("a:entry", names)
    two = etree.fromstring(rss.write(feed, SELF)).find("channel/item")
    atom_names = ("a:title", "a:summary", "a:author/a:name", "a:content")
    rss_names = ("title", "description", "dc:creator", "c:encoded")
    for element, spelled in ((one, atom_names), (two, rss_names)):
        read = [element.findtext(each, "", names) for each in spelled]
        assert read == [without_forbidden(each) for each in (title, summary, name, summary)]
