"""What the head of a list says: from what a template is given to a `HeadPage` without a text.

What lists are called and described as is in the words of the site's language. The context is
Pelican's; it is only looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from ..common.addresses import absolute
from ..wording import theme_messages as messages
from ..wording.catalogue import Words
from .page_data import Crumb, HeadPage, HeadSite, PageKind

Context = Mapping[str, Any]

NO_LISTS = {"search", "subscribe", "transparency"}
"""Direct templates that are a page about the site's texts, and no list of them."""

OF = ("category", "tag", "author", "model", "series")
"""What a list may be of, by the name under which templates are given it."""

LOOKED_UP = (
    *(*OF, "period", "period_num", "page_name", "output_file"),
    *("articles_page", "DIRECT_TEMPLATES", "DEFAULT_LANG"),
)
"""What is asked of the context, beside settings that say where templates are saved."""

NAMES = {
    "404": messages.NOT_FOUND,
    "archives": messages.ARCHIVES,
    "authors": messages.AUTHORS,
    "categories": messages.CATEGORIES,
    "search": messages.SEARCH,
    "tags": messages.TAGS,
}
"""By direct template."""


def list_of(context: Context, site: HeadSite, titles: Mapping[str, tuple[str, str]]) -> HeadPage:
    """The home page, a list of articles, a list of lists, or the error page.

    `titles` are title and description, by direct template, of pages that capabilities make.
    """
    kind, of = _kind(context)
    words = messages.words_for(site.language)
    if kind == "404":
        title = name_of(words, kind)
        return HeadPage(PageKind.ERROR, "", title, language=site.language, noindex=True)
    part = context.get("articles_page")
    number = part.number if part else 1
    first = _first(context, site, kind, of)
    url = _address(site, part.url) if part and number > 1 else first
    if kind == "index":
        return HeadPage(
            kind=PageKind.HOME,
            url=url,
            title=numbered(words, site.name, number),
            description=numbered(words, site.description, number),
            language=site.language,
            shared=site.card,
        )
    name = _period(context, words) if kind == "period" else of.name if of else ""
    given = name_of(words, kind, name) if kind else site.name
    description = description_of(words, kind, name, site.name)
    title, described = titles.get(kind, (given, description))
    return HeadPage(
        kind=PageKind.PAGE if kind in NO_LISTS else PageKind.LIST,
        url=url,
        title=numbered(words, title, number),
        description=numbered(words, described, number),
        language=site.language,
        crumbs=(Crumb(site.name, site.url), Crumb(title, first)),
        noindex=kind == "search",
        shared=site.card,
    )


def _kind(context: Context) -> tuple[str, Any]:
    """Which list the page shows, and the category, tag or other thing that it is of, if any."""
    for kind in OF:
        if of := context.get(kind):
            return kind, of
    if context.get("period"):
        return "period", None
    shown = context.get("page_name")
    for template in context.get("DIRECT_TEMPLATES", ()):
        if shown == str(PurePosixPath(_save_as(context, template)).with_suffix("")):
            return template, None
    return "", None


def _first(context: Context, site: HeadSite, kind: str, of: Any) -> str:
    """The address of the first part of the list."""
    if of:
        return _address(site, of.url)
    is_template = kind in context.get("DIRECT_TEMPLATES", ())
    path = _save_as(context, kind) if is_template else context.get("output_file", "")
    return _address(site, path)


def _save_as(context: Context, template: str) -> str:
    return str(context.get(f"{template.upper()}_SAVE_AS") or f"{template}.html")


def _address(site: HeadSite, path: str) -> str:
    """The address of a file or page of the site; a folder's index is the folder."""
    folder, slash, name = path.rpartition("/")
    return absolute(site.url, folder + slash if name == "index.html" else path)


def _period(context: Context, words: Words) -> str:
    """``5 March 2026`` from Pelican's (2026, 3, 5); in its words where there are none."""
    if words.speaks(context["DEFAULT_LANG"]):
        return words.period(context["period_num"])
    return " ".join(map(str, reversed(context["period"])))


def name_of(words: Words, kind: str, name: str = "") -> str:
    """What the list is called: `name`, or the name of the direct template `kind`."""
    message = NAMES.get(kind)
    return name or (words(message) if message else kind.replace("_", " ").capitalize())


def description_of(words: Words, kind: str, name: str, site: str) -> str:
    """One sentence on the list; empty for a kind that this kit does not know."""
    message = messages.DESCRIPTIONS.get(kind)
    return words(message, name=name, site=site) if message else ""


def numbered(words: Words, text: str, number: int) -> str:
    """`text` for part `number` of a long list; unchanged for the first."""
    return words(messages.PART, title=text, number=number) if text and number > 1 else text
