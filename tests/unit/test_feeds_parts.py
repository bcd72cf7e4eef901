"""The small parts of feeds: order, dates, paths, links, files, options."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from plugins.common.dates import last_change
from plugins.common.options import read_options
from plugins.feeds.dates import printable
from plugins.feeds.entry import newest
from plugins.feeds.files import write_whole
from plugins.feeds.links import Shown, feed_links
from plugins.feeds.paths import FORMATS, feed_path, feed_title
from plugins.feeds.settings import FeedsSettings, mistakes

ZONE = timezone(timedelta(hours=2))
DAY = datetime(2026, 3, 1, 9, tzinfo=ZONE)


@dataclass
class Article:
    """As much of an article as the order needs."""

    date: datetime
    url: str


def test_newest_first_and_addresses_between_equals() -> None:
    """The order of the input never shows."""
    later = DAY + timedelta(days=1)
    articles = [Article(DAY, "b/"), Article(later, "z/"), Article(DAY, "a/")]
    for given in (articles, articles[::-1]):
        assert [article.url for article in newest(given, 0)] == ["z/", "a/", "b/"]
        assert [article.url for article in newest(given, 2)] == ["z/", "a/"]


def test_the_last_change_is_the_latest_of_the_authors_dates() -> None:
    """A correction counts from its midnight in the article's zone, and never before publication."""
    assert last_change(DAY, None, []) == DAY
    assert last_change(DAY, DAY - timedelta(days=9), ["2020-01-01"]) == DAY
    assert last_change(DAY, DAY + timedelta(hours=1), []) == DAY + timedelta(hours=1)
    corrected = last_change(DAY, DAY, ["2026-03-05", "2026-03-02"])
    assert corrected.isoformat() == "2026-03-05T00:00:00+02:00"
    assert last_change(DAY, None, ["2026-03-01"]) == DAY


def test_an_offset_with_seconds_is_printed_in_utc() -> None:
    """Berlin kept its own time until 1893: +00:53:28, which no feed can write."""
    berlin = timezone(timedelta(minutes=53, seconds=28))
    assert printable(datetime(1880, 6, 1, 12, tzinfo=berlin)).isoformat() == (
        "1880-06-01T11:06:32+00:00"
    )
    assert printable(DAY) is DAY


def test_no_two_feeds_share_a_path() -> None:
    """One slug as category, tag and author; a tag named like the feed of everything."""
    slugs = ["ai", "all", "category", "x.atom"]
    paths = [feed_path("all", "", form) for form in FORMATS["all"]]
    for kind in ("category", "tag", "author"):
        paths += [feed_path(kind, slug, form) for slug in slugs for form in FORMATS[kind]]
    assert paths[:2] == ["feeds/all.atom.xml", "feeds/all.rss.xml"]
    assert feed_path("tag", "chips", "atom") == "feeds/tag/chips.atom.xml"
    assert len({path.lower() for path in paths}) == len(paths)


def test_titles_name_the_list_and_braces_are_characters() -> None:
    """An author's feed does not say ‘by’: the texts may be a model's."""
    assert feed_title("all", "", "Site {x}") == "Site {x}"
    assert feed_title("tag", "{site}", "S") == "S: tagged {site}"
    assert feed_title("author", "Ana", "S") == feed_title("category", "Ana", "S") == "S: Ana"


def test_pages_link_the_feeds_of_the_site_and_of_their_list() -> None:
    """Two for the site, two more on a category's page, one on a tag's; below the site's path."""
    site = list(feed_links("https://e.example/repo", "S", None))
    assert [(link.href, link.type, link.title) for link in site] == [
        ("https://e.example/repo/feeds/all.atom.xml", "application/atom+xml", "S (Atom)"),
        ("https://e.example/repo/feeds/all.rss.xml", "application/rss+xml", "S (RSS)"),
    ]
    category = list(feed_links("https://e.example", "S", Shown("category", "ai", "AI")))
    assert [link.href.partition("example")[2] for link in category[2:]] == [
        "/feeds/category/ai.atom.xml",
        "/feeds/category/ai.rss.xml",
    ]
    assert len(list(feed_links("https://e.example", "S", Shown("tag", "ai", "AI")))) == 3


def test_a_file_appears_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills leaves what was there before, and nothing else."""
    path = tmp_path / "feeds" / "x.xml"
    write_whole(path, b"first")
    write = Path.write_bytes

    def fails(self: Path, data: bytes) -> int:
        write(self, data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(path.parent.iterdir()) == [path]


def test_options_that_are_wrong_say_how_to_mend_them() -> None:
    """An unknown key, a wrong type, a number below zero, an id that is no UUID."""
    _, problems = read_options(FeedsSettings, {"entires": 5, "rights": 5}, setting="FEEDS")
    told = "\n".join(map(str, problems))
    assert "FEEDS['entires']: ‘5’: is not a known option. Did you mean ‘entries’?" in told
    assert "FEEDS['rights']" in told
    wrong = "\n".join(map(str, mistakes(FeedsSettings(entries=-1, site_id="x"))))
    assert "FEEDS['entries']: ‘-1’: is less than 0" in wrong
    assert "FEEDS['site_id']: ‘'x'’: is not a UUID" in wrong
    assert list(mistakes(FeedsSettings())) == []
    assert list(mistakes(FeedsSettings(0, "", "8c1f5b0e-6c55-4e0c-9a29-5e1d8f3f7c11"))) == []
