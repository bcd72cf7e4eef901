"""From a declaration to what is known now: one `Disclosure` value, from which every form comes."""

from __future__ import annotations

from dataclasses import dataclass

from ..common.frontmatter import Document
from .contributors import Contributors, Model, Person
from .declaration import Declaration
from .fingerprint import fingerprint
from .records import ReviewRecord
from .vocabulary import SOURCE_TYPES, ReviewState, Role, value_of


@dataclass(frozen=True, slots=True)
class Review:
    """A record together with the person it names."""

    record: ReviewRecord
    person: Person


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything that may be said about how one text was made."""

    declaration: Declaration
    models: tuple[Model, ...]
    state: ReviewState
    reviews: tuple[Review, ...]
    """Valid ones where the state is recorded, the latest void one where it is stale, else none."""

    @property
    def role(self) -> Role | None:
        """What AI did; None where nobody has said."""
        return self.declaration.role

    @property
    def value(self) -> str:
        """The W3C value, or the empty string: unknown."""
        return value_of(self.role, self.state)

    @property
    def source_type(self) -> str:
        """The IPTC digital source type, or the empty string."""
        return SOURCE_TYPES[self.role] if self.role else ""

    @property
    def provider(self) -> str:
        """Who runs the model: as declared, else as listed with the first model."""
        listed = (model.provider for model in self.models if model.provider)
        return self.declaration.provider or next(listed, "")


def derive(declaration: Declaration, document: Document, known: Contributors) -> Disclosure:
    """What `declaration` amounts to for the text as it stands in `document` now.

    Each record stands or falls alone: it counts while its hash matches text, role and its own line.
    """
    models = tuple(known.model(identifier) for identifier in declaration.models)
    state, records = _review(declaration, document)
    reviews = tuple(Review(record, known.people[record.person]) for record in records)
    return Disclosure(declaration, models, state, reviews)


def _review(
    declaration: Declaration, document: Document
) -> tuple[ReviewState, tuple[ReviewRecord, ...]]:
    role = declaration.role
    once = dict.fromkeys(declaration.records)  # the same line twice is one act
    records = sorted(once, key=lambda record: (record.date, record.person))
    if role is None:
        return ReviewState.NOT_STATED, ()
    valid = tuple(r for r in records if r.hash == fingerprint(document, role, r))
    if valid:
        return ReviewState.RECORDED, valid
    if records:
        return ReviewState.STALE, (records[-1],)
    absent = declaration.review_absent
    return (ReviewState.ABSENT if absent else ReviewState.NOT_STATED), ()
