"""Why an article is on another's list: the kinds of reason, and their words."""

from __future__ import annotations

from enum import StrEnum

from ...common.characters import one_line
from ...common.values import dataclass
from ...wording.catalogue import Piece, Value, Words
from . import messages

LONGEST_VALUE = 120
"""Characters of a subject, tag or series that a reason shows."""


class ReasonKind(StrEnum):
    """Kinds of reason. Each tells of the listed article as a reader of the other one sees it."""

    TOPICS = "topics"
    """Both speak of the values: one to three subjects, spelt as the articles spell them."""

    TAGS = "tags"
    """Both have the values among their tags."""

    CONTINUES = "continues"
    """It is the next part. Values: none; or the series; or the series and its part's number."""

    CONTINUED = "continued"
    """It is the part before. Values as in `CONTINUES`."""

    TRANSLATION = "translation"
    """It is the same article in another language. Value: that language's BCP 47 tag."""

    CHOSEN = "chosen"
    """The article asks for it by name."""

    NAMED = "named"
    """The article's text names or links it."""

    ALIKE = "alike"
    """Both use similar words, of which none is worth telling."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article is listed."""

    kind: ReasonKind
    values: tuple[str, ...] = ()
    """What `kind` says they are; text as the articles have it."""


SINGLE = {
    ReasonKind.CHOSEN: messages.CHOSEN,
    ReasonKind.NAMED: messages.NAMED,
    ReasonKind.ALIKE: messages.ALIKE,
}
LISTS = {ReasonKind.TOPICS: (messages.TOPICS, "topics"), ReasonKind.TAGS: (messages.TAGS, "tags")}
SERIES = {
    ReasonKind.CONTINUES: (messages.CONTINUES, messages.CONTINUES_SERIES, messages.CONTINUES_PART),
    ReasonKind.CONTINUED: (messages.CONTINUED, messages.CONTINUED_SERIES, messages.CONTINUED_PART),
}
"""By the number of values."""


def reason_pieces(reason: Reason, words: Words) -> tuple[Piece, ...]:
    """The reason as readers of `words` read it: ``also about Huawei and export controls``.

    In pieces, so that a template can set apart what may run in another direction.
    """
    message, values = _message(reason, words)
    return words.pieces(message, **values)


def _message(reason: Reason, words: Words) -> tuple[str, dict[str, Value]]:
    kind, values = reason.kind, [_shown(value) for value in reason.values]
    if kind in LISTS:
        message, name = LISTS[kind]
        return message, {name: values}
    if kind in SERIES:
        return SERIES[kind][len(values)], dict(zip(("series", "part"), values, strict=False))
    if kind is ReasonKind.TRANSLATION:
        return messages.TRANSLATION, {"language": words.name_of(values[0])}
    return SINGLE[kind], {}


def _shown(value: str) -> str:
    plain = len(value) <= LONGEST_VALUE and value.isprintable()
    return value if plain else one_line(value, LONGEST_VALUE)
