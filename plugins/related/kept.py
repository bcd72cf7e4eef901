"""What builds remember of related articles, beside the outcome.

What was read in an article is kept under the hash of its text. A state to begin with is found by
the site alone: it is a head start, in which each article is known by its hash, and with it or
without lists and links are the same. It is one value, written whole by this code and checked as a
whole: its parts fit together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..builds.encoding import encode
from ..builds.memory import Kind, Memory
from .article import Article, Source
from .engine import LanguageState
from .links.link_cache import LinkCache
from .lists.update import CachedLists
from .reading import ArticleReading, PageReading, TextReading, read_articles


@dataclass(slots=True)
class RelatedState:
    """What a build leaves to the next, which brings it up to date."""

    languages: dict[str, LanguageState] = field(default_factory=dict)
    """By language."""

    lists: dict[str, CachedLists] = field(default_factory=dict)
    """By language."""

    links: LinkCache = field(default_factory=LinkCache)


STATE = Kind[RelatedState]("related: state", RelatedState)
PAGE = Kind[PageReading]("related: page", PageReading)
TEXT = Kind[TextReading]("related: text", TextReading)
"""Kept from when a worker has read it until the state holds it."""


def find_state(memory: Memory, content: str) -> RelatedState:
    """The state that the last build of the site with that content folder left, or a new one."""
    return memory.find(STATE, _state_key(content)) or RelatedState()


def keep_state(memory: Memory, content: str, state: RelatedState) -> None:
    """Leave the state to the next build."""
    links = state.links.for_the_next()
    memory.keep(STATE, _state_key(content), replace(state, links=links))


def _state_key(content: str) -> bytes:
    return STATE.key(content.encode(errors="surrogatepass"))


class SiteReadings:
    """The readings of a site's articles, by id: those that are kept, and the rest made now."""

    def __init__(self, sources: Mapping[str, Source], memory: Memory | None) -> None:
        """The articles of `sources` have hashes."""
        self._sources = sources
        self._memory = memory
        self._made: dict[str, ArticleReading] = {}
        known = {name: self._known_page(source.article) for name, source in sources.items()}
        self._make([name for name, page in known.items() if page is None])
        self.pages = {name: page or self._made[name].page for name, page in known.items()}
        for name, reading in self._made.items():
            if memory:
                memory.keep(PAGE, _key(PAGE, sources[name].article), reading.page)

    def texts(self, articles: Sequence[Article]) -> list[TextReading]:
        """Of each article; they are not kept for the next build."""
        known = {each.id: self._known_text(each) for each in articles}
        self._make([name for name, text in known.items() if text is None])
        return [known[each.id] or self._made[each.id].text for each in articles]

    def _make(self, names: Sequence[str]) -> None:
        self._made |= zip(names, read_articles([self._sources[n] for n in names]), strict=True)

    def _known_page(self, article: Article) -> PageReading | None:
        return self._memory.find(PAGE, _key(PAGE, article)) if self._memory else None

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
        found[_key(PAGE, article)] = encode(reading.page)
        found[_key(TEXT, article)] = encode(reading.text)
    return found


def _key(kind: Kind[PageReading] | Kind[TextReading], article: Article) -> bytes:
    return kind.key(article.content_hash.encode())
