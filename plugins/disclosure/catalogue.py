"""The words for readers in one language: a catalogue's messages, and dates and lists from CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "translations"
SOURCE = "en"
"""The language of the message ids."""

MUST_SAY = "must-say"
ABOUT = "about this catalogue"
LOCALES = {SOURCE: "en_GB"}
"""CLDR's name of a locale where it is not the language's: English dates read 20 November 2026."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """What the kit says in one language. Calling it with an English message gives its words."""

    language: str = SOURCE
    """BCP 47 tag of the words, which is English where there is no catalogue."""
    messages: Mapping[str, str] = field(default_factory=dict)
    """English message to this language's."""
    must_say: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Meaning to the words of this language of which one has to be said (`messages.MUST_SAY`)."""
    translated_by: str = ""
    checked_by: str = ""
    """Who, speaking the language, has checked the catalogue; empty: nobody."""

    def __call__(self, message: str, **values: str) -> str:
        """The message in this language; a brace or placeholder inside a value is only text."""
        template = self.messages.get(message) or message
        if not values:
            return template
        return PLACEHOLDER.sub(lambda found: _filled(found, values), template)

    def speaks(self, tag: str) -> bool:
        """Whether a text in the language `tag` (BCP 47, any letter case) is in the words' own."""
        return _subtags(tag)[0] == _subtags(self.language)[0]

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``, as HTML's `dir`."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def day(self, when: date) -> str:
        """A date in words: ``20 November 2026`` (CLDR, long form)."""
        from babel.dates import format_date

        return format_date(when, "long", locale=LOCALES.get(self.language, self.language))

    def day_of(self, iso: str) -> str:
        """The same for an ISO date."""
        return self.day(date.fromisoformat(iso))

    def joined(self, names: Sequence[str]) -> str:
        """A list in words: ``facts, quotations and links`` (CLDR, standard list)."""
        from babel.lists import format_list

        if len(names) < 2:  # noqa: PLR2004 - one name needs no conjunction
            return "".join(names)
        return format_list(names, locale=LOCALES.get(self.language, self.language))

    def worded(self, own: Mapping[str, str]) -> Words:
        """These words with an owner's in their place."""
        return replace(self, messages={**self.messages, **own}) if own else self


def languages() -> tuple[str, ...]:
    """Every language there are words in, English first."""
    return (SOURCE, *sorted(path.stem for path in FOLDER.glob("*.po")))


@cache
def words_for(tag: str) -> Words:
    """The words for a text in the language `tag` (BCP 47, any letter case).

    The nearest catalogue counts (RFC 4647 section 3.4, lookup): ``pt-BR`` is told in ``pt``, and a
    language without one in English, which `Words.language` then says.
    """
    known = languages()
    parts = _subtags(tag)
    while parts and "-".join(parts) not in known:
        parts.pop()
    return _read("-".join(parts) or SOURCE)


def _subtags(tag: str) -> list[str]:
    return tag.lower().replace("_", "-").split("-")


def _filled(found: re.Match[str], values: Mapping[str, str]) -> str:
    """A value; of two full stops that would meet, as after ‘2026 г.’, one is left."""
    value = values.get(found[1], found[0])
    follows = found.string[found.end() : found.end() + 1]
    return value[:-1] if follows == "." and value.endswith(".") else value


@cache
def _read(language: str) -> Words:
    path = FOLDER / f"{language}.po"
    if language == SOURCE:
        return Words(must_say=ENGLISH_MUST_SAY, checked_by="its authors")
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    plain: dict[str, str] = {}
    told: dict[tuple[str, str], str] = {}
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            if message.context:
                told[message.context, str(message.id)] = str(message.string)
            else:
                plain[str(message.id)] = str(message.string)
    said = {
        meaning: tuple(word.strip() for word in words.split("|"))
        for (context, meaning), words in told.items()
        if context == MUST_SAY
    }
    by, checked = (told.get((ABOUT, key), "") for key in ("translated by", "checked by"))
    return Words(language, plain, said, by, checked)


ENGLISH_MUST_SAY = {
    "AI": ("AI",),
    "a person": ("person", "human"),
    "checked": ("checked", "reviewed", "examined"),
    "nobody": ("No ", "no ", "not ", "Nobody", "nobody", "unreviewed", "unchecked", "without"),
    "changed": ("changed", "Changed", "differs", "edited"),
}
