"""Where feeds meet Pelican: ours take the place of Pelican's own, and get a page about them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict, field
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import pelican

from ..article import Article, TermList
from ..common.addresses import absolute
from ..common.problems import Problem, report
from ..common.values import dataclass
from ..run import Entry, Kept, Run
from ..wording.catalogue import ENGLISH, subtags
from . import body
from .entries import Ending, EntryText, TextReader, entry_of, id_of, inputs_of, text_for, text_of
from .entry import FeedEntry, Generator
from .files import ArticleOrder, EntryPlan, FeedFiles, Listing
from .identity import KIT, shared_id, without_id
from .interactive import TextPlace
from .messages import INTRO, SUBSCRIBE, words_for
from .paths import SHOWN, STYLESHEET, WHOLE, ListKey, feed_folder, feed_path
from .settings import FeedsSettings, read, read_page
from .site import FeedSite, StaticFiles, missing_picture, nameless_site, person_of, whole_of
from .subscribe import (
    DisclosedInFeeds,
    FeedLink,
    Linker,
    SubscribePage,
    disclosed_in,
    subscribe_page,
)

logger = logging.getLogger(__name__)

PAGE = "subscribe"
"""Name of the template of the page about feeds."""
CLOSING = "related/closing.html"
"""The template of the sentence that ends a text."""
RELATED = "Related articles"
"""What the related plugin's own words call its list."""
GENERATOR = Generator("Pelican with Colophon", "https://getpelican.com/", pelican.__version__)
KINDS = ("FEED", "FEED_ALL", "CATEGORY_FEED", "TAG_FEED", "AUTHOR_FEED", "TRANSLATION_FEED")
ENTRY_TEXTS = Kept[EntryText]("text of a feed's entry", EntryText)
REPLACED = tuple(f"{kind}_{form}" for kind, form in product(KINDS, ("ATOM", "RSS")))
"""Settings of Pelican's own feeds."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links of pages, made once for all that show no list, and once for each list."""

    by_list: dict[ListKey | None, tuple[FeedLink, ...]] = field(default_factory=dict)


def prepare(run: Run) -> None:
    """Read `FEEDS`, take over from Pelican's feeds, and make the page a direct template."""
    settings = run.settings
    options, mistakes = read(settings)
    report(logger, *mistakes)
    run.set_state(options)
    run.set_state(PageLinks())
    settings.update(dict.fromkeys(REPLACED))
    settings.update({name.upper(): text for name, text in asdict(read_page(settings)).items()})
    run.add_page(PAGE)
    run.offer(
        feed_links=run.of_page(links_of_page, ("article", "page", *SHOWN)),
        feeds_page=run.of_page(page_about_feeds),
    )


def reserve_files(run: Run) -> None:
    """Name the feeds' files, so that no text can be put in the place of one, and the page."""
    options = run.state_of(FeedsSettings)
    languages = _languages(run) if options.language else ()
    for shown in (WHOLE, *(shown for shown, _ in _term_lists(run)), *languages):
        for form in options.formats(shown.kind):
            run.outputs[feed_path(shown.kind, shown.slug, form)] = "a feed of the site"
    # Which models there are shows only once every article has its label.
    run.outputs[feed_folder("model")] = "the folder of the site's feeds of models"
    run.outputs[feed_folder("archive")] = "the folder of the archive of the site's feed"
    run.outputs[STYLESHEET] = "the style sheet of the site's feeds"
    say = words_for(run.settings["DEFAULT_LANG"])
    run.list_titles[PAGE] = (say(SUBSCRIBE), say(INTRO))
    if run.settings["SUBSCRIBE_SAVE_AS"]:
        run.subscribe_url = run.settings["SUBSCRIBE_URL"]


def give_ids(run: Run) -> None:
    """Leave each article's id on it; tell of shared and missing ids, and of missing pictures."""
    published = _published(run)
    site = _site(run, published)
    first: dict[str, Path] = {}
    without = []
    for entry in run.listed():
        given = entry.given_id
        feed_id = entry.feed_id = id_of(given, entry.source, entry.address, entry.date, site)
        other = first.setdefault(feed_id, entry.path)
        if other is not entry.path:
            report(logger, shared_id(entry.path, other))
        if not given:
            without.append(entry.path)
    if without and site.ids == KIT:
        run.note(logger, without_id(run.content_folder, without))
    report(logger, *_missing_pictures(run, published))
    if not run.settings["SITENAME"].strip():
        report(logger, nameless_site())


def write_feeds(run: Run) -> None:
    """Write every feed of the site, the archive of the first, and their style sheet."""
    options, published = run.state_of(FeedsSettings), _published(run)
    site = _site(run, published)
    say = words_for(run.settings["DEFAULT_LANG"])
    whole = whole_of(run.settings, options, site, published, GENERATOR)
    entries = {entry.source: entry for entry in run.listed()}
    endings, read = Endings(run), text_reader(run)

    def plan(article: Article) -> EntryPlan:
        entry = entries[article.source]

        def inputs() -> tuple[object, ...]:
            html = entry.html_below(site.url)
            text = entry.text_hash if site.url == run.settings["SITEURL"] else None
            return inputs_of(article, html, site, endings.inputs(entry), read, text=text)

        def make() -> FeedEntry:
            return entry_of(article, entry.html_below(site.url), site, endings.of(entry), read)

        return EntryPlan(inputs, make)

    run.write_planned(FeedFiles(site, whole, options, say, plan).plans(_lists(run)))


def entry_text_reader(run: Run) -> Callable[[Entry], EntryText]:
    """Reads the text of each entry, as `write_feeds` does later."""
    site, read = _site(run, _published(run)), text_reader(run)

    def text(entry: Entry) -> EntryText:
        return text_of(entry.article, entry.html_below(site.url), site, read)

    return text


