"""The owner's menu: settings of pelicanconf.py, named as Pelican's own are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..common.addresses import safe_address
from ..common.characters import as_line
from ..common.problems import Problem
from ..common.values import dataclass

CURE = (
    "Write a list of pairs, each a title and an address below the site's root or a whole one, for"
    " example {setting} = [('Archives', 'archives/'), ('About', 'about/')]."
)

Links = tuple[tuple[str, str], ...]
"""(title, address) each."""


@dataclass(frozen=True, slots=True)
class SeriesSettings:
    """Every setting, in lower case, its default and what it means."""

    series_url: str = "series/{slug}/"
    """Address of the page that lists the parts of a series, below the site's root."""

    series_save_as: str = "series/{slug}/index.html"
    """Its file; empty: there are no such pages."""

    series_lang_url: str = "series/{lang}/{slug}/"
    """The address where the parts are in another language than the site's."""

    series_lang_save_as: str = "series/{lang}/{slug}/index.html"
    """Its file."""


@dataclass(frozen=True, slots=True)
class NavigationSettings:
    """Every setting, in lower case, its default and what it means."""

    menu: Links | None = None
    """The menu, a pair of a title and an address for each entry: an address is below the site's
    root (`archives/`) or a whole one. A narrow screen shows what it has room for, the first and the
    last entry before others; the foot has all. `None`: the site makes a menu of what it has."""

    menuitems: Links = ()
    """Links, written in the same way, that the menu made by the site begins with."""


def read(given: Mapping[str, Any]) -> tuple[NavigationSettings, list[Problem]]:
    """The settings as the owner has set them, and what is wrong with them."""
    menu, problems = _links("MENU", given.get("MENU"))
    first, others = _links("MENUITEMS", given.get("MENUITEMS"))
    return NavigationSettings(menu, first or ()), [*problems, *others]


def _links(setting: str, given: Any) -> tuple[Links | None, list[Problem]]:
    """(title, address) of each entry, and what is wrong with the others.

    An address is below the site's root, without a slash before it, or a whole one.
    """
    if given is None:
        return None, []
    if not isinstance(given, (list, tuple)):
        return None, [_problem(setting, given, "is not a list")]
    entries: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for entry in given:
        if mistakes := [*_mistakes(entry)]:
            problems.append(_problem(setting, entry, mistakes[0]))
        else:
            title, address = entry
            entries.append((as_line(title), safe_address(address).removeprefix("/")))
    return tuple(entries), problems


def _mistakes(entry: Any) -> Iterator[str]:
    """What is wrong with an entry, the first of it first."""
    if not isinstance(entry, (list, tuple)) or [type(part) for part in entry] != [str, str]:
        yield "is not a pair of texts"
        return
    title, address = entry
    if not as_line(title):
        yield "has no title"
    if not safe_address(address) and address.strip():
        yield "has an address that a page may not link to"
    if address.startswith(("//", "..", "./")):
        yield "has an address that is neither below the site's root nor a whole one"


def _problem(setting: str, given: Any, message: str) -> Problem:
    cure = CURE.format(setting=setting)
    return Problem("pelicanconf.py", 0, setting, repr(given), message, cure)
