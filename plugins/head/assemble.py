"""From what a template is given to a `Page`.

The context is Pelican's; it and the objects in it are only looked at (duck-typed). What the
disclosure and related plugins attach may be missing, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from ..common.addresses import absolute, safe_address, without_credentials
from ..common.characters import without_forbidden
from ..common.dates import last_change
from ..disclosure.label import Label
from .listing import list_of
from .page import Correction, Crumb, Image, Kind, Page, Part, Party, Site, Text

Context = Mapping[str, Any]

UNDECLARED = Label()
BASED_ON = {"translated", "summarized"}
"""Roles whose sources are what the text was made of, not what it cites."""
UNLISTED = {"draft", "hidden"}


def site_of(context: Context) -> Site:
    """The site that a page belongs to."""
    answers = context.get("COLOPHON_RESPONSIBLE")
    return Site(
        url=absolute(without_credentials(context["SITEURL"]), ""),
        name=context["SITENAME"],
        description=context.get("SITESUBTITLE") or "",
        language=context["DEFAULT_LANG"],
        publisher=answers and Party(answers.name, answers.kind, safe_address(answers.url)),
        principles=_principles(answers, context["SITEURL"]),
    )


def page_of(context: Context, site: Site, description: str = "") -> Page:
    """The page that is rendered from `context`; `description` is that of its article or page."""
    entry = context.get("article") or context.get("page")
    return _entry(context, site, entry, description) if entry else list_of(context, site)


def one_line(value: object) -> str:
    """A value of the front matter as text; one that was given twice is a list."""
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(without_forbidden(text).split())


def shared_value(own: str, others: Iterable[str]) -> str:
    """The W3C value of a page: that of its text, if every other text it shows a part of has it."""
    return own if all(other == own for other in others) else ""


def _entry(context: Context, site: Site, entry: Any, description: str) -> Page:
    label = _label(entry)
    is_article = bool(context.get("article"))
    url, title = absolute(site.url, entry.url), one_line(entry.title)
    return Page(
        kind=Kind.ARTICLE if is_article else Kind.PAGE,
        url=url,
        title=title,
        description=description,
        language=entry.lang,
        noindex=entry.status in UNLISTED,
        crumbs=(Crumb(site.name, site.url), *_section(context, site, entry), Crumb(title, url)),
        text=_text(context, site, entry, label) if is_article else None,
        source_type=label.own_source_type,
        value=shared_value(label.own_value, _values_beside(entry, label)),
        reviewers=tuple(Party(r.name, r.kind, safe_address(r.url)) for r in label.reviewers),
        last_reviewed=label.last_reviewed,
        parts=tuple(Part(p.kind, p.source_type, p.sentence, p.id) for p in label.parts),
        images=tuple(_images(site, entry)),
        models=", ".join(label.models),
        provider=label.provider,
        prompt=label.making,
    )


def _text(context: Context, site: Site, entry: Any, label: Label) -> Text:
    category = getattr(entry, "category", None)
    corrections = [day for day, _ in label.corrections]
    addresses = (safe_address(address) for address, _ in label.sources if label.declared)
    sources = tuple(address for address in addresses if address.startswith("http"))
    made_of = label.role in BASED_ON
    return Text(
        authors=tuple(_authors(context, site, entry)),
        published=entry.date,
        updated=last_change(entry.date, getattr(entry, "modified", None), corrections),
        section=category.name if category else "",
        keywords=tuple(tag.name for tag in getattr(entry, "tags", ())),
        backstory=label.sentence,
        citations=() if made_of else sources,
        based_on=sources if made_of else (),
        corrections=tuple(Correction(day, text) for day, text in label.corrections),
    )


def _authors(context: Context, site: Site, entry: Any) -> Iterable[Party]:
    with_page = _with_page(context, "author")
    for author in getattr(entry, "colophon_authors", getattr(entry, "authors", ())):
        url = absolute(site.url, author.url) if author.slug in with_page else ""
        yield Party(author.name, "Person", url)


def _label(entry: Any) -> Label:
    label: Label = getattr(entry, "colophon_disclosure", UNDECLARED)
    return label


def _principles(answers: Any, siteurl: str) -> str:
    given = getattr(answers, "principles", "")
    return absolute(without_credentials(siteurl), safe_address(given)) if given else ""


def _images(site: Site, entry: Any) -> Iterable[Image]:
    """The images whose origin is declared, and the cover, declared or not."""
    cover = getattr(entry, "colophon_cover", "")
    url = absolute(site.url, quote(cover)) if cover else ""
    declared = list(getattr(entry, "colophon_images", ()))
    if cover and not any(image.is_cover for image in declared):
        yield Image(url, is_cover=True)
    for image in declared:
        yield Image(image.url, image.source_type, image.caption, image.is_cover)


def _values_beside(entry: Any, label: Label) -> Iterable[str]:
    """The values of the text's parts, and of the texts that the page names under its own."""
    yield from (part.value for part in label.parts)
    shown = (*getattr(entry, "colophon_related", ()), getattr(entry, "colophon_closing", None))
    articles = (getattr(item, "article", None) for item in shown)
    yield from (_label(article).value for article in articles if article)


def _section(context: Context, site: Site, entry: Any) -> Iterable[Crumb]:
    category = getattr(entry, "category", None)
    if category and category.slug in _with_page(context, "category"):
        yield Crumb(category.name, absolute(site.url, category.url))


def _with_page(context: Context, kind: str) -> set[str]:
    """Slugs of the categories or authors that have a page."""
    plural = {"category": "categories", "author": "authors"}[kind]
    listed = context.get(plural, ()) if context.get(f"{kind.upper()}_SAVE_AS") else ()
    return {of.slug for of, _ in listed}
