"""The `Label`: everything a page, feed or card shows of a disclosure, ready to print as text."""

from __future__ import annotations

from dataclasses import dataclass

from ..common.characters import one_line
from . import words
from .derivation import Disclosure
from .vocabulary import AI_WROTE, SOURCE_TYPE_LABELS, VALUE_LABELS, ReviewState


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who is named for a review that is valid now."""

    name: str
    url: str
    kind: str
    """``Person`` or ``Organization`` (schema.org)."""
    date: str
    """ISO 8601."""


@dataclass(frozen=True, slots=True)
class Label:
    """Plain values only; all empty where nothing is declared. Templates escape them."""

    declared: bool = False
    sentence: str = ""
    """Plain words, ends with a full stop, holds no link."""
    short: str = ""
    """At most 25 characters."""
    value: str = ""
    """human-only, ai-assisted, ai-autonomous, or empty: unknown."""
    value_label: str = ""
    source_type: str = ""
    """IPTC digital source type, the last segment of its address."""
    source_type_label: str = ""
    models: tuple[str, ...] = ()
    """Identifiers as declared."""
    provider: str = ""
    byline: str = "By"
    """``Published by`` where AI put the words down first: a model is never an author."""
    reviewers: tuple[Reviewer, ...] = ()
    """Once each, of reviews that are valid now, oldest first; empty in every other state."""
    sources: tuple[tuple[str, str], ...] = ()
    """(address, title or empty)."""
    corrections: tuple[tuple[str, str], ...] = ()
    """(ISO date, text), newest first."""
    details: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(term, texts) for the box under the notice."""

    @property
    def last_reviewed(self) -> str:
        """ISO date of the latest valid review, or empty."""
        return max((reviewer.date for reviewer in self.reviewers), default="")


def label_of(disclosure: Disclosure) -> Label:
    """The label of one disclosure. Corrections and sources show even where no role is declared."""
    declaration = disclosure.declaration
    role = declaration.role
    corrections = sorted(
        ((c.date.isoformat(), c.text) for c in declaration.corrections), reverse=True
    )
    shared = Label(
        sources=tuple((source.address, plain(source.title)) for source in declaration.sources),
        corrections=tuple((day, plain(text)) for day, text in corrections),
    )
    if role is None:
        return shared
    return Label(
        declared=True,
        sentence=words.sentence(disclosure),
        short=words.short(disclosure),
        value=disclosure.value,
        value_label=VALUE_LABELS.get(disclosure.value, ""),
        source_type=disclosure.source_type,
        source_type_label=SOURCE_TYPE_LABELS[disclosure.source_type],
        models=tuple(map(plain, declaration.models)),
        provider=plain(disclosure.provider),
        byline="Published by" if role in AI_WROTE else "By",
        reviewers=_reviewers(disclosure),
        sources=shared.sources,
        corrections=shared.corrections,
        details=tuple(_details(disclosure)),
    )


def plain(text: str) -> str:
    """`text` whole, on one line, without what would turn or hide the words around it."""
    return one_line(text, max(len(text), 1))


def _reviewers(disclosure: Disclosure) -> tuple[Reviewer, ...]:
    if disclosure.state is not ReviewState.RECORDED:
        return ()
    latest = {review.person.id: review for review in disclosure.reviews}  # oldest first
    found = (
        Reviewer(
            plain(review.person.shown),
            review.person.url if review.person.kind == "Person" else "",
            review.person.kind,
            review.record.date.isoformat(),
        )
        for review in latest.values()
    )
    return tuple(sorted(found, key=lambda reviewer: reviewer.date))


def _details(disclosure: Disclosure) -> list[tuple[str, tuple[str, ...]]]:
    declaration = disclosure.declaration
    if declaration.role is None:
        return []
    rows = [
        ("What AI did", (words.MEANING[declaration.role],)),
        ("Model", tuple(_model_row(disclosure))),
        ("Tools the model used", declaration.tools),
        ("Tasks", declaration.tasks),
        ("Review", tuple(_review_rows(disclosure))),
        ("Machine-readable value", (_value_row(disclosure),)),
    ]
    return [(term, tuple(map(plain, texts))) for term, texts in rows if texts]


def _model_row(disclosure: Disclosure) -> list[str]:
    provider = disclosure.declaration.provider
    return [
        words.model_name(model, provider) + (f", {model.id}" if model.id != model.name else "")
        for model in disclosure.models
    ]


def _review_rows(disclosure: Disclosure) -> list[str]:
    if disclosure.state is not ReviewState.RECORDED:
        return []
    return [
        f"{words.day(review.record.date)}, {review.person.shown}: "
        + ", ".join(review.record.scope)
        + (f"; {review.record.note}" if review.record.note else "")
        for review in disclosure.reviews
    ]


def _value_row(disclosure: Disclosure) -> str:
    return disclosure.value or "none: the records do not say enough for one"
