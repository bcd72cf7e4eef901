"""Atom, RSS and JSON Feed, written from one value and read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from types import ModuleType
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.common.characters import without_forbidden
from plugins.disclosure.vocabulary import IPTC_SCHEME
from plugins.feeds import atom, jsonfeed, rss
from plugins.feeds.entry import (
    NEVER,
    Attachment,
    Category,
    Declared,
    Feed,
    FeedEntry,
    Generator,
    History,
    Person,
)
from plugins.feeds.media import MEDIA
from tests.examples import examples
from tests.feeds.jsonfeed11 import jsonfeed_faults
from tests.feeds.rfc4287 import atom_faults, rss_faults

SELF = "https://e.example/feeds/all.atom.xml"
ZONE = timezone(timedelta(hours=5, minutes=30))
HOSTILE = '</title><b>&amp; "1 < 2" ]]> \x08\x0b\u202e שלום 🦜'
CLEAN = without_forbidden(HOSTILE)

ENTRY = FeedEntry(
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
    generator=Generator("Maker", "https://maker.example/", "1.2"),
)


def written(form: ModuleType, feed: Feed, entries: Sequence[FeedEntry] = (ENTRY,)) -> bytes:
    """The file of a feed with these entries."""
    found: bytes = form.write(feed, SELF, [form.spell(entry, feed.language) for entry in entries])
    return found


def parsed(data: bytes) -> Any:
    """`data` as an independent reader sees it, nothing resolved or removed."""
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_atom_says_everything_of_an_entry() -> None:
    """A reader finds every field, and hostile text as text."""
    found = parsed(written(atom, FEED))
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
    root = etree.fromstring(written(rss, FEED))
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
    # HTML, in which a plain text is written with references.
    assert unescape(item.findtext("description")) == f"AI-written. {CLEAN}"
    assert "<b>" not in item.findtext("description")
    assert item.findtext("content:encoded", None, names) == ENTRY.content
    found = parsed(written(rss, FEED))
    assert (found.entries[0].id, found.entries[0].guidislink) == (ENTRY.id, False)


RICH = replace(
    FEED,
    author=Person("Desk", "https://desk.example/", "desk@desk.example"),
    icon="https://e.example/icon.png",
    logo="https://e.example/logo.png",
    hub="https://hub.example/?a=1&b=2",
    stylesheet='https://e.example/feed.css?"a"&b',
    updated=ENTRY.updated,
)
RICH_ENTRIES = (
    replace(
        ENTRY,
        image=Attachment("https://e.example/c.png", "image/png", 5, f"AI-made. {HOSTILE}"),
        attachments=(
            Attachment("https://e.example/t.mp3", "audio/mpeg", 9),
            Attachment("https://far.example/f.mp4", "video/mp4"),
        ),
        declared=Declared(
            role="generated",
            value="ai-assisted",
            source_type="x",
            models=("m-1", HOSTILE),
            provider="P & Q",
            reviewed_by=("Ana",),
            reviewed="2026-02-01",
            about="https://e.example/subscribe/",
        ),
    ),
    replace(ENTRY, id="urn:x:2", language="en", content="<p></p>"),
)


def test_json_feed_says_the_same() -> None:
    """And in a key of its own what is known of AI; nothing where nothing is declared."""
    feed = json.loads(written(jsonfeed, RICH, RICH_ENTRIES))
    item, silent = feed["items"]
    assert (feed["title"], feed["description"], feed["feed_url"]) == (CLEAN, CLEAN, SELF)
    assert feed["authors"] == [{"name": "Desk", "url": "https://desk.example/"}]
    assert feed["hubs"] == [{"type": "WebSub", "url": RICH.hub}]
    assert feed["icon"] == feed["favicon"] == RICH.icon
    assert (item["id"], item["url"], item["title"]) == (ENTRY.id, ENTRY.url, CLEAN)
    assert (item["date_published"], item["date_modified"]) == (
        "2026-01-02T03:04:05+05:30",
        "2026-02-02T03:04:05+00:00",
    )
    assert [person["name"] for person in item["authors"]] == ["Ana & <Bo>", "Cy"]
    assert (item["tags"], item["language"]) == (["chips & <fabs>", "ai-assisted"], "de")
    assert (item["summary"], item["content_html"]) == (f"AI-written. {CLEAN}", ENTRY.content)
    assert item["image"] == "https://e.example/c.png"
    assert item["attachments"] == [
        {"url": "https://e.example/t.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9},
        {"url": "https://far.example/f.mp4", "mime_type": "video/mp4"},
    ]
    assert item["_ai_disclosure"] == {
        "about": "https://e.example/subscribe/",
        "role": "generated",
        "value": "ai-assisted",
        "digital_source_type": f"{IPTC_SCHEME}x",
        "model": f"m-1, {CLEAN}",
        "provider": "P & Q",
        "reviewed_by": ["Ana"],
        "reviewed": "2026-02-01",
    }
    assert not {"language", "image", "attachments", "_ai_disclosure"} & set(silent)
    assert silent["content_html"] == "<p></p>"


def test_files_are_handed_over_with_type_and_length() -> None:
    """In Atom all, in RSS one, which is to be heard first; Media RSS tells all and the captions."""
    names = {"a": atom.NAMESPACE, "m": MEDIA}
    one = etree.fromstring(written(atom, RICH, RICH_ENTRIES)).find("a:entry", names)
    links = [dict(e.attrib) for e in one.findall("a:link[@rel='enclosure']", names)]
    urls = ["https://e.example/t.mp3", "https://far.example/f.mp4", "https://e.example/c.png"]
    assert [link["href"] for link in links] == urls
    assert [link.get("length") for link in links] == ["9", None, "5"]
    two = etree.fromstring(written(rss, RICH, RICH_ENTRIES)).find("channel/item")
    enclosures = [dict(e.attrib) for e in two.findall("enclosure")]
    assert enclosures == [{"url": urls[0], "length": "9", "type": "audio/mpeg"}]
    for entry in (one, two):
        media = entry.findall("m:content", names)
        assert [e.get("url") for e in media] == urls
        assert [e.get("medium") for e in media] == ["audio", "video", "image"]
        assert [e.get("fileSize") for e in media] == ["9", None, "5"]
        assert media[2].findtext("m:description", None, names) == f"AI-made. {CLEAN}"
        assert entry.find("m:thumbnail", names).get("url") == urls[2]
    far = replace(RICH_ENTRIES[0], image=None, attachments=RICH_ENTRIES[0].attachments[1:])
    item = etree.fromstring(written(rss, RICH, [far])).find("channel/item")
    assert item.find("enclosure").get("length") == "0"


def test_the_feed_says_who_makes_it_and_how_it_looks() -> None:
    """Generator with version, icon, logo, hub, editor's address; a style sheet for people."""
    names = {"a": atom.NAMESPACE}
    root = etree.fromstring(written(atom, RICH, RICH_ENTRIES))
    made_by = root.find("a:generator", names)
    assert (made_by.text, dict(made_by.attrib)) == (
        "Maker",
        {"uri": "https://maker.example/", "version": "1.2"},
    )
    assert (root.findtext("a:icon", None, names), root.findtext("a:logo", None, names)) == (
        RICH.icon,
        RICH.logo,
    )
    assert root.findtext("a:author/a:email", None, names) == "desk@desk.example"
    channel = etree.fromstring(written(rss, RICH, RICH_ENTRIES)).find("channel")
    assert channel.findtext("managingEditor") == "desk@desk.example (Desk)"
    assert [e.text for e in channel.find("image")] == [RICH.icon, CLEAN, FEED.url]
    for document, path in ((root, "a:link"), (channel, "a:link")):
        hubs = [e.get("href") for e in document.findall(path, names) if e.get("rel") == "hub"]
        assert hubs == [RICH.hub]
    for made in (written(atom, RICH, RICH_ENTRIES), written(rss, RICH, RICH_ENTRIES)):
        instruction = etree.fromstring(made).getprevious()
        assert instruction.target == "xml-stylesheet"
        assert instruction.get("type") == "text/css"
        assert unescape(instruction.get("href")) == RICH.stylesheet


