"""One schema.org graph a page: the article, the page, its place in the site, who publishes.

Terms: schema.org, with `digitalSourceType`, `backstory` and `correction` from its newer parts.
There is no schema.org term for the W3C values, so none is invented.
"""

from __future__ import annotations

import json
from typing import Any

from ..common.characters import without_forbidden
from ..common.regex import regex
from ..disclosure.vocabulary import IPTC_SCHEME
from .page_data import HeadArticle, HeadPage, HeadSite, PageKind, Party

Node = dict[str, Any]

# Members of schema.org's IPTCDigitalSourceEnumeration; it has none for what people make.
SOURCE_TYPES = {
    "trainedAlgorithmicMedia": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
    "compositeWithTrainedAlgorithmicMedia": (
        "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
    ),
}

PAGE_TYPES = {
    PageKind.ARTICLE: "WebPage",
    PageKind.PAGE: "WebPage",
    PageKind.LIST: "CollectionPage",
    PageKind.HOME: "CollectionPage",
}

# How JSON spells characters that are cleaned away: a text without these, and none raw, is clean.
SPELLED = regex(r"\\[ubf]")

# Inside <script> only ``</script`` and ``<!--`` matter to HTML, but an ampersand or a line
# separator has misled one consumer or another; JSON can spell them all without the character.
MISLEADING = regex("[<>&\u2028\u2029]")


def graph(page: HeadPage, site: HeadSite) -> Node:
    """Everything `page` says, as one JSON-LD document. Keys keep their order."""
    nodes = [_website(site)]
    if page.kind is not PageKind.ERROR:
        trail = _breadcrumbs(page)
        nodes = [*_article(page, site), _webpage(page, site, bool(trail)), *trail, *nodes]
    if site.publisher:
        party = _party(site.publisher)
        principles = {"publishingPrinciples": site.principles} if site.principles else {}
        nodes.append({"@id": f"{site.url}#publisher", **party, **principles})
    return {"@context": "https://schema.org", "@graph": nodes}


def script(document: Node) -> str:
    """`document` as the content of a script element: no text in it can end the element."""
    written = _written(document)
    if SPELLED.search(written) or without_forbidden(written) != written:
        written = _written(_clean(document))
    return MISLEADING.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def source_type_address(source_type: str) -> str:
    """The address of a digital source type; empty for the empty string."""
    return SOURCE_TYPES.get(source_type, source_type and IPTC_SCHEME + source_type)


def _article(page: HeadPage, site: HeadSite) -> list[Node]:
    if page.text is None:
        return []
    text = page.text
    is_person = site.publisher is not None and site.publisher.kind == "Person"
    node = {
        "@type": "BlogPosting",
        "@id": f"{page.url}#article",
        "mainEntityOfPage": {"@id": page.url},
        "isPartOf": _wholes(text, site),
        "position": text.series.number if text.series else None,
        "headline": page.title,
        "description": page.description,
        "inLanguage": page.language,
        "datePublished": text.published.isoformat(timespec="seconds"),
        "dateModified": text.updated.isoformat(timespec="seconds"),
        "author": _authors(text, site),
        "publisher": _publisher(site),
        # schema.org has the property for people alone.
        "accountablePerson": _publisher(site) if is_person else None,
        "publishingPrinciples": site.principles,
        "articleSection": text.section,
        "keywords": list(text.keywords),
        "digitalSourceType": source_type_address(page.source_type),
        "backstory": text.backstory,
        "citation": list(text.citations),
        "isBasedOn": list(text.based_on),
        "correction": [
            {"@type": "CorrectionComment", "datePublished": day, "text": correction}
            for day, correction in text.corrections
        ],
        **_pieces(page),
    }
    return [_present(node)]


def _wholes(text: HeadArticle, site: HeadSite) -> Node | list[Node]:
    """The site, and the series where the article is part of one."""
    whole = {"@id": f"{site.url}#website"}
    if not text.series:
        return whole
    series = {"@type": "CreativeWorkSeries", "name": text.series.name, "url": text.series.url}
    return [whole, _present(series)]


def _webpage(page: HeadPage, site: HeadSite, has_trail: bool) -> Node:  # noqa: FBT001 - private
    node = {
        "@type": PAGE_TYPES[page.kind],
        "@id": page.url,
        "url": page.url,
        "name": page.title,
        "description": "" if page.text else page.description,
        "inLanguage": page.language,
        "isPartOf": {"@id": f"{site.url}#website"},
        "breadcrumb": {"@id": f"{page.url}#breadcrumb"} if has_trail else None,
        "digitalSourceType": "" if page.text else source_type_address(page.source_type),
        "reviewedBy": [_party(reviewer) for reviewer in page.reviewers],
        "lastReviewed": page.last_reviewed,
        **({} if page.text else _pieces(page)),
    }
    return _present(node)


def _pieces(page: HeadPage) -> Node:
    """The images and parts of a text whose origin is not simply the text's."""
    images = [
        {
            "@type": "ImageObject",
            "@id": f"{image.url}#image",
            "contentUrl": image.url,
            "digitalSourceType": source_type_address(image.source_type),
            "caption": image.caption,
        }
        for image in page.images
    ]
    parts = [
        {
            "@type": "Quotation" if part.kind == "quotation" else "WebPageElement",
            "@id": f"{page.url}#{part.id}" if part.id else "",
            "name": part.kind,
            "digitalSourceType": source_type_address(part.source_type),
            "description": part.sentence,
        }
        for part in page.parts
    ]
    return {"image": list(map(_present, images)), "hasPart": list(map(_present, parts))}


def _breadcrumbs(page: HeadPage) -> list[Node]:
    """A trail of one level would only say that the home page is the home page."""
    if len(page.crumbs) < 2:  # noqa: PLR2004 - said above
        return []
    items = [
        {"@type": "ListItem", "position": position, "name": crumb.name, "item": crumb.url}
        for position, crumb in enumerate(page.crumbs, 1)
    ]
    return [{"@type": "BreadcrumbList", "@id": f"{page.url}#breadcrumb", "itemListElement": items}]


def _website(site: HeadSite) -> Node:
    node = {
        "@type": "WebSite",
        "@id": f"{site.url}#website",
        "url": site.url,
        "name": site.name,
        "description": site.description,
        "inLanguage": site.language,
        "publisher": _publisher(site),
    }
    return _present(node)


def _authors(text: HeadArticle, site: HeadSite) -> list[Node]:
    """The publisher stands in where nobody is named, and is one node wherever it is named."""
    named = [
        _publisher(site)
        if site.publisher and author.name == site.publisher.name
        else _party(author)
        for author in text.authors
    ]
    return [node for node in named or [_publisher(site)] if node]


def _publisher(site: HeadSite) -> Node | None:
    return {"@id": f"{site.url}#publisher"} if site.publisher else None


def _party(party: Party) -> Node:
    return _present({"@type": party.kind, "name": party.name, "url": party.url})


def _present(node: Node) -> Node:
    """`node` without the keys that have nothing to say."""
    return {key: value for key, value in node.items() if value}


def _written(document: Node) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _clean(value: Any) -> Any:
    """`value` with every text in it free of characters that HTML forbids."""
    if isinstance(value, str):
        return without_forbidden(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value
