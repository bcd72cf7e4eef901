"""What a run found out about lists and links: plain values, for the author to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from ...common.values import dataclass
from ..lists.suggestions import Exclusion


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that is listed under another, or might have been."""

    id: str
    score: float
    """0 where only the author's `Related` names it."""

    parts: tuple[tuple[str, float], ...] = ()
    """What the score is made of, in plain words; empty where nobody recorded it."""

    reason: str = ""
    """As the list says it."""

    why: Exclusion | None = None
    """Why it is not listed; None where it is."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name an article."""

    before: str
    """What a reader sees before them in the sentence."""

    anchor: str
    after: str
    target: str
    """Id of the article."""

    rule: str = ""
    """Why they are no link; empty where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReport:
    """One article, and what became of it."""

    id: str
    """Path of its source, relative to the content folder."""

    title: str
    url: str
    """Absolute, as the run was built."""

    floor: float = 0.0
    """Least score of what is listed under it without being chosen."""

    candidates: tuple[Candidate, ...] = ()
    """The listed in their order, then the others, closest first."""

    linking: bool = True
    """Whether links may be made in its text."""

    mentions: tuple[Mention, ...] = ()
    """In the order of the text."""

    authors: tuple[str, ...] = ()
    """Ids of the articles that the author's own links lead to, sorted."""

    @property
    def listed(self) -> tuple[Candidate, ...]:
        """Its list."""
        return tuple(candidate for candidate in self.candidates if candidate.why is None)

    @property
    def passed_over(self) -> tuple[Candidate, ...]:
        """Those close to it that are not listed."""
        return tuple(candidate for candidate in self.candidates if candidate.why)

    @property
    def made(self) -> tuple[Mention, ...]:
        """The links made in its text."""
        return tuple(mention for mention in self.mentions if not mention.rule)

    @property
    def refused(self) -> tuple[Mention, ...]:
        """The mentions that are no link."""
        return tuple(mention for mention in self.mentions if mention.rule)


@dataclass(frozen=True)
class SiteReport:
    """All published articles of a site, by id in ascending order."""

    articles: Mapping[str, ArticleReport]
    count: int
    """Articles that a list may hold."""

    front: tuple[str, ...] = ()
    """Ids of the articles on the first page of the index."""

    @cached_property
    def listed_in(self) -> Mapping[str, tuple[str, ...]]:
        """Id to the ids of the articles whose list names it."""
        return self._inverse((a.id, c.id) for a in self.articles.values() for c in a.listed)

    @cached_property
    def linked_in(self) -> Mapping[str, tuple[str, ...]]:
        """Id to the ids of the articles whose text links it, by the author's hand or ours."""
        made = ((a.id, m.target) for a in self.articles.values() for m in a.made)
        own = ((a.id, target) for a in self.articles.values() for target in a.authors)
        return self._inverse((*made, *own))

    def incoming(self, name: str) -> int:
        """How many lists and texts lead to an article."""
        return len(self.listed_in[name]) + len(self.linked_in[name])

    @cached_property
    def unlisted(self) -> tuple[str, ...]:
        """Ids of the articles that no list names."""
        return tuple(name for name in self.articles if not self.listed_in[name])

    @cached_property
    def orphans(self) -> tuple[str, ...]:
        """Ids of those that no list names and no other text links."""
        return tuple(name for name in self.unlisted if not self.linked_in[name])

    @cached_property
    def reached(self) -> frozenset[str]:
        """Ids of the articles one comes to from the front page by lists and links alone."""
        found: set[str] = set()
        waiting = list(self.front)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._leads(self.articles[name])
        return frozenset(found)

    def _leads(self, article: ArticleReport) -> list[str]:
        listed = [candidate.id for candidate in article.listed]
        made = [mention.target for mention in article.made]
        return [name for name in (*listed, *made, *article.authors) if name in self.articles]

    def _inverse(self, pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {name: set() for name in self.articles}
        for source, target in pairs:
            if target in found and source != target:
                found[target].add(source)
        return {name: tuple(sorted(sources)) for name, sources in found.items()}
