"""One text's label, with all else that a site learns from its declaration: a build can keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..common.frontmatter import Document
from ..common.problems import Problem
from ..common.values import dataclass
from .declaration import Declaration, declare
from .declared_images import DeclaredImage, ImageClaim
from .derivation import derive
from .inventory import ImageRow, InventoryRow, ListedText, row
from .label import Label, label_of, report_address, version_of
from .own_sources import own_sources
from .parts.declared import TextPart
from .parts.markers import claims_by_hand
from .site_disclosure import SiteDisclosure
from .source_documents import SourceFacts, document_of, marked_parts
from .vocabulary import ReviewState


@dataclass(frozen=True, slots=True)
class TextToLabel:
    """An article or page, as far as its label depends on it."""

    source: str
    """Below the content folder."""
    path: str
    """Names its file in problems."""
    title: str
    language: str
    url: str
    metadata: Mapping[str, Any]
    html: str
    """Both as Pelican read them."""


@dataclass(frozen=True, slots=True)
class DeclaredText:
    """What the author of one text declared."""

    document: Document
    declaration: Declaration
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LabelledText:
    """What may be said of one text, by every form of the site."""

    label: Label
    """Without the address of a making-of page."""
    declared_in: str | None
    review: ReviewState | None
    """None: no role is declared, of which a review could speak."""
    cover: str
    cover_alt: str
    picture: DeclaredImage | None
    """What the site knows of the cover."""
    claims: tuple[ImageClaim, ...]
    has_making: bool
    day: date
    """On which it was read: any later one makes nothing else of it, if it had no problems."""

    def row(self, place: ListedText, label: Label, images: tuple[ImageRow, ...]) -> InventoryRow:
        """Its row of the inventory; `label` and `images` are those that readers see."""
        cover = self.picture.what if self.picture else None
        review = self.review.value if self.review else None
        return row(place, label, self.declared_in, review, cover, images=images)


def declared_text(
    site: SiteDisclosure, facts: SourceFacts, text: TextToLabel, today: date
) -> DeclaredText:
    """Read the declaration of a text."""
    problems = claims_by_hand(text.html, text.path)
    blocks: list[TextPart] = []
    document = facts.document or document_of(facts.own, text.metadata, text.html, site.defaults)
    if facts.document:
        blocks, more = marked_parts(document, text.html, text.path)
        problems += more
    people, levels = site.contributors.people, site.defaults.levels(text.source)
    declaration, more = declare(document, levels, text.path, people, today, blocks=blocks)
    return DeclaredText(document, declaration, (*problems, *more))


def labelled_text(
    site: SiteDisclosure, declared: DeclaredText, text: TextToLabel, today: date
) -> LabelledText:
    """Derive what may be said of a text, once the site knows its images."""
    declaration = declared.declaration
    picture = site.images.get(declaration.cover)
    disclosure = derive(declaration, declared.document, site.contributors, picture)
    say = site.words_for(text.language)
    answers, version = site.contributors.responsible, version_of(declared.document)
    report = report_address(answers, text.title, text.url, version, say)
    listed = own_sources(text.html, say) if declaration.sources else None
    return LabelledText(
        label=replace(label_of(disclosure, say), report=report, own_sources=listed),
        declared_in=declaration.declared_at.value if declaration.declared_at else None,
        review=disclosure.state if disclosure.role else None,
        cover=declaration.cover,
        cover_alt=declaration.cover_alt,
        picture=picture,
        claims=declaration.image_claims,
        has_making=bool(declaration.making),
        day=today,
    )
