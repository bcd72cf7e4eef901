"""Where the ways through the site meet Pelican: menu, foot, and which lists have a page."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby

from pelican.utils import slugify

from ..common import keys
from ..common.addresses import term_slug
from ..common.options import read_named
from ..common.problems import Problem, report
from ..common.series import series_in_order
from ..run import Entry, Run
from ..wording import theme_messages as messages
from ..wording.catalogue import subtags
from .menu import MenuEntry, by_default, fitted
from .settings import NavigationSettings, SeriesSettings, read
from .ways import ArticleLink, PlaceInSeries, SeriesPage, YearPage, neighbours_of

logger = logging.getLogger(__name__)

LISTS = {
    "archives": messages.ARCHIVES,
    "categories": messages.CATEGORIES,
    "tags": messages.TAGS,
    "authors": messages.AUTHORS,
}
"""Direct templates of the theme that are lists, and what they are called."""
AT_THE_FOOT = ("transparency", *LISTS, "models", "subscribe")
"""Direct templates that the foot leads to, after the pages."""
OF_TERMS = {"categories": "category", "tags": "tag", "authors": "author"}
"""What these lists are of."""


def prepare(run: Run) -> None:
    """Read the owner's menu, and where pages of series live."""
    options, problems = read(run.settings)
    report(logger, *problems)
    run.set_state(options)
    run.set_state(read_named(SeriesSettings, run.settings))


def find_series(run: Run) -> None:
    """Find the series of two parts or more, and take the places of their pages."""
    entries = {entry.source: entry for entry in run.listed()}
    for sources in series_in_order(run.series_parts):
        parts = [entries[source] for source in sources]
        if len(parts) > 1:
            first = run.series_parts[sources[0]]
            page = _series_page(run, first.series, first.lang)
            run.series_pages.append((page, parts))
            if page.save_as in run.outputs:
                report(logger, _shared_page(page, run.outputs[page.save_as]))
            elif page.save_as:
                run.outputs[page.save_as] = f"the site's own page of the series ‘{page.name}’"


def give_ways(run: Run) -> None:
    """Say of each listed article which part of a series it is, and what its neighbours are."""
    listed = run.listed()
    links = {entry.source: _link(entry) for entry in listed}
    dated = [entry for entry in listed if entry.date]
    dated.sort(key=lambda entry: (subtags(entry.lang)[0], entry.date, entry.url))
    for _, entries in groupby(dated, key=lambda entry: subtags(entry.lang)[0]):
        chain = list(entries)
        around = neighbours_of([links[entry.source] for entry in chain])
        for entry, neighbours in zip(chain, around, strict=True):
            entry.neighbours = neighbours
    for page, parts in run.series_pages:
        told = tuple(links[entry.source] for entry in parts)
        around = neighbours_of(told, in_series=True)
        for number, (entry, neighbours) in enumerate(zip(parts, around, strict=True), 1):
            entry.series = PlaceInSeries(page, number, told)
            entry.neighbours = neighbours


def _link(entry: Entry) -> ArticleLink:
    value = entry.label.value if entry.label else ""
    return ArticleLink(entry.title, entry.url, entry.lang, value)


def write_series(run: Run) -> None:
    """Write the page of each series."""
    for page, entries in run.series_pages:
        if page.save_as:
            run.write_list("series", page, entries)


def _series_page(run: Run, name: str, language: str) -> SeriesPage:
    settings, options = run.settings, run.state_of(SeriesSettings)
    to_ascii = partial(
        slugify,
        regex_subs=settings["SLUG_REGEX_SUBSTITUTIONS"],
        preserve_case=settings["SLUGIFY_PRESERVE_CASE"],
        use_unicode=settings["SLUGIFY_USE_UNICODE"],
    )
    slug = term_slug(name, to_ascii)
    is_own = language == subtags(settings["DEFAULT_LANG"])[0]
    url = options.series_url if is_own else options.series_lang_url
    save_as = options.series_save_as if is_own else options.series_lang_save_as
    given = {"slug": slug, "lang": language}
    place = (url.format(**given), save_as.format(**given)) if save_as else ("", "")
    return SeriesPage(name, slug, *place, language)