def test_an_archived_feed_leads_from_document_to_document() -> None:
    """RFC 5005: the current one to the newest part, each part to its neighbours and the current."""
    names = {"a": atom.NAMESPACE, "fh": atom.HISTORY}

    def relations(history: History) -> tuple[dict[str, str], bool]:
        root = etree.fromstring(written(atom, replace(FEED, history=history)))
        links = {e.get("rel"): e.get("href") for e in root.findall("a:link", names)}
        kept = {"current", "prev-archive", "next-archive"}
        told = {rel: href for rel, href in links.items() if rel in kept}
        return told, root.find("fh:archive", names) is not None

    assert relations(History()) == ({}, False)
    assert relations(History(previous="https://e.example/2")) == (
        {"prev-archive": "https://e.example/2"},
        False,
    )
    assert relations(
        History("https://e.example/", "https://e.example/1", "https://e.example/3")
    ) == (
        {
            "current": "https://e.example/",
            "prev-archive": "https://e.example/1",
            "next-archive": "https://e.example/3",
        },
        True,
    )


def test_all_hold_to_their_rules() -> None:
    """RFC 4287, the RSS profile and JSON Feed 1.1."""
    for feed, entries in ((FEED, (ENTRY,)), (RICH, RICH_ENTRIES)):
        assert atom_faults(written(atom, feed, entries), SELF) == []
        assert rss_faults(written(rss, feed, entries), SELF) == []
        assert jsonfeed_faults(written(jsonfeed, feed, entries), SELF) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda f: f.pop("language"), "no language"),
        (lambda f: f.update(feed_url="https://other.example/"), "feed_url"),
        (lambda f: f["items"][0].pop("id"), "'id' is a required property"),
        (lambda f: f["items"][0].update(date_published="2026-01-02"), "does not match"),
        (lambda f: f["items"][0].update(date_modified="2020-01-02T00:00:00Z"), "before published"),
        (lambda f: f["items"][0].update(author={"name": "x"}), "does not match any of the regexes"),
        (lambda f: f["items"][0].update(content_html="<a href='x'>"), "not absolute"),
        (lambda f: f["items"].append(f["items"][0]), "2 items are"),
    ],
)
def test_the_check_of_json_feeds_finds_what_is_wrong(
    change: Callable[[dict[str, Any]], object], fault: str
) -> None:
    """A check that cannot fail would prove nothing."""
    feed = json.loads(written(jsonfeed, FEED))
    change(feed)
    assert any(fault in found for found in jsonfeed_faults(json.dumps(feed).encode(), SELF))


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
    made = written(atom, FEED)
    assert good in made
    assert any(fault in found for found in atom_faults(made.replace(good, bad), SELF))


