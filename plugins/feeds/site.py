"""What feeds need to know of the whole site, and of the files it publishes beside its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ..common.addresses import absolute, safe_address
from ..common.problems import Problem
from ..common.values import dataclass
from ..disclosure.contributors import Responsible
from .entry import Feed, Generator, Person
from .identity import KIT, PELICAN, feed_id
from .media import SizeOf
from .paths import ALL, STYLESHEET, feed_address
from .settings import FeedsSettings

Settings = Mapping[str, Any]
"""Pelican's, with those of the page about feeds."""


def _unknown(_url: str) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class FeedSite:
    """What entries need to know of the site they belong to."""

    url: str
    """Without credentials."""
    name: str
    categories: str = ""
    """Absolute address that stands for the site's categories as a vocabulary."""
    tags: str = ""
    authors: frozenset[str] = frozenset()
    """Slugs of the authors who have a page."""
    responsible: Person | None = None
    site_id: str = ""
    ids: str = KIT
    """`identity.PELICAN`: articles without `Id` keep what Pelican's own feeds called them."""
    about: str = ""
    """The page that explains what feeds say of AI to programs."""
    size_of: SizeOf = _unknown
    """Bytes of the published file at an absolute address."""

    @property
    def identity(self) -> str:
        """What tells this site from others in ids: no host, so that it may move."""
        return self.site_id or self.name

    @property
    def inputs(self) -> tuple[object, ...]:
        """What entries show of it; who has a page and sizes of files stand in their own inputs."""
        about = (self.url, self.name, self.categories, self.tags, self.about)
        return *about, self.responsible, self.site_id, self.ids


class StaticFiles:
    """The static files of a site, by where they come from and by where readers find them.

    They are `run.StaticFile`s, looked at only. Not asked for `url`: that would settle the place of
    a file which a page may still attach to itself.
    """

    def __init__(
        self,
        statics: Iterable[Any],
        sizes: Mapping[str, int],
        site_url: str,
        theme: Iterable[tuple[str, Path]] = (),
    ) -> None:
        """`sizes` gives the bytes, by address below the site, where they are not the source's.

        `theme` are the folders that the theme publishes, each after its place below the site.
        """
        self._root = absolute(site_url, "")
        self._sizes = sizes
        self._statics = {static.source: static for static in statics}
        self._theme = tuple(theme)

    def address(self, name: str) -> str:
        """The absolute address of a file; empty: there is no such file.

        `name` is its path below the content folder or, of the theme's files, below the site.
        """
        if name in self._statics:
            return absolute(self._root, quote(_url(self._statics[name])))
        for prefix, folder in self._theme:
            below = name.removeprefix(f"{prefix}/")
            if below not in {name, ""} and (folder / below).is_file():
                return absolute(self._root, quote(name))
        return ""

    def size_of(self, address: str) -> int | None:
        """The bytes of the published file at an absolute address; None where nobody knows."""
        if not address.startswith(self._root):
            return None
        url = unquote(urlsplit(address.removeprefix(self._root)).path)
        source = self._sources.get(url)
        if source is None or not source.is_file():
            return None
        return self._sizes.get(url) or source.stat().st_size

    @cached_property
    def _sources(self) -> dict[str, Path]:
        return {_url(static): static.path for static in self._statics.values()}


def _url(static: Any) -> str:
    return unquote(static.planned_url)


def whole_of(
    settings: Settings,
    options: FeedsSettings,
    site: FeedSite,
    published: StaticFiles,
    by: Generator,
) -> Feed:
    """The feed of the whole site, with no entries yet."""
    own = absolute(site.url, "") if site.ids == PELICAN else ""
    return Feed(
        # Pelican's feeds all have the home page's address as their id; only one of ours can.
        id=own or feed_id(ALL, "", site.identity),
        url=absolute(site.url, ""),
        title=site.name,
        subtitle=settings.get("SITESUBTITLE") or "",
        language=settings["DEFAULT_LANG"],
        rights=options.rights,
        author=site.responsible or Person(site.name),
        generator=by,
        icon=published.address(options.icon),
        logo=published.address(options.logo),
        hub=options.hub,
        stylesheet=feed_address(site.url, STYLESHEET) if options.stylesheet else "",
    )


def person_of(responsible: Responsible) -> Person:
    """Who answers for the site, as feeds name an author."""
    contact = responsible.contact_address
    mail = contact.partition(":")[2] if contact.lower().startswith("mailto:") else ""
    return Person(responsible.name, safe_address(responsible.url), unquote(mail.partition("?")[0]))


def nameless_site() -> Problem:
    """A feed without a title, and without an author where nobody else is named."""
    cure = "Give the site a name: readers list its feeds by it."
    return Problem("pelicanconf.py", 0, "SITENAME", "", "is empty", cure)


def missing_picture(option: str, file: str) -> Problem:
    """An icon or logo that readers would not find."""
    message = "is not among the files that the site publishes"
    cure = "Put it into content/images/ and write, for example, ‘images/icon.png’."
    return Problem("pelicanconf.py", 0, f"FEEDS[{option!r}]", file, message, cure)
