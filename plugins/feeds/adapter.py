"""Where feeds meet Pelican. Signals, in the order in which they fire:

initialized                  read the options, switch Pelican's own feeds off; let Pelican write
                             the page about feeds; offer `feed_links()` and `feeds_page()`
generator_init               let themes include feeds/links.html
article_generator_finalized  say which files the feeds are, and where the page is
all_generators_finalized     give ids, refuse those that two articles share; look for the pictures
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

from ..common.addresses import absolute, safe_address, without_credentials
from ..common.catalogue import ENGLISH, Words, subtags
from ..common.frontmatter import parse
from ..common.problems import Problem, report, shown_path
from . import body
from .assemble import Ending, Site, id_of
from .documents import Documents, Listing
from .entry import Feed, Generator, Person
from .files import Published, write_whole
from .identity import KIT, PELICAN, feed_id
from .links import WHOLE, FeedLink, Linker, Shown
from .messages import INTRO, SUBSCRIBE
from .order import Order
from .paths import ALL, SHOWN, STYLESHEET, feed_folder, feed_path
from .settings import FeedsSettings, read, read_page
from .subscribe import Told, View, told_of, view_of
from .wording import words_for

logger = logging.getLogger(__name__)

OPTIONS = "COLOPHON_FEEDS"
NOTES = "COLOPHON_NOTES"
"""Setting with a list that notes are added to."""
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
    options, problems = read(settings)
    for problem in problems:
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
    say = words_for(settings["DEFAULT_LANG"])
    context.setdefault("COLOPHON_LISTS", {})[PAGE] = (say(SUBSCRIBE), say(INTRO))
    if settings["SUBSCRIBE_SAVE_AS"]:
        context["COLOPHON_SUBSCRIBE"] = settings["SUBSCRIBE_URL"]


def settle(generators: Iterable[Any]) -> None:
    """Leave each article's id on it; report shared and missing ones, and missing pictures."""
    first: dict[str, Any] = {}
    without: list[Any] = []
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            site = _site(generator)
            for article in _published(generator):
                article.colophon_id = id_of(article, site)
                other = first.setdefault(article.colophon_id, article)
                if other is not article:
                    report(logger, _shared_id(article, other))
                if not article.metadata.get("id"):
                    without.append(article)
            if without and site.ids == KIT:
                _note(generator.settings, _without_id(generator, without))
            for problem in _pictures_missing(generator):
                report(logger, problem)


def write_feeds(generator: Any, writer: Any) -> None:
    """Write every feed of the site, the archive of the first, and their style sheet."""
    settings, site = generator.settings, _site(generator)
    say = words_for(settings["DEFAULT_LANG"])
    ending = partial(_ending, generator)
    documents = Documents(site, _whole(generator, site), settings[OPTIONS], say, ending)
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
        (Shown(kind, of.slug, of.name), of.url)
        for kind, listed in _terms(context)
        for of, _ in listed
        if of.slug
    ]
    articles = [*context["articles"], *context.get("translations", ())]
    languages = _languages(articles, words_for(context["DEFAULT_LANG"]))
    answers = context.get("COLOPHON_RESPONSIBLE")
    words = context.get("disclosure_words")
    labels = (getattr(article, "colophon_disclosure", None) for article in articles)
    told = told_of(filter(None, labels), words(context["DEFAULT_LANG"])) if words else Told()
    publisher = answers.name if answers else context["SITENAME"]
    named = [*lists, *((listing.shown, "") for listing in languages)]
    return view_of(_linker(context), named, told, publisher)


