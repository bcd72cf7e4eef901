"""What feeds need to know of the whole site, as Pelican's settings and context have it.

Pelican's generator is only looked at.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ..common.addresses import absolute, safe_address, without_credentials
from .assemble import Site
from .entry import Feed, Generator, Person
from .identity import PELICAN, feed_id
from .paths import ALL, STYLESHEET, feed_address
from .published import Published
from .settings import FeedsSettings

OPTIONS = "COLOPHON_FEEDS"
"""Where the adapter leaves the options among Pelican's settings."""


def whole_of(generator: Any, site: Site, made_by: Generator) -> Feed:
    """The feed of the whole site, with no entries yet."""
    settings = generator.settings
    options: FeedsSettings = settings[OPTIONS]
    published = published_of(generator)
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
        generator=made_by,
        icon=published.address(options.icon),
        logo=published.address(options.logo),
        hub=options.hub,
        stylesheet=feed_address(site.url, STYLESHEET) if options.stylesheet else "",
        about=absolute(site.url, page) if page is not None else "",
    )


def site_of(generator: Any) -> Site:
    """What entries need to know of it."""
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
        size_of=published_of(generator).size_of,
    )


def published_of(generator: Any) -> Published:
    """The files that the site publishes beside its pages."""
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
    return Person(found.name, safe_address(found.url), unquote(mail.partition("?")[0]))
