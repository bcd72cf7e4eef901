"""Every file that a site's feeds are made of, as plans.

A file is its head around the entries of its articles. An article is made into an entry once, for
the first file that is made with it, and an entry is spelled once in each format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..article import Article
from ..common.addresses import absolute
from ..common.characters import without_forbidden
from ..common.planned_files import PlannedFile, digest
from ..wording.catalogue import Words
from . import atom, jsonfeed, rss
from .entries import last_changed
from .entry import NEVER, Feed, FeedEntry, History
from .identity import feed_id
from .messages import OPENED, OPENED_MORE
from .paths import ALL, STYLESHEET, ListKey, archive_path, feed_address, feed_path, feed_title
from .settings import FeedsSettings
from .site import FeedSite

RULES = Path(__file__).parent / "static" / "feed.css"
ESCAPES = {ord("\\"): r"\\", ord('"'): r"\"", ord("\n"): r"\a ", ord("\r"): "", ord("\f"): ""}


class Writer(NamedTuple):
    """How a format is written."""

    spell: Callable[[FeedEntry, str], bytes]
    """An entry as it stands in feeds of one language."""
    write: Callable[[Feed, str, Iterable[bytes]], bytes]
    """The feed that will stand at an address, with its entries."""


WRITERS = {
    "atom": Writer(atom.spell, atom.write),
    "rss": Writer(rss.spell, rss.write),
    "json": Writer(jsonfeed.spell, jsonfeed.write),
}

Item = TypeVar("Item")


class Listing(NamedTuple):
    """A list of articles that has feeds."""

    key: ListKey
    page: str
    """Address of its page below the site's root."""
    articles: Sequence[Article]
    """All of them, newest first."""


class EntryPlan(NamedTuple):
    """The entry of an article that need not be made again while its inputs are the same."""

    inputs: Callable[[], tuple[object, ...]]
    """As `digest` takes them."""
    make: Callable[[], FeedEntry]


class ArticleOrder:
    """Sorts the articles of a site once, then any list of them by what it knows."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.all = sorted(articles, key=lambda article: article.url)
        self.all.sort(key=lambda article: article.published or NEVER, reverse=True)
        self._place = {article.source: place for place, article in enumerate(self.all)}

    def newest_first(self, articles: Iterable[Article]) -> list[Article]:
        """Those of `articles` that are the site's; addresses decide between those of one date."""
        own = (article for article in articles if article.source in self._place)
        return sorted(own, key=lambda article: self._place[article.source])


