"""What readers are told, in English: whole sentences, as a person would say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..common.characters import one_line
from .contributors import Model
from .derivation import Disclosure, Review
from .vocabulary import ReviewState, Role

LONGEST_NAME = 200
"""Characters of a name or model that a sentence shows; the attributes carry it whole."""

WRITTEN = {
    Role.NONE: "Written by a person; none of the words come from AI.",
    Role.CORRECTED: "Written by a person and AI-corrected by {models}.",
    Role.TRANSLATED: "AI-translated by {models}.",
    Role.SUMMARIZED: "AI-summarized by {models}.",
    Role.DRAFTED: "AI-drafted by {models} and rewritten by a person.",
    Role.GENERATED: "AI-written by {models}.",
}

WRITTEN_MODEL_UNKNOWN = {
    Role.NONE: WRITTEN[Role.NONE],
    Role.CORRECTED: "Written by a person and AI-corrected (model not recorded).",
    Role.TRANSLATED: "AI-translated (model not recorded).",
    Role.SUMMARIZED: "AI-summarized (model not recorded).",
    Role.DRAFTED: "AI-drafted (model not recorded) and rewritten by a person.",
    Role.GENERATED: "AI-written (model not recorded).",
}

UNCHECKED = {
    Role.NONE: "No second person checked it before publication.",
    Role.CORRECTED: "No second person checked the result before publication.",
    Role.TRANSLATED: "No person checked it before publication.",
    Role.SUMMARIZED: "No person checked it before publication.",
    Role.DRAFTED: "No second person checked the result before publication.",
    Role.GENERATED: "No person checked it before publication.",
}

NOT_STATED = "No review is recorded."
STALE = "An earlier version was checked by {name} on {day}; the text has changed since."
READ = "Read by {name} on {day}."
CHECKED = "{things} checked by {name} on {day}."
READ_AND_CHECKED = "Read by {name} on {day}, who checked {things}."

SHORT = {
    Role.NONE: "Written by a person",
    Role.CORRECTED: "AI-corrected",
    Role.TRANSLATED: "AI-translated",
    Role.SUMMARIZED: "AI-summarized",
    Role.DRAFTED: "AI-drafted",
    Role.GENERATED: "AI-written",
}

SHORT_CHECKED = {
    role: f"{'By a person' if role is Role.NONE else words}, checked"
    for role, words in SHORT.items()
}

MEANING = {
    Role.NONE: "None of the words come from AI.",
    Role.CORRECTED: "A person wrote the text; AI corrected or polished it.",
    Role.TRANSLATED: "AI translated the text from another language.",
    Role.SUMMARIZED: "AI wrote this summary of another text.",
    Role.DRAFTED: "AI wrote a draft; a person rewrote much of it.",
    Role.GENERATED: "AI wrote the text; a person changed little or nothing.",
}

SCOPE = {
    "language": "language",
    "facts": "facts",
    "quotations": "quotations",
    "links": "links",
    "images": "images",
    "law": "points of law",
}

MONTHS = (
    "January February March April May June July August September October November December".split()
)


def sentence(disclosure: Disclosure) -> str:
    """The notice: plain words that end with a full stop; empty where nothing is declared."""
    role = disclosure.role
    if role is None:
        return ""
    known = WRITTEN if disclosure.models else WRITTEN_MODEL_UNKNOWN
    written = known[role].format_map(_Plain(models=_models(disclosure)))
    return " ".join([written, *_review_sentences(disclosure, role)])


def short(disclosure: Disclosure) -> str:
    """At most 25 characters for cards and summaries; empty where nothing is declared."""
    if disclosure.role is None:
        return ""
    checked = disclosure.state is ReviewState.RECORDED
    return (SHORT_CHECKED if checked else SHORT)[disclosure.role]


def day(when: date) -> str:
    """A date in words: ``20 November 2026``."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def scope(words: Sequence[str]) -> str:
    """What was examined: ``facts, quotations and links``; empty for ``read`` alone."""
    return joined([SCOPE[word] for word in words if word in SCOPE])


def joined(names: Sequence[str]) -> str:
    """A list in words."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def model_name(model: Model, provider: str = "") -> str:
    """A model for readers: ``Gemini 2.0 Flash Thinking (Google)``."""
    runs = one_line(provider or model.provider, LONGEST_NAME)
    name = one_line(model.name, LONGEST_NAME)
    return f"{name} ({runs})" if runs else name


def _models(disclosure: Disclosure) -> str:
    return joined([model_name(m, disclosure.declaration.provider) for m in disclosure.models])


def _review_sentences(disclosure: Disclosure, role: Role) -> list[str]:
    if disclosure.state is ReviewState.RECORDED:
        return list(dict.fromkeys(_checked(review) for review in disclosure.reviews))
    if disclosure.state is ReviewState.STALE:
        return [_filled(STALE, disclosure.reviews[-1])]
    if disclosure.state is ReviewState.ABSENT:
        return [UNCHECKED[role]]
    return [] if role is Role.NONE else [NOT_STATED]


def _checked(review: Review) -> str:
    things = scope(review.record.scope)
    if not things:
        return _filled(READ, review)
    if "read" in review.record.scope:
        return _filled(READ_AND_CHECKED, review, things)
    return _filled(CHECKED, review, things[0].upper() + things[1:])


def _filled(template: str, review: Review, things: str = "") -> str:
    name = one_line(review.person.shown, LONGEST_NAME)
    return template.format_map(_Plain(name=name, day=day(review.record.date), things=things))


class _Plain(dict[str, str]):
    """Values for a template; a brace inside a value is only a character."""
