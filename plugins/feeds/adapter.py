"""Where feeds meet Pelican. Signals, in the order in which they fire:

initialized                  read the options, switch Pelican's own feeds off, offer `feed_links()`
generator_init               let themes include feeds/links.html
article_generator_finalized  say which files the feeds are
all_generators_finalized     refuse ids that two articles share
article_writer_finalized     write the feeds
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, pass_context
from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.utils import sanitised_join

from ..common.addresses import absolute, safe_address, without_credentials
from ..common.frontmatter import parse
from ..common.options import read_options
from ..common.problems import Problem, report, shown_path
from . import atom, rss
from .assemble import Site, entry_of, id_of
from .entry import Entry, Feed, Person, newest
from .files import write_whole
from .identity import feed_id
from .links import FeedLink, Shown, feed_links
from .paths import FORMATS, feed_folder, feed_path, feed_title
from .settings import FeedsSettings, mistakes

logger = logging.getLogger(__name__)

OPTIONS = "COLOPHON_FEEDS"
WRITERS = {"atom": atom.write, "rss": rss.write}
KINDS = ("FEED", "FEED_ALL", "CATEGORY_FEED", "TAG_FEED", "AUTHOR_FEED", "TRANSLATION_FEED")
REPLACED = tuple(f"{kind}_{form}" for kind, form in product(KINDS, ("ATOM", "RSS")))
"""Settings of Pelican's own feeds."""


def connect() -> None:
    """Connect every receiver below."""
    signals.initialized.connect(prepare)
    signals.generator_init.connect(offer_templates)
    signals.article_generator_finalized.connect(declare_files)
    signals.all_generators_finalized.connect(refuse_shared_ids)
    signals.article_writer_finalized.connect(write_feeds)


def prepare(pelican: Any) -> None:
    """Read `FEEDS` and take over from Pelican's feeds."""
    settings = pelican.settings
    options, problems = read_options(FeedsSettings, settings.get("FEEDS", {}), setting="FEEDS")
    for problem in (*problems, *mistakes(options)):
        report(logger, problem)
    settings[OPTIONS] = options
    settings.update(dict.fromkeys(REPLACED))
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "feed_links": links_of_page}


def offer_templates(generator: Any) -> None:
    """Put this plugin's templates behind the theme's."""
    generator.env.loader.loaders.append(FileSystemLoader(Path(__file__).parent / "templates"))


def declare_files(generator: Any) -> None:
    """Name the feeds' files, so that no text can be put in the place of one."""
    files = generator.context.setdefault("COLOPHON_OUTPUTS", {})
    for shown, _, _ in _lists(generator):
        for form in FORMATS[shown.kind]:
            files[feed_path(shown.kind, shown.slug, form)] = "a feed of the site"
    # Which models there are shows only once every article has its label.
    files[feed_folder("model")] = "the folder of the site's feeds of models"


def refuse_shared_ids(generators: Iterable[Any]) -> None:
    """Report every article whose id another one has: a reader would show only one of them."""
    first: dict[str, Any] = {}
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            for article in _published(generator):
                entry = id_of(article, generator.settings[OPTIONS].site_id)
                other = first.setdefault(entry, article)
                if other is not article:
                    report(logger, _shared_id(article, other))


def write_feeds(generator: Any, writer: Any) -> None:
    """Write every feed of the site."""
    site = _site(generator)
    entries = _Entries(generator, site)
    for shown, page, articles in _lists(generator):
        feed = _feed(generator, site, shown, page, map(entries.of, articles))
        for form in FORMATS[shown.kind]:
            path = feed_path(shown.kind, shown.slug, form)
            written = WRITERS[form](feed, absolute(site.url, path))
            write_whole(Path(sanitised_join(writer.output_path, path)), written)


@pass_context
def links_of_page(context: Any) -> list[FeedLink]:
    """The feeds to which the page being rendered links."""
    site_url = without_credentials(context["SITEURL"])
    return list(feed_links(site_url, context["SITENAME"], _shown(context)))


def _shown(context: Any) -> Shown | None:
    """The list of articles on a page; articles and pages have a category, but are no list."""
    if context.get("article") or context.get("page"):
        return None
    lists = (Shown(kind, of.slug, of.name) for kind in FORMATS if (of := context.get(kind)))
    return next((shown for shown in lists if shown.slug), None)


class _Entries:
    """Entries by article: one that stands in several feeds is made once."""

    def __init__(self, generator: Any, site: Site) -> None:
        self.generator = generator
        self.site = site
        self.made: dict[int, Entry] = {}

    def of(self, article: Any) -> Entry:
        if id(article) not in self.made:
            closing = _closing(self.generator, article)
            self.made[id(article)] = entry_of(article, self.site, closing)
        return self.made[id(article)]


def _closing(generator: Any, article: Any) -> str:
    """The sentence under the text, in the words of the page."""
    if not getattr(article, "colophon_closing", None):
        return ""
    template = generator.env.get_template("related/closing.html")
    return str(template.render(generator.context, entry=article))


def _lists(generator: Any) -> Iterator[tuple[Shown, str, list[Any]]]:
    """Every list that has a feed, the address of its page, and its newest articles."""
    most = generator.settings[OPTIONS].entries
    yield Shown("all", "", ""), "", newest(_published(generator), most)
    kinds = (
        ("category", generator.categories),
        ("tag", generator.tags.items()),
        ("author", generator.authors),
        ("model", generator.context.get("COLOPHON_MODELS", ())),
    )
    for kind, lists in kinds:
        for of, articles in lists:
            # What has no slug has no page either.
            if of.slug:
                yield Shown(kind, of.slug, of.name), of.url, newest(articles, most)


def _published(generator: Any) -> list[Any]:
    return [*generator.articles, *generator.translations]


def _feed(generator: Any, site: Site, shown: Shown, page: str, entries: Iterable[Entry]) -> Feed:
    settings = generator.settings
    return Feed(
        id=feed_id(shown.kind, shown.slug, site.site_id or site.name),
        url=absolute(site.url, page),
        title=feed_title(shown.kind, shown.name, site.name),
        subtitle=settings.get("SITESUBTITLE") or "",
        language=settings["DEFAULT_LANG"],
        rights=settings[OPTIONS].rights,
        author=site.responsible,
        entries=tuple(entries),
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
    )


def _responsible(generator: Any) -> Person | None:
    """Who answers for the site, if the disclosure plugin knows."""
    found = generator.context.get("COLOPHON_RESPONSIBLE")
    return Person(found.name, safe_address(found.url)) if found else None


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
