"""What the head of an article or page says: from the article's value to a `HeadPage`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from ..article import Article, ImageLabel, SharedImage, Term
from ..common.addresses import absolute, safe_address
from ..disclosure.contributors import Responsible
from ..disclosure.vocabulary import FROM_SOURCES
from .page_data import Crumb, HeadArticle, HeadPage, HeadSite, PageKind, Party

UNLISTED = {"draft", "hidden"}


def site_of(
    settings: Mapping[str, Any],
    siteurl: str,
    owner: Responsible | None = None,
    term_pages: Iterable[str] = (),
    creators: Mapping[str, str] | None = None,
    *,
    card: SharedImage | None = None,
) -> HeadSite:
    """The site that a page belongs to, `siteurl` without credentials.

    `term_pages` are the addresses of the categories and authors that have a page.
    """
    principles = owner.principles if owner else ""
    return HeadSite(
        url=absolute(siteurl, ""),
        name=settings["SITENAME"],
        description=settings.get("SITESUBTITLE") or "",
        language=settings["DEFAULT_LANG"],
        publisher=Party(owner.name, owner.kind, safe_address(owner.url)) if owner else None,
        principles=absolute(siteurl, safe_address(principles)) if principles else "",
        creators=creators or {},
        term_pages=frozenset(term_pages),
        card=card,
    )


def page_of(site: HeadSite, article: Article, description: str = "") -> HeadPage:
    """The page of an article or page; `description` is what it is about, as plain text."""
    label = article.label
    crumbs = (Crumb(site.name, site.url), *_section(site, article))
    return HeadPage(
        kind=PageKind.PAGE if article.is_page else PageKind.ARTICLE,
        url=article.url,
        title=article.title,
        description=description,
        language=article.language,
        noindex=article.status in UNLISTED,
        crumbs=(*crumbs, Crumb(article.title, article.url)),
        text=None if article.is_page else _text(site, article),
        source_type=label.own_source_type,
        value=shared_value(label.own_value, _values_beside(article)),
        reviewers=tuple(Party(r.name, r.kind, safe_address(r.url)) for r in label.reviewers),
        last_reviewed=label.last_reviewed,
        parts=label.parts,
        images=tuple(_images(site, article)),
        shared=_cover(site, article) or article.card or site.card,
        models=", ".join(label.models),
        provider=label.provider,
        prompt=label.making,
        versions=article.versions(site.language),
        creators=_creators(site, article),
    )


def _creators(site: HeadSite, article: Article) -> tuple[str, ...]:
    named = [site.creators[one.name] for one in article.people if one.name in site.creators]
    return tuple(named or filter(None, [site.creators.get("*")]))


def shared_value(own: str, others: Iterable[str]) -> str:
    """The W3C value of a page: that of its text, if every other text it shows a part of has it."""
    return own if all(other == own for other in others) else ""


def _text(site: HeadSite, article: Article) -> HeadArticle | None:
    if article.published is None or article.last_changed is None:
        return None
    label = article.label
    addresses = (safe_address(address) for address, _ in label.sources if label.declared)
    sources = tuple(address for address in addresses if address.startswith("http"))
    made_of = label.role in FROM_SOURCES
    return HeadArticle(
        authors=tuple(Party(a.name, "Person", _page_url(site, a)) for a in article.people),
        published=article.published,
        updated=article.last_changed,
        section=article.category.name if article.category else "",
        keywords=tuple(tag.name for tag in article.tags),
        backstory=label.sentence,
        citations=() if made_of else sources,
        based_on=sources if made_of else (),
        corrections=label.corrections,
        series=article.series,
    )


def _images(site: HeadSite, article: Article) -> Iterable[ImageLabel]:
    """The images whose origin is declared, and the cover, declared or not."""
    if article.cover and not any(image.is_cover for image in article.images):
        yield ImageLabel(absolute(site.url, quote(article.cover.url)), "", "", is_cover=True)
    yield from article.images


def _cover(site: HeadSite, article: Article) -> SharedImage | None:
    """The cover, if it is of a kind that services show."""
    cover = article.cover
    if not cover or not cover.shared_type:
        return None
    url = next(image.url for image in _images(site, article) if image.is_cover)
    return SharedImage(url, cover.shared_type, cover.alt, cover.width, cover.height)


def _values_beside(article: Article) -> Iterable[str]:
    """The values of the text's parts, and of the texts that the page names under its own."""
    yield from (part.value for part in article.label.parts)
    yield from (other.label.value for other in article.related)
    if article.closing:
        yield article.closing.label.value
    yield from article.values_beside


def _section(site: HeadSite, article: Article) -> Iterable[Crumb]:
    if article.category and (url := _page_url(site, article.category)):
        yield Crumb(article.category.name, url)


def _page_url(site: HeadSite, term: Term) -> str:
    """The address of a term's page; empty where it has none."""
    return absolute(site.url, term.url) if term.url in site.term_pages else ""
