"""The words an author may write and the codes they stand for: all of the domain's terms, once."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What AI did to the words: the values of `AI-Role`."""

    NONE = "none"
    """None of the words come from AI (ideas and research may)."""
    CORRECTED = "corrected"
    """A person wrote the text; AI corrected or polished it."""
    TRANSLATED = "translated"
    SUMMARIZED = "summarized"
    DRAFTED = "drafted"
    """AI wrote a draft; a person rewrote much of it."""
    GENERATED = "generated"
    """AI wrote it; a person changed little or nothing."""


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

AI_WROTE = frozenset({Role.TRANSLATED, Role.SUMMARIZED, Role.DRAFTED, Role.GENERATED})
"""Roles in which AI, not a person, put the words down first: the byline says ‘Published by’."""

_STRENGTH = (
    Role.NONE,
    Role.CORRECTED,
    Role.SUMMARIZED,
    Role.TRANSLATED,
    Role.DRAFTED,
    Role.GENERATED,
)


def is_weaker(role: Role | None, other: Role) -> bool:
    """Whether AI did less to a text of `role` than `other` says.

    Where nobody has said what it did to the text, any AI is more.
    """
    return _STRENGTH.index(role or Role.NONE) < _STRENGTH.index(other)


# Values of the W3C Community Group report "AI Content Disclosure for HTML", section on values;
# an absent value means unknown.
HUMAN_ONLY = "human-only"
AI_ASSISTED = "ai-assisted"
AI_AUTONOMOUS = "ai-autonomous"

W3C_VALUES_SCHEME = "https://w3c-cg.github.io/ai-content-disclosure/#disclosure-values"
IPTC_SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"

# IPTC NewsCodes, Digital Source Type. The choice for translation and summary is our judgement.
SOURCE_TYPES = {
    Role.NONE: "digitalCreation",
    Role.CORRECTED: "compositeWithTrainedAlgorithmicMedia",
    Role.TRANSLATED: "compositeWithTrainedAlgorithmicMedia",
    Role.SUMMARIZED: "compositeWithTrainedAlgorithmicMedia",
    Role.DRAFTED: "trainedAlgorithmicMedia",
    Role.GENERATED: "trainedAlgorithmicMedia",
}

SOURCE_TYPE_LABELS = {
    "digitalCreation": "Digital creation",
    "compositeWithTrainedAlgorithmicMedia": "Edited using Generative AI",
    "trainedAlgorithmicMedia": "Created using Generative AI",
}


def value_of(role: Role | None, state: ReviewState) -> str:
    """The W3C value for a declaration; the empty string where nothing is known.

    ``ai-assisted`` claims that a person reviewed the text, so it needs a valid record, and
    ``ai-autonomous`` that nobody did, so it needs the author's own word.
    """
    if role is None:
        return ""
    if role is Role.NONE:
        return HUMAN_ONLY
    return {ReviewState.RECORDED: AI_ASSISTED, ReviewState.ABSENT: AI_AUTONOMOUS}.get(state, "")


def most(values: Iterable[str]) -> str:
    """The W3C value of a whole: as much AI as any part, and unknown where one part's is."""
    found = set(values)
    order = (HUMAN_ONLY, AI_ASSISTED, AI_AUTONOMOUS)
    return "" if "" in found else max(found, key=order.index, default="")


def most_source_type(types: Iterable[str]) -> str:
    """The IPTC type of a whole: as much AI as any part; empty where nothing is declared."""
    return max(types, key=["", *SOURCE_TYPE_LABELS].index, default="")
