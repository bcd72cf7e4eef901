"""From an article's value to a `FeedEntry`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, fields, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from urllib.parse import quote

from ..article import Article, Term
from ..common.addresses import absolute
from ..common.values import dataclass
from ..disclosure.label import Label
from ..disclosure.vocabulary import IPTC_SCHEME, W3C_VALUES_SCHEME
from ..wording.catalogue import subtags
from . import body
from .cleaning import cleaned
from .entry import NEVER, Attachment, Category, Declared, FeedEntry, Person
from .identity import PELICAN, entry_id, pelican_entry_id
from .interactive import TextPlace, with_links
from .media import PLAYED, attachment, measured, played_in
from .messages import words_for
from .site import FeedSite


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands under an article's text on its page."""

    closing: str = ""
    """The sentence that ends it, as HTML."""
    heading: body.KitText = field(default_factory=body.KitText)
    """Over the related articles."""


NO_ENDING = Ending()


def id_of(given: str, source: str, url: str, published: datetime | None, site: FeedSite) -> str:
    """The permanent id of an article: its `Id`, or one made of where and when it was published."""
    if not given and site.ids == PELICAN and published:
        return pelican_entry_id(url, published)
    return entry_id(given, source, site.identity)


@dataclass(frozen=True, slots=True)
class EntryText:
    """What an entry takes of an article's HTML: the costly part, and it depends on little else."""

    html: str
    """Cleaned."""
    about: str
    """Plain text, for the summary."""
    played: tuple[Attachment, ...]
    """Sounds and films, their lengths not yet told."""


@dataclass(frozen=True, slots=True)
class EntryFrame:
    """Everything of an entry that is not made of the article's HTML."""

    entry: FeedEntry
    """With neither text nor summary."""
    label: str
    """The short form."""
    notice: body.KitText
    cover: body.Cover | None
    video: tuple[str, str] | None
    """Address and title."""
    related: tuple[body.ReadNext, ...]


def text_for(html: str, summary: str, place: TextPlace) -> EntryText:
    """The text of an entry; `html` is that of an article with absolute links, found at `place`.

    `summary` is the author's own, as HTML, or empty.
    """
    text = cleaned(with_links(html, place), place.page, place.site)
    return EntryText(text, body.about(summary, html), played_in(text))


TextReader = Callable[[str, str, TextPlace], EntryText]
"""Does as `text_for`."""


_LOOKED_AT = frozenset({"path", "related", "closing"})
"""What of an article is looked at more closely, and its source's place on this machine."""
_shown = attrgetter(*(field.name for field in fields(Article) if field.name not in _LOOKED_AT))


def frame_of(article: Article, site: FeedSite) -> EntryFrame:
    """All that an article's entry says beside its text."""
    label, cover = article.label, _cover(article, site)
    entry = FeedEntry(
        id=id_of(article.given_id, article.source, article.url, article.published, site),
        url=article.url,
        title=article.title,
        language=article.language,
        authors=_authors(article, site),
        published=printable(article.published or NEVER),
        updated=last_changed(article),
        categories=(*_subjects(article, site), *_disclosed(label)),
        summary="",
        content="",
        image=_image(cover, site),
        declared=_declared(label, site.about) if label.declared else None,
    )
    related = tuple(
        body.ReadNext(other.url, other.title, other.reason, other.label.short)
        for other in article.related
    )
    credited, notice = article.video, _told(label.sentence, article)
    video = (credited.url, credited.title or credited.url) if credited else None
    return EntryFrame(entry, label.short, notice, cover, video, related)


def filled(frame: EntryFrame, text: EntryText, ending: Ending, site: FeedSite) -> FeedEntry:
    """The entry: a text in its frame."""
    content = body.content(
        frame.notice,
        text.html,
        cover=frame.cover,
        video=frame.video,
        closing=cleaned(ending.closing, frame.entry.url, site.url),
        heading=ending.heading,
        related=frame.related,
    )
    return replace(
        frame.entry,
        summary=body.summary(frame.label, text.about),
        content=content,
        attachments=tuple(measured(each, site.size_of) for each in text.played),
    )


