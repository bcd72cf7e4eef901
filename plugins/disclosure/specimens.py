"""Every notice there can be, as specimens: they are of no text, and name nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..common.values import dataclass
from ..wording.catalogue import Words
from . import messages
from .contributors import Contributor, Model
from .declaration import Declaration
from .derivation import Disclosure, NamedReview
from .label import Label, label_of
from .records import ReviewRecord
from .vocabulary import ReviewState, Role

MODEL = Model("specimen-model", "Specimen Model", "Specimen Provider")
PERSON = Contributor("specimen-editor", role="the specimen editor")
REVIEW = NamedReview(
    ReviewRecord(date(2000, 1, 1), PERSON.id, ("facts", "quotations", "links")), PERSON
)
REVIEWED = frozenset({ReviewState.RECORDED, ReviewState.STALE})


@dataclass(frozen=True, slots=True)
class RoleSpecimens:
    """The notices of one role."""

    role: str
    """Its short form."""
    labels: tuple[tuple[str, Label], ...]
    """Each review state in words, with the label that a text in that state would have."""


def specimens(say: Words) -> Iterator[RoleSpecimens]:
    """Each role in each state of review, as a text with that declaration would be labelled."""
    for role in Role:
        labels = ((say(messages.STATE[state]), _label(role, state, say)) for state in ReviewState)
        yield RoleSpecimens(say(messages.SHORT[role]), tuple(labels))


def _label(role: Role, state: ReviewState, say: Words) -> Label:
    models = () if role is Role.NONE else (MODEL,)
    declared = Declaration(role=role, models=tuple(model.id for model in models))
    return label_of(Disclosure(declared, models, state, (REVIEW,) * (state in REVIEWED)), say)
