"""The words for readers in one language: its catalogue, with dates and lists from CLDR.

A catalogue is ``locale/LANG.po`` (gettext). The context of a message (msgctxt) is the capability
that says it: ``disclosure``, ``feeds``, ``related``, ``theme``. Two further contexts hold what is
not said to readers: `ABOUT`, `MUST_SAY`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path
from typing import Any, NamedTuple, Self

from ..common.regex import regex
from ..common.values import dataclass
from . import local_forms

FOLDER = Path(__file__).parent / "locale"

SOURCE = "en"
"""The language of the message ids."""

ABOUT = "about this catalogue"
"""Who translated it, who has checked it."""
MUST_SAY = "must-say"
"""Words of the language, one of which has to stand in certain messages (`Messages.must_say`)."""

LOCALES = {SOURCE: local_forms.ENGLISH}
"""CLDR's name of a locale where it is not the language's: English dates read 20 November 2026."""

RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ps sd ug ur yi".split())
PERCENT = 0.01
PLACEHOLDER = regex(r"\{(\w+)\}")

ENGLISH_FORM: Callable[[int], int] = c2py("n != 1")

Value = str | int | Sequence[str]
"""What stands for a placeholder: a text, a number, or several texts that are listed in words."""


class Piece(NamedTuple):
    """A stretch of a sentence, so that a template can set a value apart or make it a link."""

    text: str
    of: str = ""
    """The placeholder whose value it is; empty: the sentence's own words."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one capability says in one language. Called with an English message it gives its words.

    A message that counts something is given in both English forms, for one thing and for several,
    and with a value ``count``: ``words("{count} article", "{count} articles", count=3)``.
    """

    language: str = SOURCE
    """BCP 47 tag of the words, which is English where there is no catalogue."""
    messages: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """English message (for one thing) to this language's: one that counts has several forms."""
    form_of: Callable[[int], int] = ENGLISH_FORM
    """Number of things to index of the form."""
    must_say: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Meaning to the words of this language of which one has to be said."""
    translated_by: str = ""
    checked_by: str = ""
    """Who, speaking the language, has checked the catalogue; empty: nobody."""

    def __call__(self, message: str, plural: str = "", /, **values: Value) -> str:
        """The message in this language; a brace or placeholder inside a value is only text."""
        if not values:
            return self._template(message)
        return "".join([piece.text for piece in self.pieces(message, plural, **values)])

    def pieces(self, message: str, plural: str = "", /, **values: Value) -> tuple[Piece, ...]:
        """The same in pieces, none of them empty, in the order of this language.

        A placeholder without a value stays as it is. Of two full stops that would meet, as after
        ‘2026 г.’, one is left.
        """
        template = self._template(message, plural, values.get("count", 1))
        # Words and names of placeholders in turn; words come first and last.
        words, *rest = PLACEHOLDER.split(template)
        found = [Piece(words)]
        for name, following in zip(rest[::2], rest[1::2], strict=True):
            found += self._value(name, values.get(name, f"{{{name}}}"))
            if following.startswith(".") and found[-1].text.endswith("."):
                found[-1] = found[-1]._replace(text=found[-1].text[:-1])
            found.append(Piece(following))
        return tuple([piece for piece in found if piece.text])

    def _template(self, message: str, plural: str = "", count: Value = 1) -> str:
        found = self.messages.get(message) or (plural if plural and count != 1 else message)
        if isinstance(found, str):
            return found
        assert isinstance(count, int), message
        return found[self.form_of(count)]

    def _value(self, name: str, value: Value) -> Iterator[Piece]:
        if isinstance(value, str | int):
            yield Piece(str(value), name)
            return
        between = _between(self.locale, len(value))
        for one, before in zip(value, between, strict=True):
            if before:
                yield Piece(before)
            yield Piece(one, name)

    def speaks(self, tag: str) -> bool:
        """Whether a text in the language `tag` (BCP 47, any letter case) is in the words' own."""
        return subtags(tag)[0] == subtags(self.language)[0]

    def attributes_in(self, language: str) -> str:
        """HTML's `lang` and `dir` of these words in a text in `language`; empty: it is theirs."""
        own = self.speaks(language)
        return "" if own else f' lang="{self.language}" dir="{self.direction}"'

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``, as HTML's `dir`."""
        return direction_of(self.language)

    @property
    def locale(self) -> str:
        """CLDR's name for the language."""
        return LOCALES.get(self.language, self.language)

    def day(self, when: date) -> str:
        """A date in words: ``20 November 2026`` (CLDR, long form)."""
        return local_forms.day(when, self.locale)

    def day_of_year(self, when: date) -> str:
        """The same where the year is known: ``20 November``."""
        return local_forms.day_of_year(when, self.locale)

    def day_of(self, iso: str) -> str:
        """The same for an ISO date."""
        return self.day(date.fromisoformat(iso))

    def period(self, numbers: Sequence[int]) -> str:
        """A year, month or day in words: ``2026``, ``November 2026``, ``20 November 2026``."""
        year, month, day = (*numbers, 0, 0)[:3]
        if not month:
            return str(year)
        first = date(year, month, day or 1)
        return self.day(first) if day else local_forms.month(first, self.locale)

    def number(self, number: int) -> str:
        """``1,234`` (CLDR)."""
        return local_forms.number(number, self.locale)

    def share(self, part: int, whole: int) -> str:
        """``12%``; below one per cent with a decimal, as little is not nothing (CLDR)."""
        share = part / whole if whole else 0
        if 0 < share < PERCENT:
            return local_forms.share(max(share, PERCENT / 10), self.locale, decimals=1)
        return local_forms.share(share, self.locale)

    def joined(self, names: Sequence[str]) -> str:
        """A list in words: ``facts, quotations and links`` (CLDR, standard list)."""
        return "".join([piece.text for piece in self._value("", names)])

    def name_of(self, tag: str) -> str:
        """What the language `tag` is called: ``German``; the tag where CLDR has no name for it."""
        if tag == self.language == SOURCE:
            return "English"
        names = local_forms.language_names(self.locale)
        name = names.get(closest_tag(tag, names))
        return name or tag

    def worded(self, own: Mapping[str, Mapping[str, str]]) -> Self:
        """These words with an owner's in their place: language to English message to sentence."""
        sentences = own.get(self.language)
        return replace(self, messages={**self.messages, **sentences}) if sentences else self


