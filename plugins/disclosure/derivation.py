"""From a declaration to what is known now: one `Disclosure` value, from which every form comes."""

from __future__ import annotations

from ..common.frontmatter import Document
from ..common.values import dataclass
from .contributors import Contributor, Contributors, Model
from .declaration import Declaration
from .declared_images import DeclaredImage
from .fingerprint import fingerprint
from .parts.declared import ALT, TextPart
from .records import ReviewRecord
from .vocabulary import ReviewState, Role, source_type_of_whole, value_of_whole, w3c_value


@dataclass(frozen=True, slots=True)
class NamedReview:
    """A record together with the person it names."""

    record: ReviewRecord
    person: Contributor


@dataclass(frozen=True, slots=True)
class PartDisclosure:
    """Everything that may be said about how one part of a text was made."""

    part: TextPart
    models: tuple[Model, ...]
    state: ReviewState
    """That of the whole text: a review covers all of it."""
    holds_ai: bool = False
    """Whether AI had a hand in a part within it."""

    @property
    def role(self) -> Role:
        """What AI did to this part."""
        return self.part.role

    @property
    def value(self) -> str:
        """The W3C value, or the empty string: unknown."""
        return w3c_value(self.role, self.state)

    @property
    def source_type(self) -> str:
        """The IPTC digital source type."""
        return self.role.source_type

    @property
    def provider(self) -> str:
        """Who runs the model: as declared, else as listed with the first model."""
        return _provider(self.part.provider, self.models)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything that may be said about how one text was made."""

    declaration: Declaration
    models: tuple[Model, ...]
    state: ReviewState
    reviews: tuple[NamedReview, ...]
    """Valid ones where the state is recorded, the latest void one where it is stale, else none."""
    parts: tuple[PartDisclosure, ...] = ()
    """In the order of the text, those of the front matter first."""
    cover: DeclaredImage | None = None
    """The cover image, if AI made or edited it."""
    cover_models: tuple[Model, ...] = ()

    @property
    def role(self) -> Role | None:
        """What AI did; None where nobody has said."""
        return self.declaration.role

    @property
    def has_parts_by_ai(self) -> bool:
        """Whether AI had a hand in any part of its own."""
        return any(part.role is not Role.NONE for part in self.parts)

    @property
    def own_value(self) -> str:
        """The W3C value for the element around the text; empty: unknown.

        A part whose value is unknown would inherit it, and so make it untrue.
        """
        inside = (part for part in self.parts if part.part.id or part.part.kind == ALT)
        known = all(part.value for part in inside)
        return w3c_value(self.role, self.state) if known else ""

    @property
    def value(self) -> str:
        """The W3C value of the whole, for forms that hold one: as much AI as any part."""
        own = w3c_value(self.role, self.state)
        return value_of_whole((own, *(part.value for part in self.parts)))

    @property
    def own_source_type(self) -> str:
        """The IPTC digital source type of what is no part of its own, or the empty string."""
        return self.role.source_type if self.role else ""

    @property
    def source_type(self) -> str:
        """The IPTC digital source type of the whole, for forms that hold one."""
        return source_type_of_whole((self.own_source_type, *(p.source_type for p in self.parts)))

    @property
    def provider(self) -> str:
        """Who runs the model: as declared, else as listed with the first model."""
        return _provider(self.declaration.provider, self.models)


def derive(
    declaration: Declaration,
    document: Document,
    contributors: Contributors,
    cover: DeclaredImage | None = None,
) -> Disclosure:
    """What `declaration` amounts to for the text as it stands in `document` now.

    Each record stands or falls alone: it counts while its hash matches text, role and its own line.
    `cover` is what the site knows of the text's cover image.
    """
    state, records = _review(declaration, document)
    return Disclosure(
        declaration,
        models=_models(declaration.models, contributors),
        state=state,
        reviews=tuple(
            NamedReview(record, contributors.people[record.person]) for record in records
        ),
        parts=tuple(
            _part(part, declaration.parts, state, contributors) for part in declaration.parts
        ),
        cover=cover,
        cover_models=_models(cover.models, contributors) if cover else (),
    )


def _part(
    part: TextPart, others: tuple[TextPart, ...], state: ReviewState, contributors: Contributors
) -> PartDisclosure:
    inside, holds_ai = {part.id} - {""}, False
    for other in others:  # in the order of the text: what stands in a part comes after it
        if other.within in inside:
            inside.add(other.id)
            holds_ai = holds_ai or other.role is not Role.NONE
    return PartDisclosure(part, _models(part.models, contributors), state, holds_ai)


def _models(identifiers: tuple[str, ...], contributors: Contributors) -> tuple[Model, ...]:
    return tuple(contributors.model(identifier) for identifier in identifiers)


def _provider(declared: str, models: tuple[Model, ...]) -> str:
    return declared or next((model.provider for model in models if model.provider), "")


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
