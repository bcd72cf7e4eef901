"""The words an author may write and the codes they stand for: all of the domain's terms, once."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

# Values of the W3C Community Group report "AI Content Disclosure for HTML", section on values;
# an absent value means unknown.
HUMAN_ONLY = "human-only"
AI_ASSISTED = "ai-assisted"
AI_AUTONOMOUS = "ai-autonomous"
W3C_VALUES_SCHEME = "https://w3c-cg.github.io/ai-content-disclosure/#disclosure-values"

# IPTC NewsCodes, Digital Source Type, with their labels, the least AI first.
IPTC_SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"
BY_HAND = "digitalCreation"
COMPOSITE = "compositeWithTrainedAlgorithmicMedia"
BY_MODEL = "trainedAlgorithmicMedia"
SOURCE_TYPE_LABELS = {
    BY_HAND: "Digital creation",
    COMPOSITE: "Edited using Generative AI",
    BY_MODEL: "Created using Generative AI",
}


class Role(StrEnum):
    """What AI did to the words: the values of `AI-Role`.

    A new one is an entry here (`strength` tells it from the rest: renumber them), in `WHO` and the
    sets below; an `OfRole` in `messages`; a pattern in transparency's chart.html; its name, at its
    place here, in audit/own_site/pages.py, which shares no code with this. Then `invoke words`.
    """

    strength: int
    """How much AI did, from 0 on; above that of ‘corrected’ AI put the words down first."""
    source_type: str
    """IPTC digital source type. That of translation and summary is our judgement."""
    answer: str
    """To ‘Who wrote the words?’, as `invoke disclose` asks it."""

    def __new__(
        cls, value: str, strength: int = 0, source_type: str = "", answer: str = ""
    ) -> Self:
        """One role; see the attributes."""
        role = str.__new__(cls, value)
        role._value_ = value
        role.strength, role.source_type, role.answer = strength, source_type, answer
        return role

    NONE = "none", 0, BY_HAND, "A person. None of the words come from AI."
    """Ideas and research may come from AI."""
    CORRECTED = "corrected", 1, COMPOSITE, "A person. AI corrected or polished what they wrote."
    TRANSLATED = "translated", 3, COMPOSITE, "AI. It translated the text from another language."
    SUMMARIZED = "summarized", 2, COMPOSITE, "AI. It summarized another text."
    DRAFTED = "drafted", 4, BY_MODEL, "AI first. A person rewrote much of its draft."
    GENERATED = "generated", 5, BY_MODEL, "AI. A person changed little or nothing."

    @property
    def is_written_by_ai(self) -> bool:
        """Whether AI, not a person, put the words down first: the byline says ‘Published by’."""
        return self.strength > Role.CORRECTED.strength


FROM_SOURCES = frozenset({Role.TRANSLATED, Role.SUMMARIZED})
"""Roles whose sources are what the text was made of, not what it cites."""

BY_AI_ALONE = FROM_SOURCES | {Role.GENERATED}
"""Roles in which no person wrote the words, and so has read them."""

WHO = (
    "Who wrote the first text? If a person did: ‘corrected’ (AI polished it) or ‘none’."
    " If AI did: ‘drafted’ (a person rewrote much of it) or ‘generated’."
    " A translation or summary by AI: ‘translated’, ‘summarized’."
)
SLIP = 0.8
"""Of `difflib`'s ratio: ‘genrated’ has 0.94, ‘edited’ beside ‘drafted’ 0.62."""


def role_cure(word: str) -> str:
    """What an author hears of a word that is no role: the question who wrote first.

    The role that was meant is offered only where the spelling alone is wrong. Another word that
    merely looks like a role (‘edited’) says something else, and a guess would put a claim into its
    author's mouth.
    """
    from difflib import get_close_matches

    close = get_close_matches(word.casefold(), [role.value for role in Role], n=1, cutoff=SLIP)
    return f"Did you mean ‘{close[0]}’? {WHO}" if close else WHO


class ReviewState(StrEnum):
    """What is known about a review of exactly this text."""

    RECORDED = "recorded"
    """At least one record whose hash matches."""
    ABSENT = "declared-absent"
    """The author wrote `AI-Review: none`."""
    NOT_STATED = "not-stated"
    STALE = "stale"
    """There are records, and none matches: the text or the claim has changed since."""


class Level(StrEnum):
    """Where a declaration stands."""

    ARTICLE = "article"
    FOLDER = "folder"
    SITE = "site"


SCOPES = ("read", "language", "facts", "quotations", "links", "images", "law")
"""What a review may say it examined, in the order in which it is told."""

DOORS = ("terminal",)
"""Ways by which a person's act becomes a record."""


def w3c_value(role: Role | None, state: ReviewState) -> str:
    """The W3C value for a declaration; the empty string where nothing is known.

    ``ai-assisted`` claims that a person reviewed the text, so it needs a valid record, and
    ``ai-autonomous`` that nobody did, so it needs the author's own word.
    """
    if role is None:
        return ""
    if role is Role.NONE:
        return HUMAN_ONLY
    return {ReviewState.RECORDED: AI_ASSISTED, ReviewState.ABSENT: AI_AUTONOMOUS}.get(state, "")


def value_of_whole(values: Iterable[str]) -> str:
    """The W3C value of a whole: as much AI as any part, and unknown where one part's is."""
    found = set(values)
    order = (HUMAN_ONLY, AI_ASSISTED, AI_AUTONOMOUS)
    return "" if "" in found else max(found, key=order.index, default="")


def source_type_of_whole(types: Iterable[str]) -> str:
    """The IPTC type of a whole: as much AI as any part; empty where nothing is declared."""
    return max(types, key=["", *SOURCE_TYPE_LABELS].index, default="")
