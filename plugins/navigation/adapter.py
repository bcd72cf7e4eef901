"""Where the ways through the site meet Pelican: menu, foot, and which lists have a page."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..common.problems import report
from ..run import Run
from ..wording import theme_messages as messages
from .menu import MenuEntry, by_default, fitted
from .settings import NavigationSettings, read

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
    """Read the owner's menu."""
    options, problems = read(run.settings)
    report(logger, *problems)
    run.set_state(options)


def leave_out_empty_lists(run: Run) -> None:
    """Have no list written that would be empty, and say which there are."""
    sizes = {name: len(run.terms(kind)) for name, kind in OF_TERMS.items()}
    sizes |= {"archives": len(run.index_articles), "models": len(run.model_pages or ())}
    for name, size in sizes.items():
        if not size:
            run.leave_out(name)
    run.list_pages = {name: url for name in AT_THE_FOOT if (url := run.direct_page(name))}


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