def links_of_page(run: Run, context: Any) -> tuple[FeedLink, ...]:
    """The feeds to which the page being rendered links."""
    made, shown = run.state_of(PageLinks).by_list, _shown(context)
    if shown not in made:
        made[shown] = tuple(_linker(run).on_page(shown))
    return made[shown]


def page_about_feeds(run: Run, _context: Any) -> SubscribePage:
    """Everything on the page about feeds."""
    lists = [(shown, term.url if term.save_as else "") for shown, term in _term_lists(run)]
    lists += [(shown, "") for shown in _languages(run)]
    articles = [entry.article for entry in run.listed()]
    publisher = run.responsible.name if run.responsible else run.settings["SITENAME"]
    disclosed = DisclosedInFeeds()
    if run.disclosure:
        say = run.disclosure.words_for(run.settings["DEFAULT_LANG"])
        disclosed = disclosed_in((article.label for article in articles), say)
    return subscribe_page(
        _linker(run), lists, disclosed, publisher=publisher, articles=len(articles)
    )


def _linker(run: Run) -> Linker:
    settings = run.settings
    words = words_for(settings["DEFAULT_LANG"])
    return Linker(run.siteurl, settings["SITENAME"], run.state_of(FeedsSettings), words)


def _shown(context: Any) -> ListKey | None:
    """The list of articles on a page; articles and pages have a category, but are no list."""
    if context.get("article") or context.get("page"):
        return None
    lists = (ListKey(kind, of.slug, of.name) for kind in SHOWN if (of := context.get(kind)))
    return next((shown for shown in lists if shown.slug), None)


def _site(run: Run, published: StaticFiles) -> FeedSite:
    settings, options = run.settings, run.state_of(FeedsSettings)
    return FeedSite(
        url=run.siteurl,
        name=settings["SITENAME"],
        categories=absolute(run.siteurl, settings["CATEGORY_URL"].partition("{")[0]),
        tags=absolute(run.siteurl, settings["TAG_URL"].partition("{")[0]),
        authors=frozenset(author.slug for author in run.terms("author") if author.save_as),
        responsible=person_of(run.responsible) if run.responsible else None,
        site_id=options.site_id,
        about=absolute(run.siteurl, run.subscribe_url) if run.subscribe_url is not None else "",
        ids=options.ids,
        size_of=published.size_of,
    )


def _published(run: Run) -> StaticFiles:
    settings = run.settings
    theme = [(settings["THEME_STATIC_DIR"], folder) for folder in run.theme_folders]
    return StaticFiles(run.static_files, run.file_sizes, run.siteurl, theme)


class Endings:
    """What stands under the texts of a run, in the words of their pages."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._words = run.settings["JINJA_GLOBALS"].get("related_words", lambda _tag: ENGLISH)
        self._headings: dict[str, body.KitText] = {}

    def of(self, entry: Entry) -> Ending:
        """The ending of one text."""
        return Ending(self._closing(entry), self._heading(entry.lang))

    def inputs(self, entry: Entry) -> tuple[object, ...]:
        """All that it is made of; of a template that is not ours nobody knows what it asks for."""
        heading = self._heading(entry.lang)
        if not entry.closing or not self._is_ours:
            return heading, self._closing(entry)
        target = entry.closing.article
        return heading, entry.closing.pieces, entry.lang, target.url, target.lang

    def _closing(self, entry: Entry) -> str:
        return self._run.render(CLOSING, entry=entry.content) if entry.closing else ""

    def _heading(self, language: str) -> body.KitText:
        if language not in self._headings:
            words = self._words(language)
            foreign = "" if words.speaks(language) else words.language
            self._headings[language] = body.KitText(words(RELATED), foreign)
        return self._headings[language]

    @cached_property
    def _is_ours(self) -> bool:
        return self._run.is_ours(CLOSING)


def text_reader(run: Run) -> TextReader:
    """Reads no text that an earlier build has read in the same way."""

    def read(html: str, summary: str, place: TextPlace) -> EntryText:
        inputs = (html, summary, place.page, place.site, place.language)
        return ENTRY_TEXTS.of(run, lambda: text_for(html, summary, place), *inputs)

    return read


def _lists(run: Run) -> Iterator[Listing]:
    """Every list that has a feed; the articles of each newest first."""
    order = ArticleOrder(entry.article for entry in run.listed())
    yield Listing(WHOLE, "", order.all)
    for shown, term in _term_lists(run):
        its = order.newest_first(run.entry_of(content).article for content in term.contents)
        yield Listing(shown, term.url if term.save_as else "", its)
    for shown in _languages(run) if run.state_of(FeedsSettings).language else ():
        its = [one for one in order.all if "-".join(subtags(one.language)) == shown.slug]
        yield Listing(shown, "", its)


def _term_lists(run: Run) -> Iterator[tuple[ListKey, TermList]]:
    """The lists of categories, tags, authors and models. What has no slug has no page either."""
    for kind in ("category", "tag", "author", "model"):
        for term in run.terms(kind):
            if term.slug:
                yield ListKey(kind, term.slug, term.name), term


def _languages(run: Run) -> list[ListKey]:
    say = words_for(run.settings["DEFAULT_LANG"])
    tags = {"-".join(subtags(entry.lang)) for entry in run.listed()}
    return [ListKey("language", tag, say.name_of(tag)) for tag in sorted(tags)]


def _missing_pictures(run: Run, published: StaticFiles) -> Iterator[Problem]:
    options = run.state_of(FeedsSettings)
    for name in ("icon", "logo"):
        file = getattr(options, name)
        if file and not published.address(file):
            yield missing_picture(name, file)
