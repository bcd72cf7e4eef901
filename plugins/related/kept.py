"""What builds remember of related articles, beside the outcome.

What was read in an article is kept under the hash of its text. A state to begin with is found by
the site alone: it is a head start, in which each article is known by its hash, and with it or
without lists and links are the same. It is one value, written whole by this code and checked as a
whole: its parts fit together. It holds what is needed of every article, so that after an edit the
readings of the others need not be looked up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..builds.encoding import encode
from ..builds.memory import Kind, Memory, give_back
from .article import Article, Source
from .engine import LanguageState
from .links.link_cache import LinkCache
from .lists.update import CachedLists
from .reading import ArticleReading, PageReading, PageText, TextReading, read_articles


class StoredPage(NamedTuple):
    """What was read in an article's HTML."""

    page: PageReading
    text: PageText


class KnownPage(NamedTuple):
    """Of that what is needed of every article, and where all of it is kept."""

    key: bytes
    page: PageReading


@dataclass(slots=True)
class RelatedState:
    """What a build leaves to the next, which brings it up to date."""

    pages: dict[str, KnownPage] = field(default_factory=dict)
    """By the hash of the article."""

    languages: dict[str, LanguageState] = field(default_factory=dict)
    """By language."""

    lists: dict[str, CachedLists] = field(default_factory=dict)
    """By language."""

    links: LinkCache = field(default_factory=LinkCache)


STATE = Kind[RelatedState]("related: state", RelatedState)
PAGE = Kind[StoredPage]("related: page", StoredPage)
TEXT = Kind[TextReading]("related: text", TextReading)
"""Kept from when a worker has read it until the state holds it."""


def find_state(memory: Memory, content: str) -> RelatedState:
    """The state that the last build of the site with that content folder left, or a new one."""
    return memory.find(STATE, _state_key(content)) or RelatedState()


def keep_state(memory: Memory, content: str, state: RelatedState) -> None:
    """Leave the state to the next build."""
    links = state.links.for_the_next()
    memory.keep(STATE, _state_key(content), replace(state, links=links))


MANY = 2000
"""Articles from which on the memory that a step has taken is one that the next would miss."""


def relieve(articles: int) -> None:
    """Give back what the work on so many articles took and nothing holds any more."""
    if articles >= MANY:
        give_back()


def _state_key(content: str) -> bytes:
    return STATE.key(content.encode(errors="surrogatepass"))


class SiteReadings:
    """The readings of a site's articles, by id: those that are kept, and the rest made now."""

    def __init__(
        self, sources: Mapping[str, Source], memory: Memory | None, known: Mapping[str, KnownPage]
    ) -> None:
        """The articles of `sources` have hashes, by which some are `known`."""
        self._sources = sources
        self._memory = memory
        self._made: dict[str, ArticleReading] = {}
        self._texts: dict[str, PageText] = {}
        found: dict[str, KnownPage | None] = {}
        for name, source in sources.items():
            found[name] = known.get(source.article.content_hash) or self._stored(name)
        self._make([name for name, page in found.items() if page is None])
        self._known = {name: page or self._known_of(name) for name, page in found.items()}
        self.pages = {name: each.page for name, each in self._known.items()}
        if memory:
            memory.uses(each.key for each in self._known.values())

    def known(self) -> dict[str, KnownPage]:
        """What the next build has to know, by the hashes of the articles."""
        return {self._sources[n].article.content_hash: each for n, each in self._known.items()}

    def page_text(self, name: str) -> PageText:
        """Where links may stand in an article, and what is searched for them."""
        if name not in self._texts and self._stored(name) is None:
            self._make([name])
        return self._texts[name]

    def texts(self, articles: Sequence[Article]) -> list[TextReading]:
        """Of each article; they are not kept for the next build."""
        known = {each.id: self._known_text(each) for each in articles}
        self._make([name for name, text in known.items() if text is None])
        if self._memory:
            self._memory.relieve()
        return [known[each.id] or self._made[each.id].text for each in articles]

    def _make(self, names: Sequence[str]) -> None:
        made = read_articles([self._sources[n] for n in names])
        for name, reading in zip(names, made, strict=True):
            self._made[name], self._texts[name] = reading, reading.page_text
            if self._memory:
                stored = StoredPage(reading.page, reading.page_text)
                self._memory.keep(PAGE, _key(PAGE, self._sources[name].article), stored)

    def _known_of(self, name: str) -> KnownPage:
        return KnownPage(_key(PAGE, self._sources[name].article), self._made[name].page)

    def _stored(self, name: str) -> KnownPage | None:
        """What an earlier build, or a worker, has read in an article's HTML."""
        key = _key(PAGE, self._sources[name].article)
        if self._memory is None or (found := self._memory.find(PAGE, key)) is None:
            return None
        self._texts[name] = found.text
        return KnownPage(key, found.page)

    def _known_text(self, article: Article) -> TextReading | None:
        if article.id in self._made:
            return self._made[article.id].text
        if self._memory is None:
            return None
        found = self._memory.find(TEXT, _key(TEXT, article))
        self._memory.drop(_key(TEXT, article))
        return found


def encoded_readings(sources: Sequence[Source]) -> dict[bytes, bytes]:
    """What `SiteReadings` will look for, for whoever holds the memory; the articles have hashes."""
    found: dict[bytes, bytes] = {}
    for (article, _), reading in zip(sources, read_articles(sources), strict=True):
        found[_key(PAGE, article)] = encode(StoredPage(reading.page, reading.page_text))
        found[_key(TEXT, article)] = encode(reading.text)
    return found


def _key(kind: Kind[StoredPage] | Kind[TextReading], article: Article) -> bytes:
    return kind.key(article.content_hash.encode())
