"""Where the related articles meet Pelican. Signals, in the order in which they fire:

initialized               read the options
generator_init            let templates find the plugin's partials
all_generators_finalized  rank, choose reasons and closing sentences, put links into the texts
"""

from __future__ import annotations

import logging
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader
from pelican import signals

from ..common.keys import ALSO_CALLED
from ..common.problems import Problem, report, shown_path
from .article import Article
from .extract import Read, Seen, Source, read
from .link_targets import Addresses, filename_link
from .lists import overrides, relations
from .lists.overrides import Choices
from .lists.relations import Kin, kin_of
from .settings import SETTING, RelatedSettings, read_settings
from .text.languages import primary
from .wording.messages import words_for
from .wording.reasons import pieces

if TYPE_CHECKING:
    from ..wording.catalogue import Piece, Words
    from .cache import Past
    from .engine import Group
    from .links.autolink import Links
    from .links.limits import Text
    from .links.link_cache import Memory
    from .lists.build import Lists, Suggestion
    from .report.model import Run
    from .wording.closing import Sentence

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
STATE = "COLOPHON_RELATED"
CACHE = "COLOPHON_CACHE"
"""Setting of `invoke build`: the folder of what builds remember; without it nothing is."""

RUNS = "COLOPHON_RELATED_RUNS"
"""Setting of a command that wants to know what a run found: a list, to which its `Run` is added."""

PUBLISHED = ("articles", "translations")
WITHHELD = {
    "drafts": "a draft",
    "drafts_translations": "a draft",
    "hidden_articles": "hidden",
    "hidden_translations": "hidden",
}


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


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(offer_partials)
    signals.all_generators_finalized.connect(relate)


def prepare(pelican: Any) -> None:
    """Read what the owner set."""
    options, problems = read_settings(pelican.settings.get(SETTING, {}))
    for problem in problems:
        report(logger, problem)
    pelican.settings[STATE] = options
    offered = {"related_words": words_for}
    pelican.settings["JINJA_GLOBALS"] = {**pelican.settings["JINJA_GLOBALS"], **offered}


def offer_partials(generator: Any) -> None:
    """Let the plugin's templates be found, last in line: a theme's own come first."""
    generator.env.loader.loaders.append(FileSystemLoader(TEMPLATES))


def relate(generators: Iterable[Any]) -> None:
    """Give every article its list, closing sentence and links; those not published get none."""
    for generator in generators:
        if hasattr(generator, "drafts_translations"):
            _blank(generator)
            _Site(generator, generator.settings[STATE]).relate()


def _blank(generator: Any) -> None:
    for name in (*PUBLISHED, *WITHHELD):
        for entry in getattr(generator, name):
            entry.colophon_related = ()
            entry.colophon_closing = None


