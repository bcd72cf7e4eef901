"""Feeds of whole sites, built by Pelican and read by others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from tests.feeds.conftest import Build, Built
from tests.feeds.jsonfeed11 import jsonfeed_faults
from tests.feeds.rfc4287 import ATOM, atom_faults, rss_faults

SCHEMA = Path(__file__).parents[3] / "shared" / "schemas" / "atom.rng"
HOST = "https://feeds.example/"
FEEDS = {
    "feeds/all.atom.xml",
    "feeds/all.rss.xml",
    "feeds/all.json",
    *(
        f"feeds/category/{slug}.{form}"
        for slug in ("ai", "economy")
        for form in ("atom.xml", "rss.xml", "json")
    ),
    *(f"feeds/tag/{slug}.atom.xml" for slug in ("ai", "chips", "quoted")),
    *(f"feeds/author/{slug}.atom.xml" for slug in ("ai", "desk", "dnh-lvy", "zoe-zed-oneil")),
}
FAULTS = {".atom.xml": atom_faults, ".rss.xml": rss_faults, ".json": jsonfeed_faults}
TITLES = [
    'How <canvas> & "1 < 2" work',
    "</script><b>Bold</b> ]]> &amp; more",
    "Ohne Autor, ohne Kennung",
    "No author, no id, no summary",
    "مرحبا بالعالم 🌍",
    "Pictures, sound and what acts",
    "An old text",
]


def read(data: bytes) -> Any:
    """A feed as feedparser sees it, with nothing resolved or removed."""
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def entry(data: bytes, title: str) -> Any:
    """The entry of that title."""
    return next(each for each in read(data).entries if each.title == title)


def ids(data: bytes) -> list[str]:
    """The ids of all entries, sorted."""
    return sorted(each.id for each in read(data).entries)


def test_every_list_has_its_feeds_and_nothing_else_is_written(plain: Built) -> None:
    """Also where a category, a tag and an author have one slug; none for drafts or hidden texts."""
    assert set(plain.feeds()) == FEEDS


def test_every_feed_is_valid_where_it_stands(plain: Built, disclosed: Built) -> None:
    """At the root of a host and below a path of it, with and without the disclosure."""
    for built, root in ((plain, HOST), (disclosed, f"{HOST}repo/")):
        for path, data in built.feeds().items():
            faults = next(check for ending, check in FAULTS.items() if path.endswith(ending))
            assert faults(data, root + path) == []


def test_every_atom_feed_fits_the_grammar(plain: Built, disclosed: Built) -> None:
    """RELAX NG of RFC 4287, appendix B."""
    if not SCHEMA.is_file():
        pytest.skip(f"the grammar is not here: {SCHEMA.name} (RFC 4287, appendix B)")
    grammar = etree.RelaxNG(file=str(SCHEMA))
    for built in (plain, disclosed):
        for path, data in built.feeds().items():
            if path.endswith(".atom.xml"):
                grammar.assertValid(etree.fromstring(data))


def test_no_two_feeds_share_an_id_and_each_leads_to_its_page(plain: Built) -> None:
    """`alternate` is the list's own page, which exists."""
    feeds = [read(data).feed for path, data in plain.feeds().items() if ".atom." in path]
    assert len({feed.id for feed in feeds}) == len(feeds)
    pages = {feed.link for feed in feeds}
    assert len(pages) == len(feeds)
    assert all((plain.output / page.removeprefix(HOST) / "index.html").is_file() for page in pages)


def test_titles_are_text_in_both_formats(plain: Built) -> None:
    """Newest first, translations among them."""
    atom = read(plain.feeds()["feeds/all.atom.xml"])
    assert [each.title for each in atom.entries] == TITLES
    channel = etree.fromstring(plain.feeds()["feeds/all.rss.xml"]).find("channel")
    assert [title.text for title in channel.findall("item/title")] == TITLES


def test_every_author_stands_and_nobody_is_nameless(plain: Built, disclosed: Built) -> None:
    """Who answers for the site stands in, else the site itself."""
    both = entry(plain.feeds()["feeds/all.atom.xml"], TITLES[0])
    assert [author.name for author in both.authors] == ['Zoë "Zed" O\'Neil', "דנה <b>לוי</b> 🦜"]
    site = entry(plain.feeds()["feeds/all.atom.xml"], TITLES[3])
    assert [author.name for author in site.authors] == ['Tests & <Trials> "of" feeds']
    desk = entry(disclosed.feeds()["feeds/all.atom.xml"], TITLES[3])
    assert [author.name for author in desk.authors] == ["Desk (AI-written)"]
    person = entry(disclosed.feeds()["feeds/all.atom.xml"], TITLES[4])
    assert [author.name for author in person.authors] == ["Desk"]


