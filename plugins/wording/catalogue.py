"""The words for readers in one language: a folder's catalogues, and dates and lists from CLDR."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, Self

SOURCE = "en"
"""The language of the message ids."""

ABOUT = "about this catalogue"
LOCALES = {SOURCE: "en_GB"}
"""CLDR's name of a locale where it is not the language's: English dates read 20 November 2026."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
PLACEHOLDER = re.compile(r"\{(\w+)\}")

Value = str | Sequence[str]
"""What stands for a placeholder: a text, or several that are listed in words."""


class Piece(NamedTuple):
    """A stretch of a sentence, so that a template can set a value apart or make it a link."""

    text: str
    of: str = ""
    """The placeholder whose value it is; empty: the sentence's own words."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language. Calling it with an English message gives its words."""

    language: str = SOURCE
    """BCP 47 tag of the words, which is English where there is no catalogue."""
    messages: Mapping[str, str] = field(default_factory=dict)
    """English message to this language's."""
    translated_by: str = ""
    checked_by: str = ""
    """Who, speaking the language, has checked the catalogue; empty: nobody."""

    def __call__(self, message: str, **values: Value) -> str:
        """The message in this language; a brace or placeholder inside a value is only text."""
        if not values:
            return self.messages.get(message) or message
        return "".join([piece.text for piece in self.pieces(message, **values)])

    def pieces(self, message: str, **values: Value) -> tuple[Piece, ...]:
        """The same in pieces, none of them empty, in the order of this language.

        A placeholder without a value stays as it is. Of two full stops that would meet, as after
        ‘2026 г.’, one is left.
        """
        words, *rest = _parts(self.messages.get(message) or message)
        found = [Piece(words)]
        for name, following in zip(rest[::2], rest[1::2], strict=True):
            found += self._value(name, values.get(name, f"{{{name}}}"))
            if following.startswith(".") and found[-1].text.endswith("."):
                found[-1] = found[-1]._replace(text=found[-1].text[:-1])
            found.append(Piece(following))
        return tuple([piece for piece in found if piece.text])

    def _value(self, name: str, value: Value) -> Iterator[Piece]:
        if isinstance(value, str):
            yield Piece(value, name)
            return
        between = _between(self.locale, len(value))
        for one, before in zip(value, between, strict=True):
            if before:
                yield Piece(before)
            yield Piece(one, name)

    def speaks(self, tag: str) -> bool:
        """Whether a text in the language `tag` (BCP 47, any letter case) is in the words' own."""
        return subtags(tag)[0] == subtags(self.language)[0]

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``, as HTML's `dir`."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def locale(self) -> str:
        """CLDR's name for the language."""
        return LOCALES.get(self.language, self.language)

    def day(self, when: date) -> str:
        """A date in words: ``20 November 2026`` (CLDR, long form)."""
        from babel.dates import format_date

        return format_date(when, "long", locale=self.locale)

    def day_of(self, iso: str) -> str:
        """The same for an ISO date."""
        return self.day(date.fromisoformat(iso))

    def joined(self, names: Sequence[str]) -> str:
        """A list in words: ``facts, quotations and links`` (CLDR, standard list)."""
        return "".join([piece.text for piece in self._value("", names)])

    def name_of(self, tag: str) -> str:
        """What the language `tag` is called: ``German``; the tag where CLDR has no name for it."""
        names = _language_names(self.locale)
        name = names.get(nearest(tag, names))
        return name or tag

    def worded(self, own: Mapping[str, str]) -> Self:
        """These words with an owner's in their place."""
        return replace(self, messages={**self.messages, **own}) if own else self


class Catalogue(NamedTuple):
    """What a .po file says, less what is empty or fuzzy."""

    messages: Mapping[str, str]
    """English message to the language's."""
    contexts: Mapping[tuple[str, str], str]
    """(context, id) to the words: what is said of the catalogue, not to readers."""

    def about(self, key: str) -> str:
        """What the catalogue says of itself: who made it, who has checked it."""
        return self.contexts.get((ABOUT, key), "")


def languages_in(folder: Path) -> tuple[str, ...]:
    """Every language that `folder` has words in, English first."""
    return (SOURCE, *sorted(path.stem for path in folder.glob("*.po")))


def nearest(tag: str, known: Collection[str]) -> str:
    """That of the `known` lower-case tags which comes closest to `tag`; empty where none does.

    RFC 4647 section 3.4 (lookup): ``pt-BR`` is told in ``pt``.
    """
    parts = subtags(tag)
    while parts and "-".join(parts) not in known:
        parts.pop()
    return "-".join(parts)


def subtags(tag: str) -> list[str]:
    """The parts of a language tag, in lower case."""
    return tag.lower().replace("_", "-").split("-")


def read_catalogue(folder: Path, language: str) -> Catalogue:
    """The catalogue of a language that `languages_in` names, English left out."""
    from babel.messages.pofile import read_po

    with (folder / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    messages: dict[str, str] = {}
    contexts: dict[tuple[str, str], str] = {}
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            if message.context:
                contexts[message.context, str(message.id)] = str(message.string)
            else:
                messages[str(message.id)] = str(message.string)
    return Catalogue(messages, contexts)


@cache
def words_in(folder: Path, tag: str) -> Words:
    """What the catalogues in `folder` say in the language `tag` (BCP 47, any letter case).

    The nearest catalogue counts, and a language without one is told in English, which
    `Words.language` then says.
    """
    language = nearest(tag, languages_in(folder)) or SOURCE
    return _words(folder, language)


@cache
def _words(folder: Path, language: str) -> Words:
    if language == SOURCE:
        return ENGLISH
    read = read_catalogue(folder, language)
    by, checked = read.about("translated by"), read.about("checked by")
    return Words(language, read.messages, by, checked)


ENGLISH = Words(checked_by="its authors")


@lru_cache(maxsize=4096)
def _parts(template: str) -> list[str]:
    """Words and names of placeholders in turn; words come first and last."""
    return PLACEHOLDER.split(template)


@lru_cache(maxsize=1024)
def _between(locale: str, count: int) -> list[str]:
    """What stands before each of so many things in a list: CLDR puts nothing around the whole."""
    from babel.lists import format_list

    return format_list(["\0"] * count, locale=locale).split("\0")[:-1]


@cache
def _language_names(locale: str) -> Mapping[str, str]:
    """Lower-case BCP 47 tag to name."""
    from babel import Locale

    names = Locale.parse(locale).languages
    return {str(tag).lower().replace("_", "-"): str(name) for tag, name in names.items()}
