"""Where the related articles meet Pelican: lists, closing sentences, links in the texts."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from ..common.frontmatter import located
from ..common.keys import ALSO_CALLED
from ..common.problems import Problem, report
from ..common.values import dataclass
from ..run import DRAFT, HIDDEN, PUBLISHED, Entry, Run
from .article import Article, Source, source_hash
from .link_targets import LinkTargets, filename_link
from .links.insertion import Link, insert
from .lists import overrides, relations
from .lists.overrides import Choices
from .lists.relations import Relations, with_others
from .lists.suggestions import NO_CHOICES, AuthorInput, Suggestion
from .outcome import OUTCOME, ArticleInput, Outcome, outcome_key
from .settings import SETTING, RelatedSettings, read_settings
from .text.languages import primary
from .wording.closing import Sentence, closing_of
from .wording.messages import words_for
from .wording.reasons import Reason, reason_pieces

if TYPE_CHECKING:
    from ..wording.catalogue import Piece
    from .engine import RankedLanguage
    from .kept import RelatedState, SiteReadings
    from .links.autolink import LinkPlan
    from .links.encoding import Codes
    from .links.limits import LinkableText
    from .links.link_cache import LinkCache
    from .links.passages import Passage
    from .links.verification import Match
    from .lists.build import Lists
    from .reading import PageReading
    from .report.model import SiteReport

logger = logging.getLogger(__name__)

WITHHELD = {DRAFT: "a draft", HIDDEN: "hidden"}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list under an article."""

    article: Any
    reason: str
    """In the words of the article that has the list (`messages.words_for`); empty: not told."""

    pieces: tuple[Piece, ...]
    """The same, a subject or name apart from the words around it."""

    score: float


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing sentence; its piece of `closing.TITLE` is to be a link to `article`."""

    article: Any
    pieces: tuple[Piece, ...]


def prepare(run: Run) -> None:
    """Read what the owner set."""
    options, problems = read_settings(run.settings.get(SETTING, {}))
    report(logger, *problems)
    run.set_state(options)
    run.offer(related_words=words_for)


def relate(run: Run) -> None:
    """Give every article its list, closing sentence and links; those not published get none."""
    for entry in run.entries:
        if not entry.is_page:
            entry.related = ()
            entry.closing = None
    site = _Site(run, run.state_of(RelatedSettings))
    # An article by itself has nothing to be related to, and the engine takes long to import.
    if len(site.entries) > 1 or run.command.related_reports is not None:
        site.relate()


def read_ahead(run: Run, entries: Sequence[Entry]) -> dict[bytes, bytes]:
    """What `relate` will read in those of these articles that are published, if nothing changes."""
    published = [entry for entry in entries if entry.metadata.get("status") in {None, PUBLISHED}]
    if not published:
        return {}
    from .kept import encoded_readings

    return encoded_readings([_source(_article_of_file(run, entry), entry) for entry in published])


class _Site:
    """The published articles of a run, by id: the path of their source."""

    def __init__(self, run: Run, options: RelatedSettings) -> None:
        self.options = options
        self.run = run
        self.entries = {entry.source: entry for entry in run.listed()}
        self.targets = LinkTargets(
            run.settings["SITEURL"],
            {path: path for path in self.entries},
            {entry.url: path for path, entry in self.entries.items()},
        )
        self.choices = {path: self._choices(path, entry) for path, entry in self.entries.items()}
        self._worded = cache(self._worded_anew)

    def relate(self) -> None:
        """Give all articles what is found of them; anew where anything that decides changed."""
        memory = self.run.command.memory
        self._parts = self.run.series_parts
        self._sources = {
            path: _source(_article(path, entry), entry) for path, entry in self.entries.items()
        }
        key = outcome_key(self.run.settings["SITEURL"], self.options, self._inputs())
        reported = self.run.command.related_reports is not None
        outcome = memory.find(OUTCOME, key) if memory and not reported else None
        if outcome is None:
            outcome = self._found()
            if memory:
                memory.keep(OUTCOME, key, outcome)
        self._give(outcome)

    def _inputs(self) -> dict[str, ArticleInput]:
        return {
            path: ArticleInput(
                self._sources[path].article.content_hash,
                entry.url,
                self.choices[path],
                self._parts.get(path),
                self._translations(entry),
            )
            for path, entry in self.entries.items()
        }

    def _found(self) -> Outcome:
        """Work on all articles at once, with what the last build kept if it is remembered."""
        from .engine import without_garbage_collection
        from .kept import RelatedState, find_state, keep_state, relieve

        memory, content = self.run.command.memory, self.run.settings["PATH"]
        with without_garbage_collection():
            state = find_state(memory, content) if memory else RelatedState()
            outcome = self._relate(state)
            if memory:
                relieve(len(self.entries))
                keep_state(memory, content, state)
        del state
        relieve(len(self.entries))
        return outcome

    def _relate(self, state: RelatedState) -> Outcome:
        from .engine import ClosestArticles, rank_by_language
        from .kept import SiteReadings
        from .links.autolink import NEAR
        from .lists.build import build_lists

        sources = self._sources
        readings = SiteReadings(sources, self.run.command.memory, state.pages)
        pages, state.pages = readings.pages, readings.known()
        articles = [source.article for source in sources.values()]
        authors = {path: self._linked(path, page) for path, page in pages.items()}
        languages = rank_by_language(articles, authors, state.languages, readings.texts)
        author_input = AuthorInput(self.choices, self._relations(authors))
        lists = build_lists(languages, self.options, author_input, state.lists)
        links: dict[str, LinkPlan] = {}
        if self.options.links:
            closest = ClosestArticles(languages, NEAR)
            texts = self._linkable(readings, authors)
            links = self._plan(articles, texts, closest, state.links)
        outcome = Outcome(
            {path: tuple(listed) for path, listed in lists.made.items()},
            dict(self._closings(lists, pages)),
            {path: tuple(map(_link, plan.made)) for path, plan in links.items() if plan.made},
        )
        if self.run.command.related_reports is not None:
            report = self._report(languages, lists, links, authors)
            self.run.command.related_reports.append(report)
        return outcome

    def _report(
        self,
        languages: Sequence[RankedLanguage],
        lists: Lists,
        links: Mapping[str, LinkPlan],
        authors: Mapping[str, set[str]],
    ) -> SiteReport:
        """What the author of the site may want to know of this run."""
        from .report.collect import RunData, collect_report

        site = self.run.settings["SITEURL"].rstrip("/")
        newest = self.run.index_articles
        data = RunData(
            languages=languages,
            lists=lists.made,
            passed_over=lists.passed_over,
            reasons={
                path: [item.reason for item in self._items(path, lists.made.get(path, ()))]
                for path in self.entries
            },
            choices=self.choices,
            links=links,
            sources={path: source.html for path, source in self._sources.items()},
            authors=authors,
            urls={path: f"{site}/{entry.url}" for path, entry in self.entries.items()},
            front=[
                entry.source
                for entry in newest[: self.run.settings.get("DEFAULT_PAGINATION") or len(newest)]
            ],
        )
        return collect_report(data, self.options)

    def _give(self, outcome: Outcome) -> None:
        for path, suggestions in outcome.lists.items():
            self.entries[path].related = tuple(self._items(path, suggestions))
        for path, sentence in outcome.closings.items():
            self.entries[path].closing = Closing(self._content(sentence.target), sentence.pieces)
        for path, links in outcome.links.items():
            entry = self.entries[path]
            entry.html = insert(entry.html, links, filename_link)

    def _content(self, path: str) -> Any:
        return self.entries[path].content

    def _items(self, path: str, suggestions: Iterable[Suggestion]) -> Iterator[Item]:
        lang = self.entries[path].lang
        for suggestion in suggestions:
            told = self._worded(suggestion.reason, lang) if self.options.reasons else ("", ())
            yield Item(self._content(suggestion.id), *told, suggestion.score)

    @staticmethod
    def _worded_anew(reason: Reason, lang: str) -> tuple[str, tuple[Piece, ...]]:
        """A reason in the words of a language, which many articles share."""
        pieces = reason_pieces(reason, words_for(lang))
        return "".join([piece.text for piece in pieces]), pieces

    def _closings(
        self, lists: Lists, pages: Mapping[str, PageReading]
    ) -> Iterator[tuple[str, Sentence]]:
        for path, suggestions in lists.made.items() if self.options.closing else ():
            if suggestions:
                title = self.entries[suggestions[0].id].title
                linked = self._linked(path, pages[path], pages[path].last_paragraph)
                words = words_for(self.entries[path].lang)
                if sentence := closing_of(suggestions, title, linked, words):
                    yield path, sentence

    def _linkable(
        self, readings: SiteReadings, authors: Mapping[str, set[str]]
    ) -> dict[str, LinkableText]:
        """The texts that may get links."""
        from .links.encoding import EncodedText
        from .links.limits import LinkableText
        from .links.passages import LazyPassages, passages_at

        def passages(path: str) -> list[Passage]:
            return passages_at(readings.page_text(path).passages, self._sources[path].html)

        def codes(path: str) -> Codes:
            return readings.page_text(path).codes

        return {
            path: LinkableText(
                LazyPassages(partial(passages, path)),
                authors[path],
                self._sources[path].article.content_hash,
                EncodedText(page.names, partial(codes, path)),
            )
            for path, page in readings.pages.items()
            if self.choices[path].autolink
        }

    def _plan(
        self,
        articles: Sequence[Article],
        texts: Mapping[str, LinkableText],
        closest: Mapping[str, Collection[str]],
        cache: LinkCache,
    ) -> dict[str, LinkPlan]:
        from .links.autolink import plan

        return plan(articles, texts, closest, self.options, cache)

    def _linked(self, path: str, page: PageReading, paragraph: int | None = None) -> set[str]:
        """Ids that the author's links lead to, in one paragraph or in all."""
        url = self.entries[path].url
        targets = (
            self.targets.target(anchor.href, path, url)
            for anchor in page.anchors
            if paragraph in (None, anchor.paragraph)
        )
        return {target for target in targets if target}

    def _choices(self, path: str, entry: Entry) -> Choices:
        if not overrides.makes_choices(entry.metadata):
            return NO_CHOICES
        slugs = (
            self._slugs(path, entry)
            if overrides.names_slugs(entry.metadata)
            else overrides.NO_SLUGS
        )
        choices, problems = overrides.read_choices(entry.metadata, slugs, entry.shown)
        _report_problems(problems, entry)
        return choices

    def _slugs(self, path: str, entry: Entry) -> overrides.SlugTable:
        """The site's slugs; where languages share one, that of the article's own language."""
        others = {p: other for p, other in self.entries.items() if p != path}
        order = sorted(others, key=lambda p: (primary(others[p].lang) == primary(entry.lang), p))
        withheld = {
            other.slug: WITHHELD[other.status]
            for other in self.run.entries
            if not other.is_page and other.status in WITHHELD
        }
        return overrides.SlugTable(entry.slug, {others[p].slug: p for p in order}, withheld)

    def _relations(self, authors: Mapping[str, set[str]]) -> dict[str, Relations]:
        """What ties each article to others, as their authors wrote it."""
        in_series = relations.series_relations(self._parts)
        found: dict[str, Relations] = {}
        for path, entry in self.entries.items():
            series = in_series.get(path, Relations())
            translations = self._translations(entry)
            found[path] = with_others(series, translations, authors[path] - {path})
        return found

    def _translations(self, entry: Entry) -> dict[str, str]:
        others = map(self.run.entry_of, entry.translations)
        return {other.source: other.lang for other in others if other.source in self.entries}