def test_the_disclosure_opens_text_and_summary(disclosed: Built) -> None:
    """And its value and source type are terms with their vocabularies."""
    found = entry(disclosed.feeds()["feeds/all.atom.xml"], TITLES[3])
    sentence = "AI-written by example-model-1. No person checked it before publication."
    assert found.content[0].value.startswith(f"<p>{sentence}</p>\n<p>First paragraph")
    assert found.summary == "AI-written. First paragraph of the third text. Second paragraph."
    terms = {tag.scheme: tag.term for tag in found.tags}
    assert terms["https://w3c-cg.github.io/ai-content-disclosure/#disclosure-values"] == (
        "ai-autonomous"
    )
    assert terms["http://cv.iptc.org/newscodes/digitalsourcetype/"] == "trainedAlgorithmicMedia"


def test_nothing_declared_makes_no_claim(plain: Built, disclosed: Built) -> None:
    """Neither without the disclosure plugin nor, with it, in an undeclared article."""
    assert b"ai-content-disclosure" not in b"".join(plain.feeds().values())
    assert b"digitalsourcetype" not in b"".join(plain.feeds().values())
    for title in (TITLES[0], TITLES[1], TITLES[6]):
        one, two = (entry(b.feeds()["feeds/all.atom.xml"], title) for b in (plain, disclosed))
        assert one.summary == two.summary
        assert [tag.term for tag in one.tags] == [tag.term for tag in two.tags]
        assert one.content[0].value == two.content[0].value.replace("/repo/", "/")


def test_hostile_texts_come_through_and_nothing_runs(plain: Built) -> None:
    """What is text stays; what acts, styles or frames is gone (the rest: `html_faults`)."""
    text = entry(plain.feeds()["feeds/all.atom.xml"], TITLES[0]).content[0].value
    for kept in (
        f'<a href="{HOST}how-canvas/#part-two">a part</a>',
        f'<a href="{HOST}second/">the source</a>',
        f'<a href="{HOST}about/">the root</a>',
        f'srcset="{HOST}images/a.png 1x, {HOST}how-canvas/b,c.png 2x"',
        'print("]]&gt;")',
        '<th scope="col">Year</th>',
        f'<p><a href="{HOST}how-canvas/">This part works only on the web page</a></p>',
        '<p><a href="https://frame.example/">Embedded content: frame.example</a></p>',
        '<p dir="rtl" lang="he">שלום</p>',
    ):
        assert kept in text
    for gone in ("script", "alert", "display", "Subscribe here", "vector", "<iframe"):
        assert gone not in text


def test_related_articles_close_every_entry(beside: Built) -> None:
    """The page's closing sentence, then the list with absolute links and reasons as text."""
    feed = beside.feeds()["feeds/all.atom.xml"]
    closed = entry(feed, TITLES[3]).content[0].value
    title = 'How &lt;canvas&gt; &amp; "1 &lt; 2" work'
    assert closed.endswith(
        f'<p>Read more in our article ‘<a href="{HOST}how-canvas/">{title}</a>’.</p>\n'
        f'<h2>Related articles</h2><ul><li><a href="{HOST}how-canvas/">{title}</a>'
        ' (both on "chips" &amp; &lt;fabs&gt;)</li></ul>'
    )
    assert "Related articles" not in entry(feed, TITLES[0]).content[0].value
    assert atom_faults(feed, f"{HOST}feeds/all.atom.xml") == []


def test_dates_are_the_authors(disclosed: Built) -> None:
    """Modified, corrections, a zone of before zones; the feed's date is its newest change."""
    feed = read(disclosed.feeds()["feeds/all.atom.xml"])
    dates = {each.title: (each.published, each.updated) for each in feed.entries}
    assert dates[TITLES[0]] == ("2026-03-01T09:30:00+01:00", "2026-03-04T10:00:00+01:00")
    assert dates[TITLES[3]] == ("2026-01-15T12:00:00+01:00", "2026-02-20T00:00:00+01:00")
    assert dates[TITLES[6]][0] == "1880-06-01T11:06:32+00:00"
    assert feed.feed.updated == "2026-03-04T10:00:00+01:00"


def test_languages_rights_and_generator(plain: Built) -> None:
    """The feed's language, and an entry's own where it differs."""
    root = etree.fromstring(plain.feeds()["feeds/all.atom.xml"])
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    own = {each.findtext(f"{ATOM}title"): each.get(lang) for each in root.findall(f"{ATOM}entry")}
    assert root.get(lang) == "en"
    assert [title for title, language in own.items() if language] == ["Ohne Autor, ohne Kennung"]
    assert root.findtext(f"{ATOM}rights") == "CC BY 4.0 & <more>"
    assert "Pelican" in root.findtext(f"{ATOM}generator")


