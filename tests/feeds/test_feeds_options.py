"""What an owner can choose: how many entries, which formats, whose ids, pictures; the archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from tests.feeds.conftest import SITE, Build, Built, run_pelican
from tests.feeds.jsonfeed11 import jsonfeed_faults
from tests.feeds.rfc4287 import ATOM, atom_faults

HOST = "https://feeds.example/"
Edit = Callable[[Path], None]
CURRENT = f"{HOST}feeds/all.atom.xml"
HISTORY = "{http://purl.org/syndication/history/1.0}archive"
PELICAN = {
    "PLUGINS": [],
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "FEED_ALL_RSS": "feeds/all.rss.xml",
    "CATEGORY_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "THEME_TEMPLATES_OVERRIDES": [],
    "DIRECT_TEMPLATES": ["index"],
}


def relations(data: bytes) -> dict[str, str]:
    """The links of a feed to other documents."""
    links = etree.fromstring(data).findall(f"{ATOM}link")
    return {link.get("rel"): link.get("href") for link in links}


def ids(data: bytes) -> list[str]:
    """The ids of its entries, in order."""
    return [each.id for each in feedparser.parse(data).entries]


def test_a_reader_can_fetch_the_whole_history(build: Build, plain: Built) -> None:
    """From the feed that it subscribes to, from document to document (RFC 5005 section 4)."""
    feeds = build(FEEDS={"entries": 2}).feeds()
    path, found, walked = "feeds/all.atom.xml", [], []
    while path:
        data = feeds[path]
        assert atom_faults(data, HOST + path) == []
        found += ids(data)
        walked.append(path)
        if path != "feeds/all.atom.xml":
            assert etree.fromstring(data).find(HISTORY) is not None
            assert relations(data)["current"] == CURRENT
        path = relations(data).get("prev-archive", "").removeprefix(HOST)
    every = ids(plain.feeds()["feeds/all.atom.xml"])
    assert list(dict.fromkeys(found)) == every
    assert walked[1:] == [f"feeds/archive/{number}.atom.xml" for number in (3, 2, 1)]
    assert "next-archive" not in relations(feeds[walked[1]])
    assert relations(feeds[walked[3]])["next-archive"] == HOST + walked[2]
    # All are documents of one feed.
    assert len({etree.fromstring(feeds[each]).findtext(f"{ATOM}id") for each in walked}) == 1
    assert etree.fromstring(feeds["feeds/all.atom.xml"]).find(HISTORY) is None


def test_there_is_no_archive_where_nothing_is_behind(build: Build, plain: Built) -> None:
    """All entries stand in the feed itself."""
    assert not any("archive" in path for path in plain.feeds())
    assert not any("archive" in path for path in build(FEEDS={"entries": 0}).feeds())
    assert "prev-archive" not in relations(plain.feeds()["feeds/all.atom.xml"])


def test_an_article_that_is_new_changes_no_archive(build: Build) -> None:
    """Its documents stay as they are, and a client need not fetch them again."""

    def add(content: Path) -> None:
        text = "Title: New\nDate: 2026-05-01\nSlug: new\nId: urn:x:new\n\nNew.\n"
        (content / "articles" / "new.md").write_text(text)

    before, after = (build(edit, FEEDS={"entries": 2}).feeds() for edit in (None, add))
    archive = [path for path in before if "/archive/" in path]
    assert len(archive) == 3
    assert all(before[path] == after[path] for path in archive)
    assert before["feeds/all.atom.xml"] != after["feeds/all.atom.xml"]


def test_a_part_that_fills_up_is_led_to_by_the_one_before(build: Build) -> None:
    """That is all that changes in it."""

    def add(count: int) -> Edit:
        def edit(content: Path) -> None:
            for number in range(count):
                text = (
                    f"Title: N{number}\nDate: 2026-05-0{number + 1}\nId: urn:x:{number}\n\nNew.\n"
                )
                (content / "articles" / f"n{number}.md").write_text(text)

        return edit

    before, after = (build(add(count), FEEDS={"entries": 2}).feeds() for count in (1, 2))
    kept, led, new = (f"feeds/archive/{number}.atom.xml" for number in (1, 3, 4))
    assert (new in before, new in after) == (False, True)
    assert before[kept] == after[kept]
    assert ids(before[led]) == ids(after[led])
    assert relations(after[led]) == {**relations(before[led]), "next-archive": HOST + new}


def test_a_list_without_a_page_leads_home(build: Build) -> None:
    """Where the owner wants no pages of tags or authors, neither feeds nor the page link any."""
    built = build(TAG_SAVE_AS="", AUTHOR_SAVE_AS="", FEEDS={"rights": ""})
    for path, data in built.feeds().items():
        if path.startswith(("feeds/tag/", "feeds/author/")):
            assert relations(data)["alternate"] == HOST
    page = built.pages()["subscribe/index.html"]
    assert "/tag/" not in page.replace("/feeds/tag/", "")
    assert "/author/" not in page.replace("/feeds/author/", "")
    assert "/category/ai/" in page


def test_relative_addresses_of_pages_leave_those_of_feeds_whole(build: Build) -> None:
    """A reader takes them out of the page and elsewhere."""
    built = build(RELATIVE_URLS=True)
    for page in built.pages().values():
        assert f'href="{HOST}feeds/all.atom.xml"' in page


def test_a_site_without_a_name_is_told_of(build: Build) -> None:
    """Its feeds would have no title."""
    log = " ".join(build(SITENAME="").log.split())
    assert "pelicanconf.py: SITENAME: is empty. Give the site a name" in log


def test_the_page_knows_translations(build: Build) -> None:
    """Their languages have feeds, too, and what they tell of AI is told there."""
    page = build(FEEDS={"language": ["atom"]}).pages()["subscribe/index.html"]
    assert f'href="{HOST}feeds/language/de.atom.xml"' in page
    assert "German" in page


def test_formats_are_chosen_for_each_kind_of_list(build: Build) -> None:
    """More, fewer or none; a language's feed is in that language."""
    chosen = {"all": ["json"], "category": [], "tag": ["rss", "json"], "author": [],
              "language": ["atom", "json"]}  # fmt: skip
    built = build(FEEDS=chosen)
    assert set(built.feeds()) == {
        "feeds/all.json",
        *(f"feeds/tag/{slug}.{form}" for slug in ("ai", "chips", "quoted")
          for form in ("rss.xml", "json")),
        *(f"feeds/language/{tag}.{form}" for tag in ("de", "en") for form in ("atom.xml", "json")),
    }  # fmt: skip
    german = json.loads(built.feeds()["feeds/language/de.json"])
    assert (german["language"], german["title"].endswith(": German")) == ("de", True)
    assert [item["title"] for item in german["items"]] == ["Ohne Autor, ohne Kennung"]
    assert (
        jsonfeed_faults(built.feeds()["feeds/language/de.json"], f"{HOST}feeds/language/de.json")
        == []
    )
    english = json.loads(built.feeds()["feeds/language/en.json"])
    assert len(english["items"]) == 6
    assert "feeds/all.json" in built.pages()["index.html"]
    assert "all.atom.xml" not in built.pages()["index.html"]


