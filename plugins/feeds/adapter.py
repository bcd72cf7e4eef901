"""Where feeds meet Pelican. Signals, in the order in which they fire:

initialized                  read the options, switch Pelican's own feeds off; let Pelican write
                             the page about feeds; offer `feed_links()` and `feeds_page()`
generator_init               let themes include feeds/links.html
article_generator_finalized  say which files the feeds are, and where the page is
all_generators_finalized     give ids, refuse those that two articles share; tell of articles
                             without `Id`, of missing pictures and of a site without a name
article_writer_finalized     write the feeds
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pelican
from jinja2 import FileSystemLoader, pass_context
from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.utils import sanitised_join

from ..common.addresses import without_credentials
from ..common.files import write_whole
from ..common.keys import ID
from ..common.problems import Problem, note, report
from ..wording.catalogue import ENGLISH, Words, subtags
from . import body, problems
from .assemble import Ending, id_of
from .documents import Documents, Listing
from .entry import Generator
from .identity import KIT
from .links import WHOLE, FeedLink, Linker, Shown
from .messages import INTRO, SUBSCRIBE, words_for
from .order import Order
from .paths import SHOWN, STYLESHEET, feed_folder, feed_path
from .settings import FeedsSettings, read, read_page
from .site import OPTIONS, published_of, site_of, whole_of
from .subscribe import Told, View, told_of, view_of

logger = logging.getLogger(__name__)

PAGE = "subscribe"
"""Name of the template of the page about feeds."""
RELATED = "Related articles"
"""What the related plugin's own words call its list."""
GENERATOR = Generator("Pelican with Colophon", "https://getpelican.com/", pelican.__version__)
KINDS = ("FEED", "FEED_ALL", "CATEGORY_FEED", "TAG_FEED", "AUTHOR_FEED", "TRANSLATION_FEED")
REPLACED = tuple(f"{kind}_{form}" for kind, form in product(KINDS, ("ATOM", "RSS")))
"""Settings of Pelican's own feeds."""


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(offer_templates)
    signals.article_generator_finalized.connect(announce)
    signals.all_generators_finalized.connect(settle)
    signals.article_writer_finalized.connect(write_feeds)


def prepare(pelican: Any) -> None:
    """Read `FEEDS`, take over from Pelican's feeds, and make the page a direct template."""
    settings = pelican.settings
    options, mistakes = read(settings)
    for problem in mistakes:
        report(logger, problem)
    settings[OPTIONS] = options
    settings.update(dict.fromkeys(REPLACED))
    settings.update({name.upper(): text for name, text in asdict(read_page(settings)).items()})
    if PAGE not in settings["DIRECT_TEMPLATES"]:
        settings["DIRECT_TEMPLATES"] = [*settings["DIRECT_TEMPLATES"], PAGE]
    offered = {"feed_links": links_of_page, "feeds_page": page_about_feeds}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **offered}


def offer_templates(generator: Any) -> None:
    """Put this plugin's templates behind the theme's."""
    generator.env.loader.loaders.append(FileSystemLoader(Path(__file__).parent / "templates"))


def announce(generator: Any) -> None:
    """Name the feeds' files, so that no text can be put in the place of one, and the page."""
    settings, context = generator.settings, generator.context
    options: FeedsSettings = settings[OPTIONS]
    files = context.setdefault("COLOPHON_OUTPUTS", {})
    for listing in _lists(generator):
        for form in options.formats(listing.shown.kind):
            path = feed_path(listing.shown.kind, listing.shown.slug, form)
            files[path] = "a feed of the site"
    # Which models there are shows only once every article has its label.
    files[feed_folder("model")] = "the folder of the site's feeds of models"
    files[feed_folder("archive")] = "the folder of the archive of the site's feed"
    files[STYLESHEET] = "the style sheet of the site's feeds"
    # Pelican gives templates the articles in the site's language alone, without translations.
    context["COLOPHON_IN_FEEDS"] = _published(generator)
    # With RELATIVE_URLS their SITEURL is another one on every page.
    context["COLOPHON_FEEDS_AT"] = without_credentials(settings["SITEURL"])
    say = words_for(settings["DEFAULT_LANG"])
    context.setdefault("COLOPHON_LISTS", {})[PAGE] = (say(SUBSCRIBE), say(INTRO))
    if settings["SUBSCRIBE_SAVE_AS"]:
        context["COLOPHON_SUBSCRIBE"] = settings["SUBSCRIBE_URL"]


def settle(generators: Iterable[Any]) -> None:
    """Leave each article's id on it; tell of shared and missing ids, and of missing pictures."""
    first: dict[str, Any] = {}
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            site = site_of(generator)
            articles = _published(generator)
            for article in articles:
                article.colophon_id = id_of(article, site)
                other = first.setdefault(article.colophon_id, article)
                if other is not article:
                    report(logger, problems.shared_id(article, other))
            without = [article for article in articles if not article.metadata.get(ID.field)]
            if without and site.ids == KIT:
                where = generator.settings["PATH"]
                note(logger, generator.settings, problems.without_id(where, without))
            for problem in _pictures_missing(generator):
                report(logger, problem)
            if not generator.settings["SITENAME"].strip():
                report(logger, problems.nameless_site())


