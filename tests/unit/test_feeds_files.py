"""The files that feeds are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from plugins.article import Article, Cover, RelatedArticle, Term
from plugins.common.planned_files import PlannedFile, digest
from plugins.disclosure.label import Label
from plugins.feeds.entries import Ending, entry_of, inputs_of
from plugins.feeds.entry import Feed, FeedEntry, Generator, Person
from plugins.feeds.files import EntryPlan, FeedFiles, Listing
from plugins.feeds.identity import PELICAN
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


def plan(one: Article, html: str = "") -> EntryPlan:
    """The plan of an article's entry."""
    return EntryPlan(lambda: inputs_of(one, html, SITE), lambda: entry_of(one, html, SITE))


def contents(plans: Iterable[PlannedFile]) -> dict[str, bytes]:
    """What each file holds."""
    return {planned.path: planned.make() for planned in plans}


def test_the_newest_change_dates_the_feed() -> None:
    """Not the newest entry, if an older one was changed later."""
    new, old = texts(2)
    changed = article(
        url=old.url,
        source=old.source,
        date=old.published,
        modified=datetime(2026, 3, 1, tzinfo=UTC),
    )
    files = FeedFiles(SITE, FEED, FeedsSettings(), ENGLISH, plan)
    made = contents(files.plans([Listing(WHOLE, "", [new, changed])]))
    assert b"<updated>2026-03-01T00:00:00+00:00</updated>\n  <link" in made["feeds/all.atom.xml"]
    assert b"<lastBuildDate>Sun, 01 Mar 2026 00:00:00 +0000<" in made["feeds/all.rss.xml"]


def test_an_article_is_made_into_an_entry_once() -> None:
    """However many feeds and archive documents hold it, and in whatever formats."""
    made: list[str] = []

    def noted(one: Article) -> EntryPlan:
        def make() -> FeedEntry:
            made.append(one.source)
            return entry_of(one, "", SITE)

        return plan(one)._replace(make=make)

    every = texts(5)
    files = FeedFiles(SITE, FEED, FeedsSettings(entries=2), ENGLISH, noted)
    lists = [Listing(WHOLE, "", every), Listing(ListKey("tag", "t", "T"), "", every)]
    written = contents(files.plans(lists))
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


def test_an_edit_moves_the_files_that_hold_the_article() -> None:
    """No other has other inputs; and what has the same inputs has the same bytes."""
    every = texts(6)
    lists = [
        Listing(WHOLE, "", every),
        Listing(ListKey("tag", "t", "T"), "", every[:3]),
        Listing(ListKey("tag", "u", "U"), "", every[3:]),
    ]

    def files(html: str) -> dict[str, tuple[str, bytes]]:
        made = FeedFiles(
            SITE,
            FEED,
            FeedsSettings(entries=2),
            ENGLISH,
            lambda one: plan(one, html if one is every[4] else ""),
        )
        return {each.path: (digest(*each.inputs()), each.make()) for each in made.plans(lists)}

    before, after = files("<p>a</p>"), files("<p>b</p>")
    moved = {path for path in before if before[path][0] != after[path][0]}
    assert moved == {path for path in before if before[path][1] != after[path][1]}
    assert moved == {"feeds/archive/1.atom.xml", "feeds/tag/u.atom.xml"}


CHANGES: list[dict[str, Any]] = [
    {"title": "Other"},
    {"summary": "<p>Other</p>"},
    {"language": "de"},
    {"modified": datetime(2026, 4, 1, tzinfo=UTC)},
    {"given_id": "other"},
    {"tags": (Term("T", "t", "tag/t/"),)},
    {"people": (Term("Ana", "ana", "author/ana/"),)},
    {"label": Label(declared=True, role="generated", models=("m",))},
    {"label": Label(declared=True, role="generated", models=("n",))},
    {"cover": Cover("c.png", "A cover")},
    {"related": (RelatedArticle("https://e.example/r/", "R", "", Label()),)},
    {"related": (RelatedArticle("https://e.example/r/", "R", "", Label(short="AI-written")),)},
]


def test_whatever_changes_an_entry_is_among_its_inputs() -> None:
    """Each value by itself; the sizes of what it plays, and its ending, too."""
    html = '<audio src="https://e.example/a.mp3"></audio>'
    sized = replace(SITE, size_of=lambda _: 7)
    given = [texts(1)[0], *(replace(texts(1)[0], **change) for change in CHANGES)]
    made = [(plan(one, html).inputs(), plan(one, html).make()) for one in given]
    for site, ending in ((sized, Ending()), (SITE, Ending("<p>More.</p>"))):
        made.append(
            (inputs_of(given[0], html, site, ending), entry_of(given[0], html, site, ending))
        )
    assert len({digest(*inputs) for inputs, _ in made}) == len(made)
    assert len({entry for _, entry in made}) == len(made)


def test_what_a_feed_does_not_show_is_no_input() -> None:
    """So an edit of one text leaves the entries that name it as they are."""
    one = texts(1)[0]
    listed = [
        replace(one, related=(RelatedArticle("https://e.example/r/", "R", "", Label(report=told)),))
        for told in ("mailto:a", "mailto:b")
    ]
    first, second = (digest(*plan(each).inputs()) for each in listed)
    assert first == second


SITES: list[dict[str, Any]] = [
    {"url": "https://o.example"},
    {"name": "Other"},
    {"categories": "https://e.example/c/"},
    {"tags": "https://e.example/t/"},
    {"authors": frozenset({"ana"})},
    {"responsible": Person("Desk")},
    {"site_id": "other"},
    {"ids": PELICAN},
    {"about": "https://e.example/about/"},
    {"size_of": lambda _: 7},
]


def test_whatever_entries_show_of_the_site_is_among_a_files_inputs() -> None:
    """Each field by itself; a file with other inputs need not have other bytes."""
    assert {field.name for field in fields(FeedSite)} == {key for each in SITES for key in each}
    shown = replace(
        texts(1)[0],
        people=(Term("Ana", "ana", "author/ana/"),),
        category=Term("C", "c", "category/c/"),
        tags=(Term("T", "t", "tag/t/"),),
        label=Label(declared=True, role="generated"),
        cover=Cover("c.png", "A cover"),
    )
    made = []
    for site in (SITE, *(replace(SITE, **change) for change in SITES)):
        for one in (shown, replace(shown, people=())):
            entry = EntryPlan(partial(inputs_of, one, "", site), partial(entry_of, one, "", site))
            files = FeedFiles(site, FEED, FeedsSettings(), ENGLISH, {one: entry}.__getitem__)
            plans = [*files.plans([Listing(WHOLE, "", [one])])]
            made += [(digest(each.path, *each.inputs()), each.make()) for each in plans]
    assert len(dict(made)) == len(set(made))  # no two bytes have one digest
    assert len({data for _, data in made}) > len(SITES)