def test_a_list_has_its_own_number_of_entries(build: Build) -> None:
    """The site's feeds hold more than those of its parts."""
    feeds = build(FEEDS={"entries_per_list": 1}).feeds()
    assert len(ids(feeds["feeds/all.atom.xml"])) == 7
    assert len(json.loads(feeds["feeds/category/ai.json"])["items"]) == 1


def test_a_site_that_moves_over_keeps_the_ids_of_pelican(build: Build, tmp_path: Path) -> None:
    """Those of its own feeds, character by character; an `Id` that is given still counts."""

    def without(content: Path) -> None:
        for path in (content / "articles").glob("*.md"):
            lines = path.read_text("utf-8").splitlines()
            kept = [line for line in lines if not line.startswith("Id:")]
            path.write_text("\n".join(kept) + "\n", "utf-8")

    old = build(without, **PELICAN)
    new = build(without, FEED_IDS="pelican")
    for path in ("feeds/all.atom.xml", "feeds/all.rss.xml"):
        was, now = old.feeds()[path], new.feeds()[path]
        assert sorted(ids(was)) == sorted(ids(now))
        assert len(ids(now)) == 7
    assert ids(new.feeds()["feeds/all.atom.xml"])[0] == "tag:feeds.example,2026-03-01:/how-canvas/"
    assert [item["id"] for item in json.loads(new.feeds()["feeds/all.json"])["items"]] == ids(
        new.feeds()["feeds/all.atom.xml"]
    )
    feed_id = f"{{{ATOM.strip('{}')}}}id"
    assert (
        etree.fromstring(new.feeds()["feeds/all.atom.xml"]).findtext(feed_id)
        == etree.fromstring(old.feeds()["feeds/all.atom.xml"]).findtext(feed_id)
        == HOST
    )
    every = [etree.fromstring(data).findtext(feed_id) for path, data in new.feeds().items()
             if path.endswith(".atom.xml")]  # fmt: skip
    assert len(set(every)) == len(every)
    mixed = run_pelican(SITE / "content", tmp_path / "mixed", FEED_IDS="pelican")
    assert "urn:uuid:0b2b3d9e-5c2c-4f59-8f64-8c7e1c3e9a01" in ids(
        mixed.feeds()["feeds/all.atom.xml"]
    )
    assert "tag:feeds.example,2026-01-15:/third/" in ids(mixed.feeds()["feeds/all.atom.xml"])


def test_articles_without_an_id_are_told_of_once(build: Build) -> None:
    """In one line, with the command that mends it; not where Pelican's ids are wanted."""
    told = [line for line in build().log.splitlines() if ": Id: " in line]
    assert len(told) == 1
    assert "2 articles have none (third-de.md, third.md): feed readers know such a text" in told[0]
    assert "`invoke ids` writes into each the id that it has now." in told[0]
    assert ": Id: " not in build(FEED_IDS="pelican").log