ENGLISH = Words(
    checked_by="its authors",
    must_say={
        "AI": ("AI",),
        "a person": ("person", "human"),
        "checked": ("checked", "reviewed", "examined"),
        "nobody": ("No ", "no ", "not ", "Nobody", "nobody", "unreviewed", "unchecked", "without"),
        "changed": ("changed", "Changed", "differs", "edited"),
    },
)


@cache
def languages() -> tuple[str, ...]:
    """Every language there are words in, English first."""
    return (SOURCE, *sorted(path.stem for path in FOLDER.glob("*.po")))


@cache
def words_for(capability: str, tag: str) -> Words:
    """What a capability says in the language `tag` (BCP 47, any letter case).

    The closest catalogue counts, and a language without one is told in English, which
    `Words.language` then says.
    """
    language = closest_tag(tag, languages())
    return ENGLISH if language in {"", SOURCE} else _read(language).get(capability, ENGLISH)


def closest_tag(tag: str, known: Collection[str]) -> str:
    """That of the `known` lower-case tags which comes closest to `tag`; empty where none does.

    RFC 4647 section 3.4 (lookup): ``pt-BR`` is told in ``pt``.
    """
    parts = subtags(tag)
    while parts and "-".join(parts) not in known:
        parts.pop()
    return "-".join(parts)


def direction_of(tag: str) -> str:
    """Which way the language `tag` (BCP 47) runs, as HTML's `dir` has it: ``ltr`` or ``rtl``."""
    return "rtl" if subtags(tag)[0] in RIGHT_TO_LEFT else "ltr"


def subtags(tag: str) -> list[str]:
    """The parts of a language tag, in lower case."""
    return tag.lower().replace("_", "-").split("-")


def read_catalogue(path: Path) -> Mapping[str, Words]:
    """The words of each context of a catalogue, less what is empty or fuzzy."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    said: dict[str, dict[str, Any]] = defaultdict(dict)
    for message in catalogue:
        one, *_ = message.id if isinstance(message.id, tuple) else [message.id]
        words: Any = message.string
        if one and words and all(words) and not message.fuzzy:
            said[message.context or ""][str(one)] = words
    about = said.pop(ABOUT, {})
    must_say = {meaning: words.split("|") for meaning, words in said.pop(MUST_SAY, {}).items()}
    every = Words(
        language=path.stem,
        form_of=c2py(catalogue.plural_expr),
        must_say={meaning: tuple(map(str.strip, words)) for meaning, words in must_say.items()},
        translated_by=about.get("translated by", ""),
        checked_by=about.get("checked by", ""),
    )
    return {context: replace(every, messages=messages) for context, messages in said.items()}


@cache
def _read(language: str) -> Mapping[str, Words]:
    return read_catalogue(FOLDER / f"{language}.po")


@lru_cache(maxsize=1024)
def _between(locale: str, count: int) -> list[str]:
    """What stands before each of so many things in a list: CLDR puts nothing around the whole."""
    return local_forms.joined(["\0"] * count, locale).split("\0")[:-1]