def write_feeds(generator: Any, writer: Any) -> None:
    """Write every feed of the site, the archive of the first, and their style sheet."""
    settings, site = generator.settings, site_of(generator)
    say = words_for(settings["DEFAULT_LANG"])
    ending = partial(_ending, generator)
    whole = whole_of(generator, site, GENERATOR)
    documents = Documents(site, whole, settings[OPTIONS], say, ending)
    for path, data in documents.files(_lists(generator)):
        write_whole(Path(sanitised_join(writer.output_path, path)), data)


@pass_context
def links_of_page(context: Any) -> list[FeedLink]:
    """The feeds to which the page being rendered links."""
    return list(_linker(context).on_page(_shown(context)))


@pass_context
def page_about_feeds(context: Any) -> View:
    """Everything on the page about feeds."""
    lists = [
        (Shown(kind, of.slug, of.name), _page(of))
        for kind, listed in _terms(context)
        for of, _ in listed
        if of.slug
    ]
    articles = context["COLOPHON_IN_FEEDS"]
    languages = _languages(articles, words_for(context["DEFAULT_LANG"]))
    answers = context.get("COLOPHON_RESPONSIBLE")
    words = context.get("disclosure_words")
    labels = (getattr(article, "colophon_disclosure", None) for article in articles)
    told = told_of(filter(None, labels), words(context["DEFAULT_LANG"])) if words else Told()
    publisher = answers.name if answers else context["SITENAME"]
    named = [*lists, *((listing.shown, "") for listing in languages)]
    return view_of(_linker(context), named, told, publisher=publisher, articles=len(articles))


def _linker(context: Any) -> Linker:
    return Linker(
        context["COLOPHON_FEEDS_AT"],
        context["SITENAME"],
        context[OPTIONS],
        words_for(context["DEFAULT_LANG"]),
    )


def _shown(context: Any) -> Shown | None:
    """The list of articles on a page; articles and pages have a category, but are no list."""
    if context.get("article") or context.get("page"):
        return None
    lists = (Shown(kind, of.slug, of.name) for kind in SHOWN if (of := context.get(kind)))
    return next((shown for shown in lists if shown.slug), None)


def _ending(generator: Any, article: Any) -> Ending:
    """What stands under the text, in the words of the page."""
    closing = ""
    if getattr(article, "colophon_closing", None):
        template = generator.env.get_template("related/closing.html")
        closing = str(template.render(generator.context, entry=article))
    words = generator.settings["JINJA_GLOBALS"].get("related_words", _english)(article.lang)
    foreign = "" if words.speaks(article.lang) else words.language
    return Ending(closing, body.Told(words(RELATED), foreign))


def _english(_tag: str) -> Words:
    return ENGLISH


def _lists(generator: Any) -> Iterator[Listing]:
    """Every list that has a feed; the articles of each newest first."""
    order = Order(_published(generator))
    yield Listing(WHOLE, "", order.all)
    for kind, listed in _terms({**generator.context, **_named(generator)}):
        for of, its in listed:
            # What has no slug has no page either.
            if of.slug:
                yield Listing(Shown(kind, of.slug, of.name), _page(of), order.newest_first(its))
    if generator.settings[OPTIONS].language:
        yield from _languages(order.all, words_for(generator.settings["DEFAULT_LANG"]))


def _named(generator: Any) -> dict[str, Any]:
    """As Pelican puts them into the context of templates, but earlier."""
    lists = {"categories": generator.categories, "authors": generator.authors}
    return {**lists, "tags": list(generator.tags.items())}


def _page(of: Any) -> str:
    """The address of a list's page; empty where the owner wants none of its kind."""
    return str(of.url) if of.save_as else ""


def _terms(context: Any) -> Iterator[tuple[str, Iterable[tuple[Any, list[Any]]]]]:
    """Kind of list, and its lists with their articles."""
    yield "category", context.get("categories", ())
    yield "tag", context.get("tags", ())
    yield "author", context.get("authors", ())
    yield "model", context.get("COLOPHON_MODELS", ())


def _languages(articles: Iterable[Any], say: Words) -> list[Listing]:
    found: dict[str, list[Any]] = {}
    for article in articles:
        found.setdefault("-".join(subtags(article.lang)), []).append(article)
    return [
        Listing(Shown("language", tag, say.name_of(tag)), "", its)
        for tag, its in sorted(found.items())
    ]


def _published(generator: Any) -> list[Any]:
    return [*generator.articles, *generator.translations]


def _pictures_missing(generator: Any) -> Iterator[Problem]:
    options: FeedsSettings = generator.settings[OPTIONS]
    published = published_of(generator)
    for name in ("icon", "logo"):
        file = getattr(options, name)
        if file and not published.address(file):
            yield problems.missing_picture(name, file)
