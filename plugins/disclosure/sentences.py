"""What readers are told of one disclosure: whole sentences, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..common.characters import one_line
from ..wording.catalogue import Words
from . import messages
from .contributors import Model
from .declared_images import DeclaredImage
from .derivation import Disclosure, NamedReview, PartDisclosure
from .vocabulary import ReviewState, Role

READER_VIEW_DROPS = 80
"""Length of a notice, as JavaScript counts it, that Reader View would leave out.

Of a paragraph beside the text it keeps those with more than 80 characters, and those with fewer
that end in a full stop; of exactly 80 it keeps none (Readability 0.6.0, `_grabArticle`).
"""

LONGEST_NAME = 200
"""Characters of a name or model that a sentence shows; the attributes carry it whole."""


class Notice(NamedTuple):
    """The notice's sentences by what they are about; each ends with a full stop or is empty."""

    who: str
    """Who or what wrote the text, and which parts of it another."""
    check: str
    """Who checked it, or that nobody is known to have done so."""
    of_cover: str
    """Of the cover image. Last, as a review of the text says nothing of an image."""

    def __str__(self) -> str:
        """The whole notice."""
        return " ".join(filter(None, self))


def notice(disclosure: Disclosure, say: Words) -> Notice:
    """What a notice says; all empty where nothing is declared."""
    who = [*_whole_sentence(disclosure, say), *_part_sentences(disclosure, say)]
    check = _review_sentences(disclosure, say)
    cover = "".join(_cover_sentence(disclosure, say))
    told = Notice(" ".join(who), " ".join(check), cover)
    length = len(str(told).encode("utf-16-le")) // 2
    if length != READER_VIEW_DROPS or not who or str(told) == who[0]:
        return told
    return told._replace(who=" ".join([f"{who[0]} –", *who[1:]]))


def meaning(disclosure: Disclosure, say: Words) -> str:
    """What the role means, for the details; empty where nothing is declared."""
    if disclosure.role is None:
        return ""
    excepting = disclosure.role is Role.NONE and disclosure.has_parts_by_ai
    return say(messages.MEANING_EXCEPT if excepting else messages.MEANING[disclosure.role])


def part_sentence(part: PartDisclosure, say: Words) -> str:
    """The label at one part: what was done to it. Its review is told once, in the notice."""
    if part.role is Role.NONE and part.holds_ai:
        return say(messages.WRITTEN_EXCEPT)
    return _written(part.role, part.models, part.part.provider, say)


def image_caption(picture: DeclaredImage, models: Sequence[Model], say: Words) -> str:
    """The label at an image: ``AI-generated image by Flux (Black Forest Labs).``"""
    known, unknown = messages.CAPTION[picture.what], messages.CAPTION_MODEL_UNKNOWN[picture.what]
    return made_by(known, unknown, models, say)


def short(disclosure: Disclosure, say: Words) -> str:
    """At most 25 characters for cards and summaries; empty where nothing is declared."""
    checked = disclosure.state is ReviewState.RECORDED
    role = disclosure.role
    # Where nobody has said what AI did to the text, any AI in a part is more.
    if any(part.role.strength > (role or Role.NONE).strength for part in disclosure.parts):
        return say(messages.SHORT_PARTLY_CHECKED if checked else messages.SHORT_PARTLY)
    if role is None:
        return ""
    return say((messages.SHORT_CHECKED if checked else messages.SHORT)[role])


def cover_short(disclosure: Disclosure, say: Words) -> str:
    """The same for an AI-made cover image; empty where there is none."""
    return say(messages.SHORT_COVER[disclosure.cover.what]) if disclosure.cover else ""


def scope(words: Sequence[str], say: Words) -> str:
    """What was examined: ``facts, quotations and links``; empty for ``read`` alone."""
    return say.joined([say(messages.SCOPE[word]) for word in words if word in messages.SCOPE])


