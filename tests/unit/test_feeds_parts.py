"""The small parts of feeds: order, dates, paths, links, files, options."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from plugins.article import last_change
from plugins.common.files import write_whole
from plugins.common.options import read_options
from plugins.feeds.entries import printable
from plugins.feeds.files import ArticleOrder, parts
from plugins.feeds.messages import words_for
from plugins.feeds.paths import LISTS, TYPES, ListKey, archive_path, feed_path, feed_title
from plugins.feeds.settings import FeedsSettings, mistakes, read
from plugins.feeds.subscribe import Linker
from tests.contents import article

ZONE = timezone(timedelta(hours=2))
DAY = datetime(2026, 3, 1, 9, tzinfo=ZONE)


def test_newest_first_and_addresses_between_equals() -> None:
    """The order of the input never shows."""
    later = DAY + timedelta(days=1)
    days = {"b/": DAY, "z/": later, "a/": DAY}
    articles = [article(url=url, source=url, date=day) for url, day in days.items()]
    for given in (articles, articles[::-1]):
        order = ArticleOrder(given)
        assert [one.source for one in order.all] == ["z/", "a/", "b/"]
        some = [one for one in given if one.source != "a/"]
        assert [one.source for one in order.newest_first(some)] == ["z/", "b/"]


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
    paths = [feed_path("all", "", form) for form in TYPES]
    for kind in LISTS:
        paths += [feed_path(kind, slug, form) for slug in slugs for form in TYPES]
    paths += [archive_path(1), archive_path(2)]
    assert paths[:3] == ["feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/all.json"]
    assert feed_path("tag", "chips", "atom") == "feeds/tag/chips.atom.xml"
    assert len({path.lower() for path in paths}) == len(paths)


def test_titles_name_the_list_and_braces_are_characters() -> None:
    """An author's feed does not say ‘by’: the texts may be a model's."""
    assert feed_title("all", "", "Site {x}") == "Site {x}"
    assert feed_title("tag", "{site}", "S") == "S: tagged {site}"
    assert feed_title("author", "Ana", "S") == feed_title("category", "Ana", "S") == "S: Ana"
    assert feed_title("model", "M", "S", words_for("de")) == "S: KI-Modell M"


def test_pages_link_the_feeds_of_the_site_and_of_their_list() -> None:
    """Three for the site, three more on a category's page, one on a tag's; below its path."""
    linker = Linker("https://e.example/repo", "S", FeedsSettings())
    site = list(linker.on_page(None))
    assert [(link.href, link.type, link.title, link.form) for link in site] == [
        ("https://e.example/repo/feeds/all.atom.xml", "application/atom+xml", "S (Atom)", "Atom"),
        ("https://e.example/repo/feeds/all.rss.xml", "application/rss+xml", "S (RSS)", "RSS"),
        (
            "https://e.example/repo/feeds/all.json",
            "application/feed+json",
            "S (JSON Feed)",
            "JSON Feed",
        ),
    ]
    linker = Linker("https://e.example", "S", FeedsSettings())
    category = list(linker.on_page(ListKey("category", "ai", "AI")))
    assert [link.href.partition("example")[2] for link in category[3:]] == [
        "/feeds/category/ai.atom.xml",
        "/feeds/category/ai.rss.xml",
        "/feeds/category/ai.json",
    ]
    assert len(list(linker.on_page(ListKey("tag", "ai", "AI")))) == 4
    few = Linker("https://e.example", "S", FeedsSettings(all=("json",), tag=()))
    tagged = few.on_page(ListKey("tag", "ai", "AI"))
    assert [link.href for link in tagged] == ["https://e.example/feeds/all.json"]


@pytest.mark.parametrize(("total", "counts"), [(0, 0), (3, 0), (4, 1), (6, 1), (7, 2), (10, 3)])
def test_an_archive_holds_what_the_newest_do_not(total: int, counts: int) -> None:
    """In full parts, the oldest first, and none is lost."""
    items = list(range(total, 0, -1))
    found = parts(items, 3)
    assert len(found) == counts
    assert all(len(part) == 3 and list(part) == sorted(part, reverse=True) for part in found)
    assert {*items[:3], *(item for part in found for item in part)} == set(items)
    assert [item for part in found for item in reversed(part)] == sorted(items)[: 3 * counts]
    assert parts(items, 0) == []


def test_a_new_article_changes_no_part_of_the_archive() -> None:
    """It may complete a new one."""
    for total in range(30):
        before, after = (parts(list(range(n, 0, -1)), 4) for n in (total, total + 1))
        assert after[: len(before)] == before


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


def test_a_file_that_holds_just_this_is_left_alone(tmp_path: Path) -> None:
    """Its time too: whoever copies what is newer need not copy it."""
    path = tmp_path / "x.xml"
    write_whole(path, b"same")
    os.utime(path, (1, 1))
    write_whole(path, b"same")
    assert path.stat().st_mtime == 1
    write_whole(path, b"other")
    assert path.stat().st_mtime > 1


def test_options_that_are_wrong_say_how_to_mend_them() -> None:
    """An unknown key, a wrong type, a number below zero, an id that is no UUID."""
    _, problems = read_options(FeedsSettings, {"entires": 5, "rights": 5}, setting="FEEDS")
    told = "\n".join(map(str, problems))
    assert "FEEDS['entires']: ‘5’: is not a known option. Did you mean ‘entries’?" in told
    assert "FEEDS['rights']" in told
    bad = FeedsSettings(entries=-1, entries_per_list=-2, site_id="x", ids="pelikan", all=())
    bad = replace(bad, tag=("atm",), hub="hub.example")
    wrong = "\n".join(map(str, mistakes(bad)))
    assert "FEEDS['entries']: ‘-1’: is less than 0" in wrong
    assert "FEEDS['entries_per_list']: ‘-2’: is less than 0" in wrong
    assert "FEEDS['site_id']: ‘'x'’: is not a UUID" in wrong
    assert "FEEDS['ids']: ‘pelikan’: is no way to make ids. Did you mean ‘pelican’?" in wrong
    assert "FEEDS['all']: ‘()’: leaves the site without a feed" in wrong
    assert "FEEDS['tag']: ‘'atm'’: is not a format of feeds. Did you mean ‘atom’?" in wrong
    assert "FEEDS['hub']: ‘'hub.example'’: is no web address" in wrong
    assert list(mistakes(FeedsSettings())) == []
    uuid = "8c1f5b0e-6c55-4e0c-9a29-5e1d8f3f7c11"
    good = FeedsSettings(entries=0, site_id=uuid, hub="https://hub.example/")
    assert list(mistakes(good)) == []


def test_feed_ids_is_a_setting_of_its_own_too() -> None:
    """It is told of by name where it is wrong."""
    assert read({"FEED_IDS": "pelican"}) == (FeedsSettings(ids="pelican"), [])
    assert read({"FEEDS": {"ids": "pelican"}})[0].ids == "pelican"
    assert read({"FEED_IDS": None}) == (FeedsSettings(), [])
    told = str(read({"FEED_IDS": "pelikan"})[1][0])
    assert told.startswith("pelicanconf.py: FEED_IDS: ‘pelikan’: is no way to make ids. Did you")


def test_a_list_holds_no_more_than_the_site() -> None:
    """Where both numbers are set the smaller one counts; 0 sets none."""
    assert [FeedsSettings().most(kind) for kind in ("all", "tag")] == [50, 15]
    assert FeedsSettings(entries=5).most("category") == 5
    assert FeedsSettings(entries=0).most("category") == 15
    assert FeedsSettings(entries_per_list=0).most("category") == 50
    assert FeedsSettings(entries=0, entries_per_list=0).most("tag") == 0
