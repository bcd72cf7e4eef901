"""From an article, as Pelican and the other plugins leave it, to an `Entry`.

Articles are only looked at (duck-typed); what the disclosure, images and related plugins attach may
be missing, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from ..common.addresses import absolute
from ..common.dates import last_change
from ..common.keys import ID
from ..disclosure.label import Label
from ..disclosure.vocabulary import IPTC_SCHEME, W3C_VALUES_SCHEME
from ..wording.catalogue import subtags
from . import body
from .acting import Place, with_links
from .cleaning import cleaned
from .dates import printable
from .entry import Attachment, Category, Entry, Origin, Person
from .identity import KIT, PELICAN, entry_id, pelican_entry_id
from .media import Size, attachment, played_in
from .messages import words_for

UNDECLARED = Label()


def _unknown(_url: str) -> int | None:
    return None


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
    ids: str = KIT
    """`identity.PELICAN`: articles without `Id` keep what Pelican's own feeds called them."""
    size_of: Size = _unknown
    """Bytes of the published file at an absolute address."""
    _addresses: dict[int, tuple[Any, str]] = field(default_factory=dict, repr=False, compare=False)
    """By the article's identity; it is held, so that no other object can get the same."""

    @property
    def identity(self) -> str:
        """What tells this site from others in ids: no host, so that it may move."""
        return self.site_id or self.name

    def address_of(self, article: Any) -> str:
        """Where readers find an article. Kept: Pelican makes it anew each time it is asked."""
        known = self._addresses.get(id(article))
        if known is None:
            known = self._addresses[id(article)] = (article, absolute(self.url, article.url))
        return known[1]


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands under an article's text on its page."""

    closing: str = ""
    """The sentence that ends it, as HTML."""
    heading: body.Told = field(default_factory=body.Told)
    """Over the related articles."""


def id_of(article: Any, site: Site) -> str:
    """The permanent id of an article."""
    given = _text(article.metadata.get(ID.field, ""))
    if not given and site.ids == PELICAN:
        return pelican_entry_id(site.address_of(article), article.date)
    return entry_id(given, article.relative_source_path, site.identity)


def entry_of(article: Any, site: Site, ending: Ending = Ending()) -> Entry:
    """The entry of an article."""
    label: Label = getattr(article, "colophon_disclosure", UNDECLARED)
    page = site.address_of(article)
    html = article.get_content(site.url)
    place = Place(page, site.url, article.lang, words_for(article.lang))
    text = cleaned(with_links(html, place), page, site.url)
    cover = _cover(article, site, label)
    return Entry(
        id=id_of(article, site),
        url=page,
        title=_text(article.title),
        language=article.lang,
        authors=_authors(article, site, label),
        published=printable(article.date),
        updated=printable(_updated(article, label)),
        categories=(*_subjects(article, site), *_disclosed(label)),
        summary=body.summary(label.short, article.metadata.get("summary", ""), html),
        content=body.content(
            _told(label.sentence, label.language, article),
            text,
            cover=cover,
            closing=cleaned(ending.closing, page, site.url),
            heading=ending.heading,
            related=_related(article, site),
        ),
        image=_image(cover, site),
        attachments=played_in(text, site.size_of),
        origin=_origin(label),
    )


def _text(value: object) -> str:
    """A value of the front matter on one line; one that was given twice is a list."""
    return " ".join((" ".join(map(str, value)) if isinstance(value, list) else str(value)).split())


def _told(text: str, language: str, article: Any) -> body.Told:
    """`text`, marked where its language is not that of the article."""
    foreign = language and subtags(language)[0] != subtags(article.lang)[0]
    return body.Told(text, language if foreign else "")


def _updated(article: Any, label: Label) -> datetime:
    corrections = (day for day, _ in label.corrections)
    return last_change(article.date, getattr(article, "modified", None), corrections)


def _authors(article: Any, site: Site, label: Label) -> tuple[Person, ...]:
    """Who published it; where AI wrote the words, each name says so."""
    authors = getattr(article, "colophon_authors", getattr(article, "authors", ()))
    people = [
        Person(author.name, absolute(site.url, author.url) if author.slug in site.authors else "")
        for author in authors
    ] or [replace(site.responsible or Person(site.name), email="")]
    credit = f" ({label.credit})" if label.credit else ""
    return tuple(replace(person, name=f"{person.name}{credit}") for person in people)


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


def _origin(label: Label) -> Origin | None:
    if not label.declared:
        return None
    return Origin(
        role=label.role,
        value=label.value,
        source_type=label.source_type and IPTC_SCHEME + label.source_type,
        models=label.all_models,
        provider=label.provider,
        reviewers=tuple(reviewer.name for reviewer in label.reviewers),
        reviewed=label.last_reviewed,
    )


def _cover(article: Any, site: Site, label: Label) -> body.Cover | None:
    path = getattr(article, "colophon_cover", "")
    if not path:
        return None
    images = getattr(article, "colophon_images", ())
    told = next((image.caption for image in images if image.is_cover), "")
    return body.Cover(
        absolute(site.url, quote(path)),
        _text(getattr(article, "colophon_cover_alt", "")),
        _told(told, label.language, article),
    )


def _image(cover: body.Cover | None, site: Site) -> Attachment | None:
    if not cover:
        return None
    return attachment(cover.url, site.size_of, cover.caption.text or cover.alt)


def _related(article: Any, site: Site) -> tuple[body.Related, ...]:
    return tuple(
        body.Related(
            site.address_of(item.article),
            _text(item.article.title),
            item.reason,
            getattr(item.article, "colophon_disclosure", UNDECLARED).short,
        )
        for item in getattr(article, "colophon_related", ())
    )
