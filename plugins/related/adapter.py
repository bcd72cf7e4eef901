"""Where the related articles meet Pelican: lists, closing sentences, links in the texts."""

from __future__ import annotations

import logging
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..common.keys import ALSO_CALLED
from ..common.problems import Problem, report
from ..run import DRAFT, HIDDEN, Entry, Run
from .article import Article, source_hash
from .link_targets import LinkTargets, filename_link
from .lists import overrides, relations
from .lists.overrides import Choices
from .lists.relations import Relations, with_others
from .settings import SETTING, RelatedSettings, read_settings
from .text.languages import primary
from .wording.messages import words_for
from .wording.reasons import reason_pieces

if TYPE_CHECKING:
    from ..wording.catalogue import Piece, Words
    from .cache import RelatedCache
    from .engine import RankedLanguage
    from .links.autolink import LinkPlan
    from .links.limits import LinkableText
    from .links.link_cache import LinkCache
    from .lists.build import Lists
    from .lists.suggestions import Suggestion
    from .reading import PageReading, Source
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

    def relate(self) -> None:
        """Work on all articles at once, with what the last build kept if there is a cache."""
        from .cache import RelatedCache, cache_file, load_cache, save_cache
        from .engine import without_garbage_collection

        folder = self.run.command.cache
        with without_garbage_collection():
            if not folder:
                self._relate(RelatedCache())
                return
            path = cache_file(folder, self.run.settings["PATH"])
            cache = load_cache(path)
            self._relate(cache)
            save_cache(cache, path)

    def _relate(self, cache: RelatedCache) -> None:
        from .engine import ClosestArticles, rank_by_language
        from .links.autolink import NEAR
        from .lists.build import build_lists
        from .lists.suggestions import AuthorInput
        from .reading import SiteReadings

        sources = {path: _source(path, entry) for path, entry in self.entries.items()}
        readings = SiteReadings(sources, cache.pages)
        pages, cache.pages = readings.pages, readings.kept
        articles = [source.article for source in sources.values()]
        authors = {path: self._linked(path, page) for path, page in pages.items()}
        languages = rank_by_language(articles, authors, cache.languages, readings.texts)
        author_input = AuthorInput(self.choices, self._relations(authors))
        lists = build_lists(languages, self.options, author_input, cache.lists)
        for path, suggestions in lists.made.items():
            self._list(path, suggestions, pages[path])
        links: dict[str, LinkPlan] = {}
        if self.options.links:
            closest = ClosestArticles(languages, NEAR)
            texts = self._linkable(sources, pages, authors)
            links = self._link(articles, texts, closest, cache.links)
        if self.run.command.related_reports is not None:
            html = {path: source.html for path, source in sources.items()}
            report = self._report(languages, lists, links, html, authors)
            self.run.command.related_reports.append(report)

    def _report(
        self,
        languages: Sequence[RankedLanguage],
        lists: Lists,
        links: Mapping[str, LinkPlan],
        sources: Mapping[str, str],
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
                path: [item.reason for item in entry.related or ()]
                for path, entry in self.entries.items()
            },
            choices=self.choices,
            links=links,
            sources=sources,
            authors=authors,
            urls={path: f"{site}/{entry.url}" for path, entry in self.entries.items()},
            front=[
                entry.source
                for entry in newest[: self.run.settings.get("DEFAULT_PAGINATION") or len(newest)]
            ],
        )
        return collect_report(data, self.options)

    def _list(self, path: str, suggestions: Sequence[Suggestion], page: PageReading) -> None:
        entry = self.entries[path]
        words = words_for(entry.lang)
        entry.related = tuple(self._item(suggestion, words) for suggestion in suggestions)
        if self.options.closing and suggestions:
            entry.closing = self._closing(path, suggestions, page)

    def _item(self, suggestion: Suggestion, words: Words) -> Item:
        pieces = reason_pieces(suggestion.reason, words) if self.options.reasons else ()
        reason = "".join([piece.text for piece in pieces])
        return Item(self.entries[suggestion.id].content, reason, pieces, suggestion.score)

    def _closing(
        self, path: str, suggestions: Sequence[Suggestion], page: PageReading
    ) -> Closing | None:
        from .wording.closing import closing_of

        title = self.entries[suggestions[0].id].title
        linked = self._linked(path, page, page.last_paragraph)
        sentence = closing_of(suggestions, title, linked, words_for(self.entries[path].lang))
        if sentence is None:
            return None
        return Closing(self.entries[sentence.target].content, sentence.pieces)

    def _linkable(
        self,
        sources: Mapping[str, Source],
        pages: Mapping[str, PageReading],
        authors: Mapping[str, set[str]],
    ) -> dict[str, LinkableText]:
        """The texts that may get links."""
        from .links.limits import LinkableText
        from .links.passages import LazyPassages, passages_at

        return {
            path: LinkableText(
                LazyPassages(partial(passages_at, page.passages, sources[path].html)),
                authors[path],
                sources[path].article.content_hash,
                page.encoded,
            )
            for path, page in pages.items()
            if self.choices[path].autolink
        }

    def _link(
        self,
        articles: Sequence[Article],
        texts: Mapping[str, LinkableText],
        closest: Mapping[str, Collection[str]],
        cache: LinkCache,
    ) -> dict[str, LinkPlan]:
        from .links.autolink import insert, plan

        planned = plan(articles, texts, closest, self.options, cache)
        for path, links in planned.items():
            entry = self.entries[path]
            entry.html = insert(entry.html, links.made, filename_link)
        return planned

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
        in_series = relations.series_relations(self._parts())
        found: dict[str, Relations] = {}
        for path, entry in self.entries.items():
            others = map(self.run.entry_of, entry.translations)
            translations = {o.source: o.lang for o in others if o.source in self.entries}
            series = in_series.get(path, Relations())
            found[path] = with_others(series, translations, authors[path] - {path})
        return found

    def _parts(self) -> dict[str, relations.Part]:
        """The articles that are part of a series; mistakes are reported."""
        parts: dict[str, relations.Part] = {}
        names = {path: entry.shown for path, entry in self.entries.items()}
        for path, entry in self.entries.items():
            when = entry.date.timestamp() if entry.date else math.inf
            part, problems = relations.read_part(
                entry.metadata, names[path], primary(entry.lang), when
            )
            parts |= {path: part} if part else {}
            _report_problems(problems, entry)
        for path, problem in relations.clashes(parts, names):
            _report_problems([problem], self.entries[path])
        return parts


def _source(path: str, entry: Entry) -> Source:
    """An article as it is given to be read."""
    from .reading import Source

    article, html = _article(path, entry), entry.html
    return Source(replace(article, content_hash=source_hash(article, html)), html)


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


def _report_problems(problems: Iterable[Problem], entry: Entry) -> None:
    for problem in problems:
        report(logger, _located(problem, entry.path))


def _located(problem: Problem, source: Path) -> Problem:
    """The problem with the line on which its value stands, where the source is Markdown."""
    from ..common.frontmatter import MARKDOWN, parse

    if source.suffix.lower() not in MARKDOWN:
        return problem
    field = parse(source.read_text(encoding="utf-8-sig")).fields.get(problem.key.lower())
    for line in field.lines if field else ():
        if problem.value in overrides.words(line.value) or problem.value == line.value:
            return replace(problem, line=line.number)
    return problem