@pytest.mark.parametrize("name", ["icon", "logo"])
def test_a_picture_that_is_not_published_is_a_mistake(build: Build, name: str) -> None:
    """Told with the option, the value and the cure; the feeds go without."""
    built = build(FEEDS={name: "images/none.png"})
    told = f"pelicanconf.py: FEEDS['{name}']: ‘images/none.png’: is not among the files"
    assert told in " ".join(built.log.split())
    assert etree.fromstring(built.feeds()["feeds/all.atom.xml"]).find(f"{ATOM}{name}") is None


def test_pictures_and_hub_are_in_every_feed(plain: Built) -> None:
    """Of the site's own files the icon, with its address."""
    icon, hub = f"{HOST}images/icon.png", "https://hub.example/?a=1&b=2"
    for path, data in plain.feeds().items():
        if path.endswith(".json"):
            feed = json.loads(data)
            assert (feed["icon"], feed["hubs"]) == (icon, [{"type": "WebSub", "url": hub}])
            continue
        root = etree.fromstring(data)
        atom = path.endswith(".atom.xml")
        assert root.findtext(f"{ATOM}icon" if atom else "channel/image/url") == icon
        links = root.iter(f"{ATOM}link")
        assert hub in [link.get("href") for link in links if link.get("rel") == "hub"]


def test_the_style_sheet_can_be_left_out(build: Build, plain: Built) -> None:
    """Then no feed names one."""
    sheet = "feeds/feed.css"
    assert (plain.output / sheet).is_file()
    assert all(b'<?xml-stylesheet type="text/css"' in data for path, data in plain.feeds().items()
               if path.endswith(".xml"))  # fmt: skip
    without = build(FEEDS={"stylesheet": False})
    assert not (without.output / sheet).exists()
    assert b"xml-stylesheet" not in b"".join(without.feeds().values())


def test_nothing_may_stand_in_the_place_of_a_feed(build: Build) -> None:
    """Its folder of archives, its style sheet and the page are the kit's."""
    taken = ("feeds/feed.css", "feeds/archive/x.html", "subscribe/index.html")

    def occupy(content: Path) -> None:
        for number, path in enumerate(
            ("feeds/feed.css", "feeds/archive/x.html", "subscribe/index.html")
        ):
            text = f"Title: T{number}\nSlug: t{number}\nSave_as: {path}\n\nText.\n"
            (content / "pages" / f"t{number}.md").write_text(text)

    log = " ".join(build(occupy, PLUGINS=["plugins.addresses", "plugins.head", "plugins.feeds"],
                         PLUGIN_PATHS=[str(SITE.parents[2])]).log.split())  # fmt: skip
    for path in taken:
        assert f"Save_as: ‘{path}’: leads to {path}" in log


def item(built: Built, title: str) -> dict[str, Any]:
    """One item of the site's JSON Feed."""
    items = json.loads(built.feeds()["feeds/all.json"])["items"]
    return next(each for each in items if each["title"] == title)


def test_what_goes_with_a_text_is_handed_over(disclosed: Built) -> None:
    """A cover is as long as it is published, with its source type in it; its caption is told."""
    rich = item(disclosed, "Pictures, sound and what acts")
    root = f"{HOST}repo/"
    assert rich["image"] == f"{root}images/harbour%20fog.png"
    assert rich["attachments"] == [
        {"url": f"{root}images/talk.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 114},
        {"url": "https://films.example/a.webm", "mime_type": "video/webm"},
    ]
    entry = next(each for each in feedparser.parse(disclosed.feeds()["feeds/all.atom.xml"]).entries
                 if each.title == rich["title"])  # fmt: skip
    lengths = {file.href: file.get("length") for file in entry.enclosures}
    cover = disclosed.output / "images" / "harbour fog.png"
    assert lengths[rich["image"]] == str(cover.stat().st_size)
    assert cover.stat().st_size > (SITE / "content" / "images" / "harbour fog.png").stat().st_size
    assert "<figcaption>AI-generated image by example-model-3.</figcaption>" in rich["content_html"]
    assert rich["_ai_disclosure"] == {
        "about": f"{root}subscribe/",
        "role": "drafted",
        "digital_source_type": (
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        ),
        "model": "example-model-2",
    }
    assert "_ai_disclosure" not in item(disclosed, "An old text")


def test_what_acts_is_a_visible_link(disclosed: Built) -> None:
    """To what a frame shows, or to the page; data of scripts is nobody's business."""
    html = item(disclosed, "Pictures, sound and what acts")["content_html"]
    page = f"{HOST}repo/media/"
    assert (
        '<p><a href="https://www.video.example/embed/1?a=1&amp;b=2">Embedded content: A film on fog'
        f'</a></p>\n\n<p><a href="{page}">This part works only on the web page</a></p>'
    ) in html
    assert html.count("This part works only") == 1
    assert "secret" not in html
    assert "Your address" not in html