class FeedFiles:
    """Plans the files of one site."""

    def __init__(
        self,
        site: FeedSite,
        whole: Feed,
        options: FeedsSettings,
        say: Words,
        plan_of: Callable[[Article], EntryPlan],
    ) -> None:
        """`whole` is the feed of the whole site, still without entries.

        `say` are the words of the site's language; `plan_of` plans the entry of an article.
        """
        self.site = site
        self.whole = whole
        self.options = options
        self.say = say
        self.plan_of = plan_of
        self._changed: dict[str, datetime] = {}
        self._digests: dict[str, str] = {}
        self._made: dict[str, FeedEntry] = {}
        self._spelled: dict[tuple[str, str, str], bytes] = {}

    def plans(self, lists: Iterable[Listing]) -> Iterator[PlannedFile]:
        """The feeds of each list in each of its formats, the archive, the style sheet."""
        for listing in lists:
            yield from self._feeds(listing)
            if listing.key.kind == ALL and "atom" in self.options.formats(ALL):
                yield from self._archive(listing)
        if self.options.stylesheet:
            made = stylesheet(self.say, self.site.about)
            yield PlannedFile(STYLESHEET, lambda: (made,), lambda: made)

    def _feeds(self, listing: Listing) -> Iterator[PlannedFile]:
        kind, slug = listing.key.kind, listing.key.slug
        feed, newest = self._of(listing), listing.articles[: self.options.most(kind) or None]
        for form in self.options.formats(kind):
            yield self._planned(form, feed, feed_path(kind, slug, form), newest)

    def _of(self, listing: Listing) -> Feed:
        """The feed of one list, without entries."""
        kind, slug, name = listing.key.kind, listing.key.slug, listing.key.name
        if kind == ALL:
            behind = parts(listing.articles, self.options.entries)
            last = self._address(archive_path(len(behind))) if behind else ""
            return replace(self.whole, history=History(previous=last))
        return replace(
            self.whole,
            id=feed_id(kind, slug, self.site.identity),
            url=absolute(self.site.url, listing.page),
            title=feed_title(kind, name, self.site.name, self.say),
            language=slug if kind == "language" else self.whole.language,
        )

    def _archive(self, listing: Listing) -> Iterator[PlannedFile]:
        """The documents behind the newest entries of the site's Atom feed."""
        behind = parts(listing.articles, self.options.entries)
        current = self._address(feed_path(ALL, "", "atom"))
        paths = [archive_path(number + 1) for number in range(len(behind))]
        around = ["", *map(self._address, paths), ""]
        for index, articles in enumerate(behind):
            history = History(current, around[index], around[index + 2])
            document = replace(self.whole, history=history)
            yield self._planned("atom", document, paths[index], articles)

    def _planned(
        self, form: str, feed: Feed, path: str, articles: Sequence[Article]
    ) -> PlannedFile:
        dated = replace(feed, updated=max(map(self._last_changed, articles), default=NEVER))
        url = self._address(path)

        def inputs() -> tuple[object, ...]:
            return form, url, dated, self.site.inputs, *map(self._digest, articles)

        def make() -> bytes:
            entries = (self._entry(form, article, feed.language) for article in articles)
            return WRITERS[form].write(dated, url, entries)

        return PlannedFile(path, inputs, make)

    def _last_changed(self, article: Article) -> datetime:
        if article.source not in self._changed:
            self._changed[article.source] = last_changed(article)
        return self._changed[article.source]

    def _digest(self, article: Article) -> str:
        if article.source not in self._digests:
            self._digests[article.source] = digest(*self.plan_of(article).inputs())
        return self._digests[article.source]

    def _entry(self, form: str, article: Article, language: str) -> bytes:
        key = (form, article.source, language)
        if key not in self._spelled:
            if article.source not in self._made:
                self._made[article.source] = self.plan_of(article).make()
            self._spelled[key] = WRITERS[form].spell(self._made[article.source], language)
        return self._spelled[key]

    def _address(self, path: str) -> str:
        return feed_address(self.site.url, path)


def parts(newest_first: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """What lies behind the newest `size` items, in parts of `size`, the oldest part first.

    None where the newest are all; each part is newest first, as a feed is. Parts are filled from
    the oldest article on and are written only when full, so a new article changes none of them;
    together with the newest entries they hold every article (archived feeds, RFC 5005 section 4).
    An entry may stand in the newest part and among the newest entries.
    """
    if not size:
        return []
    total = len(newest_first)
    count = -(-max(total - size, 0) // size)
    ends = (total - size * number for number in range(count))
    return [newest_first[end - size : end] for end in ends]


def stylesheet(say: Words, more: str) -> bytes:
    """What makes a page of a feed which somebody opens in a browser.

    `more` is the address of the page that says more, or empty. CSS alone, by a processing
    instruction (Associating Style Sheets with XML documents 1.0): browsers are removing XSLT. The
    rules stand in static/feed.css, the words above them, as custom properties.
    """
    # Among words that run the other way an address has to keep its own (Unicode UAX #9).
    address = f"\u2066{more}\u2069" if say.direction == "rtl" else more
    told = say(OPENED_MORE, address=address) if more else ""
    words = {"opened": say(OPENED), "more": told}
    properties = "".join(f"  --{name}: {string(text)};\n" for name, text in words.items())
    return f":root {{\n{properties}}}\n\n{RULES.read_text('utf-8')}".encode()


def string(text: str) -> str:
    """`text` as a string of CSS (CSS Syntax 3, 4.3.5)."""
    return f'"{without_forbidden(text).translate(ESCAPES)}"'