def test_ids_survive_every_edit(build: Build, plain: Built) -> None:
    """Title, date, slug, category, host: a feed reader marks nothing as new."""

    def edit(content: Path) -> None:
        for path in content.glob("articles/*.md"):
            text = path.read_text("utf-8").replace("Category: AI", "Category: Other")
            lines = [
                "Title: New" if line.startswith("Title:")
                else line.replace("2026-0", "2025-0") if line.startswith("Date:")
                else line for line in text.splitlines() if not line.startswith("Slug:")
            ]  # fmt: skip
            lang = path.stem == "third-de"
            slug = "changed-third" if path.stem.startswith("third") else f"changed-{path.stem}"
            lines.insert(1, f"Slug: {slug}" + ("\nTranslation: true" if lang else ""))
            path.write_text("\n".join(lines) + "\n", "utf-8")

    edited = build(edit, SITEURL="https://moved.example/elsewhere")
    before, after = (b.feeds()["feeds/all.atom.xml"] for b in (plain, edited))
    assert {each.title for each in read(after).entries} == {"New"}
    assert "moved.example/elsewhere/changed-" in after.decode()
    assert ids(after) == ids(before) == ids(edited.feeds()["feeds/all.rss.xml"])
    assert read(after).feed.id == read(before).feed.id


def test_same_sources_same_bytes(build: Build) -> None:
    """Whatever the order in which a process happens to see things, or the time of day."""
    first, second = build(), build()
    assert first.feeds() == second.feeds()
    assert first.pages() == second.pages()


def test_the_newest_entries_only(build: Build, plain: Built) -> None:
    """As many as the owner wants; 0 means all."""
    few = build(FEEDS={"entries": 2}).feeds()
    assert [each.title for each in read(few["feeds/all.atom.xml"]).entries] == TITLES[:2]
    assert len(read(few["feeds/category/ai.rss.xml"]).entries) == 2
    every = build(FEEDS={"entries": 0}).feeds()["feeds/all.atom.xml"]
    assert ids(every) == ids(plain.feeds()["feeds/all.atom.xml"])


def test_a_site_without_articles_has_an_empty_feed(build: Build) -> None:
    """Valid, and the same at any hour."""

    def edit(content: Path) -> None:
        for path in content.glob("articles/*.md"):
            path.unlink()

    feeds = build(edit).feeds()
    assert set(feeds) == {"feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/all.json"}
    assert atom_faults(feeds["feeds/all.atom.xml"], f"{HOST}feeds/all.atom.xml") == []
    assert read(feeds["feeds/all.atom.xml"]).feed.updated == "1970-01-01T00:00:00+00:00"


def test_control_characters_do_not_end_a_feed(build: Build) -> None:
    """They are left out; the word around them stays."""

    def edit(content: Path) -> None:
        path = content / "articles" / "fourth.md"
        text = path.read_text("utf-8").replace("Short.", "Sh\x08ort&#8;.")
        path.write_text(text.replace("by a person", "by a per\x0bson <b>&#1</b>"), "utf-8")

    data = build(edit).feeds()["feeds/all.atom.xml"]
    found = entry(data, TITLES[4])
    assert (found.summary, found.content[0].value) == (
        "Short.",
        "<p>A text by a person <b></b>.</p>",
    )
    assert atom_faults(data, f"{HOST}feeds/all.atom.xml") == []


def test_no_password_is_published(disclosed: Built) -> None:
    """Neither in feeds nor in any head."""
    for text in (*disclosed.pages().values(), *map(bytes.decode, disclosed.feeds().values())):
        head = text.partition("<body")[0]
        assert "secret-word" not in head


def test_one_id_for_two_articles_is_a_mistake(build: Build) -> None:
    """Reported with file, line, value and cure."""

    def edit(content: Path) -> None:
        path = content / "articles" / "second.md"
        taken = "Id: 0b2b3d9e-5c2c-4f59-8f64-8c7e1c3e9a01"
        path.write_text(path.read_text("utf-8").replace("Id: https://old.example/?p=12&x=y", taken))

    log = build(edit).log
    assert "articles/second.md:7: Id: ‘0b2b3d9e-5c2c-4f59-8f64-8c7e1c3e9a01’" in log
    assert "is already that of" in log
    assert "articles/hostile.md. Give this file an Id of its own" in log


def test_a_mistaken_option_is_reported(build: Build) -> None:
    """With the nearest option, and the build goes on with the default."""
    built = build(FEEDS={"entires": 3}, HEAD={"summary_length": 3})
    assert "pelicanconf.py: FEEDS['entires']: ‘3’: is not a known option" in built.log
    assert "pelicanconf.py: HEAD['summary_length']: ‘3’" in built.log


def test_pelicans_own_feeds_are_off(build: Build) -> None:
    """Also where an owner's settings still ask for them."""
    asked = build(CATEGORY_FEED_ATOM="feeds/{slug}.atom.xml", FEED_RSS="feeds/old.rss.xml")
    assert set(asked.feeds()) == FEEDS
