"""The sentence that ends a text: where to read more about what it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ...common.characters import without_forbidden
from ...common.values import dataclass
from ...wording.catalogue import ENGLISH, Piece, Words
from . import messages

if TYPE_CHECKING:
    from ..lists.suggestions import Suggestion

TITLE = "title"
"""`Piece.of` of the piece that is to be a link."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The closing sentence."""

    pieces: tuple[Piece, ...]
    """In the order of its language; just one is a `TITLE`."""

    target: str
    """Id of the article it leads to."""


def closing_of(
    suggestions: Sequence[Suggestion],
    title: str,
    linked: Collection[str],
    words: Words = ENGLISH,
) -> Sentence | None:
    """The sentence after an article's text, or None where there is nothing true to say.

    `suggestions` is its list and `title` the title of the first in it; `linked` are the ids that
    the last paragraph of the text links already. There must be a subject that both articles share.
    """
    if not suggestions or suggestions[0].id in linked:
        return None
    subject = suggestions[0].explanation.subject
    if not subject or not title.strip() or subject.casefold() == title.casefold():
        return None
    values = {"subject": subject, TITLE: without_forbidden(title)}
    return Sentence(words.pieces(messages.CLOSING, **values), suggestions[0].id)
