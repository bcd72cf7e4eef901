"""What a making-of page says of itself: the model's notes on it are AI-written too."""

from __future__ import annotations

from ..disclosure import messages
from ..disclosure.contributors import Contributors
from ..disclosure.derivation import PartDisclosure
from ..disclosure.label import Label, PartLabel, part_label
from ..disclosure.parts.declared import TextPart
from ..disclosure.sentences import made_by
from ..disclosure.vocabulary import ReviewState, Role
from ..wording.catalogue import Words
from .recipe import Recipe
from .render import NOTES_ID


def notes_of(
    recipe: Recipe, text: Label, contributors: Contributors, say: Words
) -> PartLabel | None:
    """The label at the notes; None where there are none.

    A recipe that names no model means those of its `text`.
    """
    if not recipe.notes:
        return None
    identifiers = recipe.models or text.models
    models = tuple(map(contributors.model, identifiers))
    state = ReviewState.ABSENT if recipe.unreviewed else ReviewState.NOT_STATED
    part = TextPart("section", Role.GENERATED, identifiers, recipe.provider, NOTES_ID)
    known, unknown = messages.NOTES_WRITTEN, messages.NOTES_WRITTEN_MODEL_UNKNOWN
    sentence = made_by(known, unknown, models, say, recipe.provider)
    return part_label(PartDisclosure(part, models, state), sentence)


def label_of(notes: PartLabel | None, say: Words) -> Label:
    """The label of the page: silent but for the notes, because nothing else is declared of it."""
    if notes is None:
        return Label(language=say.language, direction=say.direction)
    return Label(
        declared=True,
        language=say.language,
        direction=say.direction,
        sentence=notes.sentence,
        parts=(notes,),
    )