def _shared_page(page: SeriesPage, other: str) -> Problem:
    message = f"would have the page {page.url}, which is {other}"
    cure = "Give one of them a name whose letters differ."
    return Problem("content", 0, keys.SERIES, page.name, message, cure)


def leave_out_empty_lists(run: Run) -> None:
    """Have no list written that would be empty, and say which there are."""
    sizes = {name: len(run.terms(kind)) for name, kind in OF_TERMS.items()}
    sizes |= {"archives": len(run.index_articles), "models": len(run.model_pages or ())}
    for name, size in sizes.items():
        if not size:
            run.leave_out(name)
    run.list_pages = {name: url for name in AT_THE_FOOT if (url := run.direct_page(name))}
    run.year_pages = tuple(_years(run))


def _years(run: Run) -> Iterator[YearPage]:
    """The years that have a page, in the order of the site's archives."""
    save_as = run.settings["YEAR_ARCHIVE_SAVE_AS"]
    dates = sorted(entry.date for entry in run.index_articles if entry.date)
    years = [[*its] for _, its in groupby(dates, key=lambda date: date.year)] if save_as else []
    for its in reversed(years) if run.settings["NEWEST_FIRST_ARCHIVES"] else years:
        url, path = (
            str(form).format(date=its[0]) for form in (run.settings["YEAR_ARCHIVE_URL"], save_as)
        )
        yield YearPage(its[0].year, url, path, len(its))


def make_menu(run: Run) -> None:
    """Say what stands in the menu and at the foot of every page."""
    lists, pages = _lists(run), _pages(run)
    subscribe = [lists[name] for name in ("subscribe",) if name in lists]
    own = run.state_of(NavigationSettings)
    every = [*pages, *(lists[name] for name in AT_THE_FOOT if name in lists)]
    if own.menu is None:
        first = [*_linked(run, own.menuitems), *_first_lists(run, lists)]
        shown = pages if run.settings["DISPLAY_PAGES_ON_MENU"] else []
        menu = by_default(first, shown, subscribe)
    else:
        menu = [*_linked(run, own.menu)]
    known = {entry.url: entry for entry in every}
    menu = [replace(known.get(entry.url, entry), title=entry.title) for entry in menu]
    run.menu = fitted(menu, run.settings["SITENAME"])
    run.foot_links = tuple({entry.url: entry for entry in (*menu, *every)}.values())


def _linked(run: Run, entries: Iterable[tuple[str, str]]) -> Iterator[MenuEntry]:
    """Links as the owner names them."""
    return (MenuEntry(title, address, run.settings["DEFAULT_LANG"]) for title, address in entries)


def _first_lists(run: Run, lists: Mapping[str, MenuEntry]) -> Iterator[MenuEntry]:
    """The lists of a menu that the site makes: the archives, and what articles are about."""
    if "archives" in lists:
        yield lists["archives"]
    several = len(run.terms("category")) > 1
    subjects = ("categories",) if several else ("tags",)
    wanted = subjects if run.settings["DISPLAY_CATEGORIES_ON_MENU"] else ()
    yield from (lists[name] for name in wanted if name in lists)


def _pages(run: Run) -> list[MenuEntry]:
    return [
        MenuEntry(page.title, page.url, page.lang, page.save_as)
        for page in run.menu_pages
        if page.save_as
    ]


def _lists(run: Run) -> dict[str, MenuEntry]:
    """The lists that have a page, and the pages that capabilities make, by direct template."""
    words = messages.words_for(run.settings["DEFAULT_LANG"])
    titles = {name: words(message) for name, message in LISTS.items()}
    titles |= {name: title for name, (title, _) in run.list_titles.items()}
    return {
        name: MenuEntry(title, url, words.language, run.settings[f"{name.upper()}_SAVE_AS"])
        for name, title in titles.items()
        if (url := (run.list_pages or {}).get(name))
    }
