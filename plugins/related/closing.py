"""The sentence that ends a text: where to read more about what it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import wording

if TYPE_CHECKING:
    from .lists import Suggestion


@dataclass(frozen=True, slots=True)
class Sentence:
    """The closing sentence in three parts, so that a template can make the middle one a link."""

    before: str
    title: str
    """The title of the article it leads to, in quotation marks."""

    after: str
    target: str
    """Id of that article."""


def closing_of(
    suggestions: Sequence[Suggestion], title: str, linked: Collection[str]
) -> Sentence | None:
    """The sentence after an article's text, or None where there is nothing true to say.

    `suggestions` is its list and `title` the title of the first in it; `linked` are the ids that
    the last paragraph of the text links already. There must be a subject that both articles share.
    """
    if not suggestions or suggestions[0].id in linked:
        return None
    subject = suggestions[0].shared.subject
    if not subject or subject.casefold() == title.casefold():
        return None
    before, after = wording.closing(subject)
    return Sentence(before, wording.quoted(title), after, suggestions[0].id)
