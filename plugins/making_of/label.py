"""What a making-of page says of itself: the model's notes on it are AI-written too."""

from __future__ import annotations

from ..disclosure import messages
from ..disclosure.contributors import Contributors
from ..disclosure.label import Label, PartLabel, plain
from ..disclosure.sentences import model_name
from ..disclosure.vocabulary import ReviewState, Role, w3c_value
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
    models = [contributors.model(identifier) for identifier in identifiers]
    provider = recipe.provider or next((m.provider for m in models if m.provider), "")
    told = say.joined([model_name(model, recipe.provider) for model in models])
    sentence = (
        say(messages.NOTES_WRITTEN, models=told)
        if models
        else say(messages.NOTES_WRITTEN_MODEL_UNKNOWN)
    )
    state = ReviewState.ABSENT if recipe.unreviewed else ReviewState.NOT_STATED
    return PartLabel(
        kind="section",
        id=NOTES_ID,
        role=Role.GENERATED.value,
        value=w3c_value(Role.GENERATED, state),
        source_type=Role.GENERATED.source_type,
        models=tuple(map(plain, identifiers)),
        provider=plain(provider),
        sentence=sentence,
    )


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