def scope_word(word: str, say: Words) -> str:
    """One thing that was examined."""
    return say(messages.SCOPE.get(word, messages.SCOPE_READ))


def model_name(model: Model, provider: str = "") -> str:
    """A model for readers: ``Gemini 2.0 Flash Thinking (Google)``."""
    runs = one_line(provider or model.provider, LONGEST_NAME)
    name = one_line(model.name, LONGEST_NAME)
    return f"{name} ({runs})" if runs else name


def _whole_sentence(disclosure: Disclosure, say: Words) -> Iterable[str]:
    role = disclosure.role
    if role is Role.NONE and disclosure.has_parts_by_ai:
        yield say(messages.WRITTEN_EXCEPT)
    elif role:
        yield _written(role, disclosure.models, disclosure.declaration.provider, say)


def _written(role: Role, models: Sequence[Model], provider: str, say: Words) -> str:
    known, unknown = messages.WRITTEN[role], messages.WRITTEN_MODEL_UNKNOWN[role]
    return made_by(known, unknown, models, say, provider)


def made_by(
    known: str, unknown: str, models: Sequence[Model], say: Words, provider: str = "", **also: str
) -> str:
    """The sentence for `models`, or that for when none is recorded; `also`: what it names too."""
    if not models:
        return say(unknown, **also)
    named = say.joined([model_name(model, provider) for model in models])
    return say(known, models=named, **also)


def _part_sentences(disclosure: Disclosure, say: Words) -> Iterable[str]:
    """One sentence for all parts of which the same is declared; none where it is the article's."""
    whole = (disclosure.role, disclosure.models, disclosure.declaration.provider)
    groups: dict[tuple[Role, tuple[Model, ...], str], list[str]] = {}
    for part in disclosure.parts:
        made = (part.role, part.models, part.part.provider)
        if made != whole:
            groups.setdefault(made, []).append(part.part.kind)
    for (role, models, provider), kinds in groups.items():
        named = say.joined([_named(kind, kinds.count(kind), say) for kind in dict.fromkeys(kinds)])
        known, unknown = messages.PARTLY[role], messages.PARTLY_MODEL_UNKNOWN[role]
        yield made_by(known, unknown, models, say, provider, parts=named)


def _named(kind: str, count: int, say: Words) -> str:
    several = count > 1 and kind in messages.PARTS
    return say(messages.PARTS[kind] if several else messages.PART[kind])


def _cover_sentence(disclosure: Disclosure, say: Words) -> Iterable[str]:
    if disclosure.cover:
        what = disclosure.cover.what
        known, unknown = messages.COVER[what], messages.COVER_MODEL_UNKNOWN[what]
        yield made_by(known, unknown, disclosure.cover_models, say)


def _review_sentences(disclosure: Disclosure, say: Words) -> list[str]:
    role = disclosure.role
    if role is None:
        return []
    if disclosure.state is ReviewState.RECORDED:
        return list(dict.fromkeys(_checked(review, say) for review in disclosure.reviews))
    if disclosure.state is ReviewState.STALE:
        return [_filled(messages.STALE, disclosure.reviews[-1], say)]
    if disclosure.state is ReviewState.ABSENT:
        return [say(messages.UNCHECKED[role])]
    by_a_person = role is Role.NONE and not disclosure.has_parts_by_ai
    return [] if by_a_person else [say(messages.NOT_STATED)]


def _checked(review: NamedReview, say: Words) -> str:
    things = scope(review.record.scope, say)
    if not things:
        return _filled(messages.READ, review, say)
    if "read" in review.record.scope:
        return _filled(messages.READ_AND_CHECKED, review, say, things)
    begins = say(messages.CHECKED).startswith("{things}")
    return _filled(
        messages.CHECKED, review, say, things[0].upper() + things[1:] if begins else things
    )


def _filled(message: str, review: NamedReview, say: Words, things: str = "") -> str:
    name = one_line(review.person.shown, LONGEST_NAME)
    return say(message, name=name, day=say.day(review.record.date), things=things)
