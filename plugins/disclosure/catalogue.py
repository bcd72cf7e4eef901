"""The disclosure's words in one language, with those of which some have to be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..wording import catalogue
from ..wording.catalogue import SOURCE, languages_in, nearest, read_catalogue

FOLDER = Path(__file__).parent / "translations"

MUST_SAY = "must-say"


@dataclass(frozen=True, slots=True)
class Words(catalogue.Words):
    """What the kit says of AI in one language."""

    must_say: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Meaning to the words of this language of which one has to be said (`messages.MUST_SAY`)."""


def languages() -> tuple[str, ...]:
    """Every language there are words in, English first."""
    return languages_in(FOLDER)


@cache
def words_for(tag: str) -> Words:
    """The words for a text in the language `tag` (BCP 47, any letter case).

    The nearest catalogue counts, and a language without one is told in English, which
    `Words.language` then says.
    """
    return _read(nearest(tag, languages()) or SOURCE)


@cache
def _read(language: str) -> Words:
    if language == SOURCE:
        return Words(must_say=ENGLISH_MUST_SAY, checked_by="its authors")
    read = read_catalogue(FOLDER, language)
    said = {
        meaning: tuple(word.strip() for word in words.split("|"))
        for (context, meaning), words in read.contexts.items()
        if context == MUST_SAY
    }
    by, checked = read.about("translated by"), read.about("checked by")
    return Words(language, read.messages, by, checked, said)


ENGLISH_MUST_SAY = {
    "AI": ("AI",),
    "a person": ("person", "human"),
    "checked": ("checked", "reviewed", "examined"),
    "nobody": ("No ", "no ", "not ", "Nobody", "nobody", "unreviewed", "unchecked", "without"),
    "changed": ("changed", "Changed", "differs", "edited"),
}