def test_an_empty_feed_is_valid_and_says_no_hour_of_build() -> None:
    """Its date is a constant, its summary of rights and description need no author's text."""
    empty = replace(FEED, updated=NEVER, subtitle="", rights="")
    assert atom_faults(written(atom, empty, ()), SELF) == []
    assert rss_faults(written(rss, empty, ()), SELF) == []
    assert jsonfeed_faults(written(jsonfeed, empty, ()), SELF) == []
    assert b"<subtitle" not in written(atom, empty, ())


TEXT = st.text(max_size=60)


@examples(60, 2000)
@given(st.text(st.sampled_from("ab <>&\"'\t\n\r\x08\x85\xa0\u2028\ud800\ufffe é🦜]"), min_size=1))
def test_xml_is_spelled_and_indented_as_by_libxml2(text: str) -> None:
    """In texts and attributes; what is read back and written again has the same bytes."""
    entries = [
        replace(each, title=text, url=text, content=text, summary=text, authors=(Person(text),))
        for each in RICH_ENTRIES
    ]
    feed = replace(RICH, title=text, author=Person(text, text, text), icon=f"{text}.png")
    for form in (atom, rss):
        made = written(form, feed, entries)
        assert made.endswith(etree.tostring(etree.fromstring(made), encoding="utf-8") + b"\n")
        blank = etree.XMLParser(remove_blank_text=bool(without_forbidden(text).strip()))
        read = etree.fromstring(made, blank).getroottree()
        options = {"encoding": "utf-8", "xml_declaration": True, "pretty_print": True}
        assert etree.tostring(read, **options) == made


@examples(60, 1000)
@given(title=TEXT, summary=TEXT, name=TEXT.filter(lambda t: without_forbidden(t).strip()))
def test_any_text_comes_back(title: str, summary: str, name: str) -> None:
    """What XML can hold returns unchanged; what it cannot is left out, and the feed stays whole."""
    entry = replace(ENTRY, title=title, summary=summary, authors=(Person(name),), content=summary)
    feed = replace(FEED, title=title)
    names = {"a": atom.NAMESPACE, "dc": rss.DUBLIN_CORE, "c": rss.CONTENT}
    one = etree.fromstring(written(atom, feed, [entry])).find("a:entry", names)
    two = etree.fromstring(written(rss, feed, [entry])).find("channel/item")
    atom_names = ("a:title", "a:summary", "a:author/a:name", "a:content")
    rss_names = ("title", "description", "dc:creator", "c:encoded")
    for element, spelled in ((one, atom_names), (two, rss_names)):
        read = [element.findtext(each, "", names) for each in spelled]
        read[1] = unescape(read[1]) if element is two else read[1]
        assert read == [without_forbidden(each) for each in (title, summary, name, summary)]
    item = json.loads(written(jsonfeed, feed, [entry]))["items"][0]
    read = [item.get("title", ""), item.get("summary", ""), item["authors"][0]["name"]]
    assert read == [without_forbidden(each) for each in (title, summary, name)]