def _linker(context: Any) -> Linker:
    return Linker(
        without_credentials(context["SITEURL"]),
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
                yield Listing(Shown(kind, of.slug, of.name), of.url, order.newest_first(its))
    if generator.settings[OPTIONS].language:
        yield from _languages(order.all, words_for(generator.settings["DEFAULT_LANG"]))


def _named(generator: Any) -> dict[str, Any]:
    """As Pelican puts them into the context of templates, but earlier."""
    lists = {"categories": generator.categories, "authors": generator.authors}
    return {**lists, "tags": list(generator.tags.items())}


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


def _whole(generator: Any, site: Site) -> Feed:
    """The feed of the whole site, with no entries yet."""
    settings = generator.settings
    options: FeedsSettings = settings[OPTIONS]
    published = _statics(generator)
    page = settings["SUBSCRIBE_URL"] if settings["SUBSCRIBE_SAVE_AS"] else None
    own = absolute(site.url, "") if site.ids == PELICAN else ""
    return Feed(
        # Pelican's feeds all have the home page's address as their id; only one of ours can.
        id=own or feed_id(ALL, "", site.site_id or site.name),
        url=absolute(site.url, ""),
        title=site.name,
        subtitle=settings.get("SITESUBTITLE") or "",
        language=settings["DEFAULT_LANG"],
        rights=options.rights,
        author=site.responsible or Person(site.name),
        entries=(),
        generator=GENERATOR,
        icon=published.address(options.icon),
        logo=published.address(options.logo),
        hub=options.hub,
        stylesheet=absolute(site.url, STYLESHEET) if options.stylesheet else "",
        about=absolute(site.url, page) if page is not None else "",
    )


def _site(generator: Any) -> Site:
    settings = generator.settings
    has_authors = bool(settings["AUTHOR_SAVE_AS"])
    return Site(
        url=without_credentials(settings["SITEURL"]),
        name=settings["SITENAME"],
        categories=settings["CATEGORY_URL"].partition("{")[0],
        tags=settings["TAG_URL"].partition("{")[0],
        authors=frozenset(author.slug for author, _ in generator.authors if has_authors),
        responsible=_responsible(generator),
        site_id=settings[OPTIONS].site_id,
        ids=settings[OPTIONS].ids,
        size_of=_statics(generator).size_of,
    )


def _statics(generator: Any) -> Published:
    context = generator.context
    sizes = context.get("COLOPHON_FILE_SIZES", {})
    settings = generator.settings
    url = without_credentials(settings["SITEURL"])
    folders = [Path(generator.theme) / name for name in settings["THEME_STATIC_PATHS"]]
    theme = [(settings["THEME_STATIC_DIR"], folder) for folder in folders if folder.is_dir()]
    return Published(context.get("staticfiles", ()), sizes, url, theme)


def _responsible(generator: Any) -> Person | None:
    """Who answers for the site, if the disclosure plugin knows."""
    found = generator.context.get("COLOPHON_RESPONSIBLE")
    if not found:
        return None
    contact = found.contact_address
    mail = contact.partition(":")[2] if contact.lower().startswith("mailto:") else ""
    return Person(found.name, safe_address(found.url), mail.partition("?")[0])


def _pictures_missing(generator: Any) -> Iterator[Problem]:
    options: FeedsSettings = generator.settings[OPTIONS]
    published = _statics(generator)
    for name in ("icon", "logo"):
        file = getattr(options, name)
        if file and not published.address(file):
            cure = "Put it into content/images/ and write, for example, ‘images/icon.png’."
            key, message = f"FEEDS[{name!r}]", "is not among the files that the site publishes"
            yield Problem("pelicanconf.py", 0, key, file, message, cure)


def _note(settings: Any, problem: Problem) -> None:
    """Tell of what is worth knowing: to the command that asks for notes, else as a warning."""
    notes: list[Problem] | None = settings.get(NOTES)
    if notes is None:
        report(logger, problem, level=logging.WARNING)
    else:
        notes.append(problem)


def _shared_id(article: Any, other: Any) -> Problem:
    path = Path(article.source_path)
    field = parse(path.read_text(encoding="utf-8-sig")).fields.get("id")
    return Problem(
        shown_path(path),
        field.number if field else 0,
        "Id",
        field.text if field else "",
        f"is already that of {shown_path(other.source_path)}",
        "Give this file an Id of its own; two articles with one Id are one to a feed reader.",
    )


def _without_id(generator: Any, articles: list[Any]) -> Problem:
    """One line for all of them."""
    few = ", ".join(sorted(Path(article.source_path).name for article in articles)[:3])
    more = ", ..." if len(articles) > 3 else ""  # noqa: PLR2004 - as many as are named
    noun = "article has" if len(articles) == 1 else "articles have"
    told = (
        f"{len(articles)} {noun} none ({few}{more}): feed readers know such a text by the place of"
        " its file, and take it for a new one when the file is moved"
    )
    cure = "`invoke ids` writes into each the id that it has now."
    return Problem(shown_path(generator.settings["PATH"]), 0, "Id", "", told, cure)