def entry_of(
    article: Article,
    html: str,
    site: FeedSite,
    ending: Ending = NO_ENDING,
    read: TextReader = text_for,
) -> FeedEntry:
    """The entry of an article; `html` is its text with absolute links."""
    return filled(frame_of(article, site), text_of(article, html, site, read), ending, site)


def inputs_of(
    article: Article,
    html: str,
    site: FeedSite,
    ending: object = Ending(),
    read: TextReader = text_for,
    *,
    text: object = None,
) -> tuple[object, ...]:
    """All that `entry_of` makes the entry of, as plain values, but for those of the site.

    `ending` is all that one is of; `text` may stand for `html`.
    """
    played = text_of(article, html, site, read).played if PLAYED.search(html) else ()
    sizes = tuple(site.size_of(each.url) for each in played)
    cover = article.cover and _image(_cover(article, site), site)
    pages = tuple(person.slug in site.authors for person in article.people)
    related = tuple((r.url, r.title, r.reason, r.label.short) for r in article.related)
    return _shown(article), pages, cover, related, text or html, sizes, ending


def text_of(article: Article, html: str, site: FeedSite, read: TextReader) -> EntryText:
    """The text of an article's entry; `html` has absolute links."""
    place = TextPlace(article.url, site.url, article.language, words_for(article.language))
    return read(html, article.summary, place)


def last_changed(article: Article) -> datetime:
    """When an article last changed, as its entry says it."""
    return printable(article.last_changed or NEVER)


def printable(moment: datetime) -> datetime:
    """`moment` in a zone whose offset RFC 3339 and RFC 5322 can write: one of whole minutes.

    Before zones were standardised, a place's offset had seconds, too.
    """
    odd = (moment.utcoffset() or timedelta()) % timedelta(minutes=1)
    return moment.astimezone(UTC) if odd else moment


def _told(text: str, article: Article) -> body.KitText:
    """Words of the label, marked where its language is not that of the article."""
    language = article.label.language
    foreign = language and subtags(language)[0] != subtags(article.language)[0]
    return body.KitText(text, language if foreign else "")


def _authors(article: Article, site: FeedSite) -> tuple[Person, ...]:
    """Who published it; where AI wrote the words, each name says so."""
    people = [Person(person.name, _page(person, site)) for person in article.people]
    people = people or [replace(site.responsible or Person(site.name), email="")]
    credit = f" ({article.label.credit})" if article.label.credit else ""
    return tuple(replace(person, name=f"{person.name}{credit}") for person in people)


def _page(author: Term, site: FeedSite) -> str:
    return absolute(site.url, author.url) if author.slug in site.authors else ""


def _subjects(article: Article, site: FeedSite) -> Iterable[Category]:
    if article.category:
        yield Category(article.category.name, site.categories)
    for tag in article.tags:
        yield Category(tag.name, site.tags)


def _disclosed(label: Label) -> Iterable[Category]:
    if label.value:
        yield Category(label.value, W3C_VALUES_SCHEME, label.value_label)
    if label.source_type:
        yield Category(label.source_type, IPTC_SCHEME, label.source_type_label)


def _declared(label: Label, about: str) -> Declared:
    return Declared(
        role=label.role,
        value=label.value,
        source_type=label.source_type,
        models=label.all_models,
        provider=label.provider,
        reviewed_by=tuple(reviewer.name for reviewer in label.reviewers),
        reviewed=label.last_reviewed,
        about=about,
    )


def _cover(article: Article, site: FeedSite) -> body.Cover | None:
    if not article.cover:
        return None
    caption = next((image.caption for image in article.images if image.is_cover), "")
    url = absolute(site.url, quote(article.cover.url))
    size = (article.cover.width, article.cover.height)
    return body.Cover(url, article.cover.alt, _told(caption, article), *size)


def _image(cover: body.Cover | None, site: FeedSite) -> Attachment | None:
    if not cover:
        return None
    found = attachment(cover.url, cover.caption.text or cover.alt)
    if not found:
        return None
    return replace(measured(found, site.size_of), width=cover.width, height=cover.height)
