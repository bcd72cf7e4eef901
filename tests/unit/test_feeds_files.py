"""The files that feeds are made of."""

from __future__ import annotations

from datetime import UTC, datetime

from plugins.article import Article
from plugins.feeds.entries import entry_of
from plugins.feeds.entry import Feed, FeedEntry, Generator, Person
from plugins.feeds.files import FeedFiles, Listing
from plugins.feeds.paths import WHOLE, ListKey
from plugins.feeds.settings import FeedsSettings
from plugins.feeds.site import FeedSite
from plugins.wording.catalogue import ENGLISH
from tests.contents import article

SITE = FeedSite(url="https://e.example", name="S")
FEED = Feed(
    id="urn:x:feed",
    url="https://e.example/",
    title="S",
    subtitle="",
    language="en",
    rights="",
    author=Person("S"),
    generator=Generator("G", "https://g.example/", "1"),
)


def texts(count: int) -> list[Article]:
    """Articles of as many days, newest first."""
    days = range(count, 0, -1)
    return [
        article(url=f"{n}/", source=f"{n}.md", date=datetime(2026, 1, n, tzinfo=UTC)) for n in days
    ]


def test_the_newest_change_dates_the_feed() -> None:
    """Not the newest entry, if an older one was changed later."""
    new, old = texts(2)
    changed = article(
        url=old.url,
        source=old.source,
        date=old.published,
        modified=datetime(2026, 3, 1, tzinfo=UTC),
    )
    files = FeedFiles(SITE, FEED, FeedsSettings(), ENGLISH, lambda one: entry_of(one, "", SITE))
    made = dict(files.files([Listing(WHOLE, "", [new, changed])]))
    assert b"<updated>2026-03-01T00:00:00+00:00</updated>\n  <link" in made["feeds/all.atom.xml"]
    assert b"<lastBuildDate>Sun, 01 Mar 2026 00:00:00 +0000<" in made["feeds/all.rss.xml"]


def test_an_article_is_made_into_an_entry_once() -> None:
    """However many feeds and archive documents hold it, and in whatever formats."""
    made: list[str] = []

    def entry(one: Article) -> FeedEntry:
        made.append(one.source)
        return entry_of(one, "", SITE)

    every = texts(5)
    files = FeedFiles(SITE, FEED, FeedsSettings(entries=2), ENGLISH, entry)
    lists = [Listing(WHOLE, "", every), Listing(ListKey("tag", "t", "T"), "", every)]
    written = dict(files.files(lists))
    assert sorted(made) == [f"{n}.md" for n in range(1, 6)]
    ids = [entry_of(one, "", SITE).id.encode() for one in every]
    holders = {path for path, data in written.items() if ids[1] in data}
    assert holders == {
        "feeds/all.atom.xml",
        "feeds/all.rss.xml",
        "feeds/all.json",
        "feeds/archive/2.atom.xml",
        "feeds/tag/t.atom.xml",
    }