def _source(article: Article, entry: Entry) -> Source:
    """An article as it is given to be read."""
    html = entry.html
    return Source(replace(article, content_hash=source_hash(article, html)), html)


def _link(match: Match) -> Link:
    return Link(match.start, match.end, match.target)


def _article(path: str, entry: Entry) -> Article:
    """What stands beside an article's text."""
    return Article(
        id=path,
        title=entry.title,
        body="",
        summary=str(entry.metadata.get("summary") or ""),
        tags=tuple(str(tag.name) for tag in entry.tags),
        date=entry.date.date() if entry.date else None,
        lang=entry.lang,
        aliases=tuple(overrides.names(entry.values(ALSO_CALLED))),
    )


def _article_of_file(run: Run, entry: Entry) -> Article:
    """The same of a text of which Pelican has made no article yet."""
    given = entry.metadata
    return Article(
        id=entry.source,
        title=str(given.get("title", "")),
        body="",
        summary=str(given.get("summary") or ""),
        tags=tuple(str(tag.name) for tag in given.get("tags", ())),
        date=given["date"].date() if given.get("date") else None,
        lang=str(given.get("lang", run.settings["DEFAULT_LANG"].lower())),
        aliases=tuple(overrides.names(entry.values(ALSO_CALLED))),
    )


def _report_problems(problems: Iterable[Problem], entry: Entry) -> None:
    for problem in problems:
        report(logger, located(problem, entry.path))