class _Site:
    """The published articles of a run, by id: the path of their source."""

    def __init__(self, generator: Any, options: RelatedSettings) -> None:
        self.options = options
        self.generator = generator
        self.entries = {
            str(entry.get_relative_source_path()): entry
            for name in PUBLISHED
            for entry in getattr(generator, name)
        }
        self.addresses = Addresses(
            generator.settings["SITEURL"],
            {path: path for path in self.entries},
            {entry.url: path for path, entry in self.entries.items()},
        )

    def relate(self) -> None:
        """Work on all articles at once."""
        from .cache import Past, file_of, load, save
        from .engine import uncollected

        settings = self.generator.settings
        folder = settings.get(CACHE)
        with uncollected():
            if not folder:
                self._relate(Past())
                return
            path = file_of(Path(folder), settings["PATH"])
            past = load(path)
            self._relate(past)
            save(past, path)

    def _relate(self, past: Past) -> None:
        from .engine import Closest, groups
        from .links.autolink import NEAR
        from .lists.build import Given, lists_of

        reads = {
            path: read(_source(path, entry), past.seen.get(path))
            for path, entry in self.entries.items()
        }
        past.seen = {path: found.seen for path, found in reads.items()}
        articles = {path: seen.article for path, seen in past.seen.items()}
        choices = {path: self._choices(path, entry) for path, entry in self.entries.items()}
        authors = {path: self._linked(path, seen) for path, seen in past.seen.items()}
        grouped = groups(articles.values(), authors, past.known)
        given = Given(choices, self._kin(authors))
        lists = lists_of(grouped, self.options, given, past.lists)
        for path, suggestions in lists.made.items():
            self._list(path, suggestions, past.seen[path])
        sources = {path: _html(entry) for path, entry in self.entries.items()}
        links: dict[str, Links] = {}
        if self.options.links:
            texts = self._texts(reads, choices, authors)
            links = self._link(articles, texts, Closest(grouped, NEAR), past.links)
        runs = self.generator.settings.get(RUNS)
        if runs is not None:
            runs.append(self._run(articles, grouped, lists, choices, links, sources, authors))

    def _run(  # noqa: PLR0917 - what `relate` has in its hands
        self,
        articles: Mapping[str, Article],
        grouped: Sequence[Group],
        lists: Lists,
        choices: Mapping[str, Choices],
        links: Mapping[str, Links],
        sources: Mapping[str, str],
        authors: Mapping[str, set[str]],
    ) -> Run:
        """What the author of the site may want to know of this run."""
        from .report.collect import Found, record

        given = {path: entry.colophon_related for path, entry in self.entries.items()}
        site = self.generator.settings["SITEURL"].rstrip("/")
        found = Found(
            articles=articles,
            groups=grouped,
            lists=lists.made,
            passed_over=lists.passed_over,
            reasons={path: [item.reason for item in items] for path, items in given.items()},
            choices=choices,
            links=links,
            sources=sources,
            authors=authors,
            urls={path: f"{site}/{entry.url}" for path, entry in self.entries.items()},
            front=self._front(),
        )
        return record(found, self.options)

    def _front(self) -> list[str]:
        """Paths of the articles on the first page of the index."""
        newest = self.generator.articles
        size = self.generator.settings.get("DEFAULT_PAGINATION") or len(newest)
        return [str(entry.get_relative_source_path()) for entry in newest[:size]]

    def _list(self, path: str, suggestions: Sequence[Suggestion], seen: Seen) -> None:
        entry = self.entries[path]
        entry.colophon_related = tuple(
            self._item(suggestion, words_for(entry.lang)) for suggestion in suggestions
        )
        if self.options.closing and suggestions:
            entry.colophon_closing = self._closing(path, suggestions, seen)

    def _item(self, suggestion: Suggestion, words: Words) -> Item:
        told = pieces(suggestion.reason, words) if self.options.reasons else ()
        reason = "".join([piece.text for piece in told])
        return Item(self.entries[suggestion.id], reason, told, suggestion.score)

    def _closing(self, path: str, suggestions: Sequence[Suggestion], seen: Seen) -> Closing | None:
        from .wording.closing import closing_of

        title = self.entries[suggestions[0].id].title
        linked = self._linked(path, seen, seen.last_paragraph)
        words = words_for(self.entries[path].lang)
        sentence: Sentence | None = closing_of(suggestions, title, linked, words)
        if sentence is None:
            return None
        return Closing(self.entries[sentence.target], sentence.pieces)

    def _texts(
        self,
        reads: Mapping[str, Read],
        choices: Mapping[str, Choices],
        authors: Mapping[str, set[str]],
    ) -> dict[str, Text]:
        """The texts that may get links."""
        from .links.limits import Text

        return {
            path: Text(found.passages, authors[path], found.seen.article.key)
            for path, found in reads.items()
            if choices[path].autolink
        }

    def _link(
        self,
        articles: Mapping[str, Article],
        texts: Mapping[str, Text],
        near: Mapping[str, Collection[str]],
        memory: Memory,
    ) -> dict[str, Links]:
        from .links.autolink import insert, plan

        planned = plan(articles.values(), texts, near, self.options, memory)
        for path, links in planned.items():
            entry = self.entries[path]
            entry._content = insert(_html(entry), links.made, filename_link)  # noqa: SLF001 - see `_html`
        return planned

    def _linked(self, path: str, seen: Seen, paragraph: int | None = None) -> set[str]:
        """Ids that the author's links lead to, in one paragraph or in all."""
        url = self.entries[path].url
        targets = (
            self.addresses.target(anchor.href, path, url)
            for anchor in seen.anchors
            if paragraph in (None, anchor.paragraph)
        )
        return {target for target in targets if target}

    def _choices(self, path: str, entry: Any) -> Choices:
        name = shown_path(entry.source_path)
        site = self._seen_from(path, entry) if overrides.asks(entry.metadata) else None
        choices, problems = overrides.read(entry.metadata, site or overrides.NOWHERE, name)
        for problem in problems:
            report(logger, _located(problem, entry.source_path))
        return choices

    def _kin(self, authors: Mapping[str, set[str]]) -> dict[str, Kin]:
        """What ties each article to others, as their authors wrote it."""
        beside = relations.beside(self._parts())
        return {
            path: kin_of(
                beside.get(path, relations.ALONE), self._translations(entry), authors[path] - {path}
            )
            for path, entry in self.entries.items()
        }

    def _translations(self, entry: Any) -> dict[str, str]:
        found = {str(other.get_relative_source_path()): other.lang for other in entry.translations}
        return {path: lang for path, lang in found.items() if path in self.entries}

    def _parts(self) -> dict[str, relations.Part]:
        """The articles that are part of a series; mistakes are reported."""
        parts: dict[str, relations.Part] = {}
        names = {path: shown_path(entry.source_path) for path, entry in self.entries.items()}
        for path, entry in self.entries.items():
            date = getattr(entry, "date", None)
            when = date.timestamp() if date else math.inf
            part, problems = relations.read(entry.metadata, names[path], primary(entry.lang), when)
            parts |= {path: part} if part else {}
            for problem in problems:
                report(logger, _located(problem, entry.source_path))
        for path, problem in relations.clashes(parts, names):
            report(logger, _located(problem, self.entries[path].source_path))
        return parts

    def _seen_from(self, path: str, entry: Any) -> overrides.Site:
        """The site's slugs; where languages share one, that of the article's own language."""
        others = {p: other for p, other in self.entries.items() if p != path}
        order = sorted(others, key=lambda p: (primary(others[p].lang) == primary(entry.lang), p))
        withheld = {
            other.slug: state
            for name, state in WITHHELD.items()
            for other in getattr(self.generator, name)
        }
        return overrides.Site(entry.slug, {others[p].slug: p for p in order}, withheld)


def _html(entry: Any) -> str:
    """The source of Pelican's `content` and `summary`, which it memoizes once they are read."""
    return entry._content or ""  # noqa: SLF001 - Pelican offers no other way to it


def _source(path: str, entry: Any) -> Source:
    date = getattr(entry, "date", None)
    return Source(
        id=path,
        title=str(entry.title),
        html=_html(entry),
        summary=str(entry.metadata.get("summary") or ""),
        tags=tuple(str(tag.name) for tag in getattr(entry, "tags", ())),
        date=date.date() if date else None,
        lang=entry.lang,
        aliases=tuple(overrides.names(_lines(entry.metadata.get(ALSO_CALLED.field)))),
    )


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        yield from map(str, value)
    elif value is not None:
        yield str(value)


def _located(problem: Problem, source: str) -> Problem:
    """The problem with the line on which its value stands, where the source is Markdown."""
    from ..common.frontmatter import MARKDOWN, parse

    if Path(source).suffix.lower() not in MARKDOWN:
        return problem
    field = parse(Path(source).read_text(encoding="utf-8-sig")).fields.get(problem.key.lower())
    for line in field.lines if field else ():
        if problem.value in overrides.words(line.value) or problem.value == line.value:
            return replace(problem, line=line.number)
    return problem
