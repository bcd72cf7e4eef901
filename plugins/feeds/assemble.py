"""From an article, as Pelican and the other plugins leave it, to an `Entry`.

Articles are only looked at (duck-typed); what the disclosure and related plugins attach may be
missing, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..common.addresses import absolute
from ..common.dates import last_change
from ..disclosure.label import Label
from ..disclosure.vocabulary import IPTC_SCHEME, W3C_VALUES_SCHEME
from . import body
from .cleaning import cleaned
from .dates import printable
from .entry import Category, Entry, Person
from .identity import entry_id

UNDECLARED = Label()


@dataclass(frozen=True, slots=True)
class Site:
    """What entries need to know of the site they belong to."""

    url: str
    """Without credentials."""
    name: str
    categories: str = ""
    """Address that stands for the site's categories as a vocabulary, below `url`."""
    tags: str = ""
    authors: frozenset[str] = frozenset()
    """Slugs of the authors who have a page."""
    responsible: Person | None = None
    site_id: str = ""


def id_of(article: Any, site_id: str) -> str:
    """The permanent id of an article."""
    given = article.metadata.get("id", "")
    return entry_id(_text(given), article.relative_source_path, site_id)


def entry_of(article: Any, site: Site, closing: str = "") -> Entry:
    """The entry of an article; `closing` is the HTML of the sentence that ends it, if any."""
    label: Label = getattr(article, "colophon_disclosure", UNDECLARED)
    page = absolute(site.url, article.url)
    text = article.get_content(site.url)
    return Entry(
        id=id_of(article, site.site_id),
        url=page,
        title=_text(article.title),
        language=article.lang,
        authors=_authors(article, site),
        published=printable(article.date),
        updated=printable(_updated(article, label)),
        categories=(*_subjects(article, site), *_disclosed(label)),
        summary=body.summary(label.short, article.metadata.get("summary", ""), text),
        content=body.content(
            label.sentence,
            cleaned(text, page, site.url),
            cleaned(closing, page, site.url),
            _related(article, site),
        ),
    )


def _text(value: object) -> str:
    """A value of the front matter on one line; one that was given twice is a list."""
    return " ".join((" ".join(map(str, value)) if isinstance(value, list) else str(value)).split())


def _updated(article: Any, label: Label) -> datetime:
    corrections = (day for day, _ in label.corrections)
    return last_change(article.date, getattr(article, "modified", None), corrections)


def _authors(article: Any, site: Site) -> tuple[Person, ...]:
    authors = getattr(article, "colophon_authors", getattr(article, "authors", ()))
    people = tuple(
        Person(author.name, absolute(site.url, author.url) if author.slug in site.authors else "")
        for author in authors
    )
    return people or (site.responsible or Person(site.name),)


def _subjects(article: Any, site: Site) -> Iterable[Category]:
    if category := getattr(article, "category", None):
        yield Category(category.name, absolute(site.url, site.categories))
    for tag in getattr(article, "tags", []):
        yield Category(tag.name, absolute(site.url, site.tags))


def _disclosed(label: Label) -> Iterable[Category]:
    if label.value:
        yield Category(label.value, W3C_VALUES_SCHEME, label.value_label)
    if label.source_type:
        yield Category(label.source_type, IPTC_SCHEME, label.source_type_label)


def _related(article: Any, site: Site) -> tuple[body.Related, ...]:
    return tuple(
        body.Related(
            absolute(site.url, item.article.url),
            _text(item.article.title),
            item.reason,
            getattr(item.article, "colophon_disclosure", UNDECLARED).short,
        )
        for item in getattr(article, "colophon_related", ())
    )
