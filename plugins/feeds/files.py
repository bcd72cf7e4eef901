"""Every file that a site's feeds are made of, one at a time: together they are large.

Each article is made into an entry once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..article import Article
from ..common.addresses import absolute
from ..wording.catalogue import Words
from . import atom, jsonfeed, rss
from .archive import parts
from .entries import Site
from .entry import Entry, Feed, History
from .identity import feed_id
from .links import Shown
from .paths import ALL, STYLESHEET, archive_path, feed_address, feed_path, feed_title
from .settings import FeedsSettings
from .stylesheet import stylesheet

WRITERS = {"atom": atom.write, "rss": rss.write, "json": jsonfeed.write}

File = tuple[str, bytes]
"""Path below the output folder, and content."""


class Listing(NamedTuple):
    """A list of articles that has feeds."""

    shown: Shown
    page: str
    """Address of its page below the site's root."""
    articles: Sequence[Article]
    """All of them, newest first."""


class Documents:
    """Makes the files of one site."""

    def __init__(
        self,
        site: Site,
        whole: Feed,
        options: FeedsSettings,
        say: Words,
        entry_of: Callable[[Article], Entry],
    ) -> None:
        """`whole` is the feed of the whole site, still without entries.

        `say` are the words of the site's language; `entry_of` makes the entry of an article.
        """
        self.site = site
        self.whole = whole
        self.options = options
        self.say = say
        self.entry_of = entry_of
        self._made: dict[str, Entry] = {}

    def files(self, lists: Iterable[Listing]) -> Iterator[File]:
        """The feeds of each list in each of its formats, the archive, the style sheet."""
        for listing in lists:
            yield from self._feeds(listing)
            if listing.shown.kind == ALL and "atom" in self.options.formats(ALL):
                yield from self._archive(listing)
        if self.options.stylesheet:
            yield STYLESHEET, stylesheet(self.say, self.whole.about)

    def _feeds(self, listing: Listing) -> Iterator[File]:
        kind, slug = listing.shown.kind, listing.shown.slug
        feed = self._filled(self._of(listing), listing.articles[: self.options.most(kind) or None])
        for form in self.options.formats(kind):
            path = feed_path(kind, slug, form)
            yield path, WRITERS[form](feed, self._address(path))

    def _of(self, listing: Listing) -> Feed:
        """The feed of one list, without entries."""
        kind, slug, name = listing.shown.kind, listing.shown.slug, listing.shown.name
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

    def _archive(self, listing: Listing) -> Iterator[File]:
        """The documents behind the newest entries of the site's Atom feed."""
        behind = parts(listing.articles, self.options.entries)
        current = self._address(feed_path(ALL, "", "atom"))
        addresses = [self._address(archive_path(number + 1)) for number in range(len(behind))]
        around = ["", *addresses, ""]
        for index, articles in enumerate(behind):
            history = History(current, around[index], around[index + 2])
            document = self._filled(replace(self.whole, history=history), articles)
            yield archive_path(index + 1), atom.write(document, addresses[index])

    def _filled(self, feed: Feed, articles: Iterable[Article]) -> Feed:
        return replace(feed, entries=tuple(map(self._entry, articles)))

    def _entry(self, article: Article) -> Entry:
        if article.source not in self._made:
            self._made[article.source] = self.entry_of(article)
        return self._made[article.source]

    def _address(self, path: str) -> str:
        return feed_address(self.site.url, path)
