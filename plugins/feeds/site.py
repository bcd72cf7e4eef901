"""What feeds need to know of the whole site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from ..common.addresses import absolute, safe_address
from ..disclosure.contributors import Responsible
from .entries import Site
from .entry import Feed, Generator, Person
from .identity import PELICAN, feed_id
from .paths import ALL, STYLESHEET, feed_address
from .settings import FeedsSettings
from .static_files import Published

Settings = Mapping[str, Any]
"""Pelican's, with those of the page about feeds."""


def whole_of(
    settings: Settings, options: FeedsSettings, site: Site, published: Published, by: Generator
) -> Feed:
    """The feed of the whole site, with no entries yet."""
    page = settings["SUBSCRIBE_URL"] if settings["SUBSCRIBE_SAVE_AS"] else None
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
        entries=(),
        generator=by,
        icon=published.address(options.icon),
        logo=published.address(options.logo),
        hub=options.hub,
        stylesheet=feed_address(site.url, STYLESHEET) if options.stylesheet else "",
        about=absolute(site.url, page) if page is not None else "",
    )


def site_of(
    settings: Settings,
    options: FeedsSettings,
    siteurl: str,
    published: Published,
    *,
    authors: Iterable[str],
    responsible: Responsible | None,
) -> Site:
    """What entries need to know of it; `authors` are the slugs of those who have a page."""
    return Site(
        url=siteurl,
        name=settings["SITENAME"],
        categories=settings["CATEGORY_URL"].partition("{")[0],
        tags=settings["TAG_URL"].partition("{")[0],
        authors=frozenset(authors),
        responsible=_person(responsible) if responsible else None,
        site_id=options.site_id,
        ids=options.ids,
        size_of=published.size_of,
    )


def _person(responsible: Responsible) -> Person:
    contact = responsible.contact_address
    mail = contact.partition(":")[2] if contact.lower().startswith("mailto:") else ""
    return Person(responsible.name, safe_address(responsible.url), unquote(mail.partition("?")[0]))
