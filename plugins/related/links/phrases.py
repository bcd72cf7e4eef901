"""Which phrase leads to which article, and how exactly it must be written to do so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from ...common.regex import regex
from ..article import Article
from ..text.inflection import base
from ..text.languages import Language, language_of, primary
from ..text.tokens import Atom, atoms, is_identifier, spellings

LEADING = " \t\n\r\"'“‘([" + "\u00a0"
TRAILING = LEADING + "”’)].,:;!?…"
VERSION = regex(r"\d[._-]\d")
CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages in which a capital shows a noun, and not that it is a name."""

ANY_CASE_FROM = 2
"""Words from which a title is matched in any letter case."""


class Origin(Enum):
    """Who says that the phrase names the article."""

    ALIAS = "alias"
    """Its author, by `Also-Called`."""

    CODE = "identifier"
    """A title like Get-Help, about_If or RFC 2119, which is used as it is or not at all."""

    TITLE = "title"
    """A title of several words."""

    NAME = "name"
    """A title of one word."""

    CORE = "core"
    """The title's first part without the common words around it."""

    PART = "part"
    """A run of the title's words that its article uses more than others do: see `names`."""


GUESSED = frozenset({Origin.CORE, Origin.PART})
"""Origins that nobody declared."""


@dataclass(frozen=True)
class Phrase:
    """A name by which a text may mention an article."""

    text: str
    target: str
    """Id of the article."""

    origin: Origin
    lang: str
    sure: bool = False
    """Whether a core is so much its article's that others may use it more: the title only asks
    about it (What is technical debt?), or it is no ordinary word (betaFEC, plainlanguage.gov)."""

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """What is matched; not empty."""
        return tuple(atoms(self.text))

    @property
    def any_case(self) -> bool:
        """Whether letter case is free. Names are not: an Apple is no apple."""
        if self.origin is Origin.ALIAS:
            return self.text.islower()
        return self.origin is Origin.TITLE or (self.origin in GUESSED and self.text.islower())

    @property
    def is_numbered(self) -> bool:
        """Whether a name has a version, which makes it one of a kind: Go 1.22, but not Part 2."""
        first, _, rest = self.text.partition(" ")
        return first[0] != first[0].lower() and VERSION.search(rest) is not None

    @property
    def inflects(self) -> bool:
        """Whether the last word may be singular or plural."""
        last = self.atoms[-1].text
        plain = last.isalpha() and (self.any_case or last.islower())
        return self.origin is not Origin.CODE and plain

    @property
    def key(self) -> tuple[str, ...]:
        """Phrases with one key are the same to a reader."""
        *first, last = (atom.folded for atom in self.atoms)
        return (*first, base(last, self.lang) if self.inflects else last)


def phrases_of(article: Article) -> Iterator[Phrase]:
    """The names of an article: its aliases, and its title if that can be one."""
    language, lang = language_of(article.lang), primary(article.lang)
    found: dict[str, Phrase] = {}
    for alias in map(str.strip, article.aliases):
        if len(alias) > 1 and any(word[0].isalnum() for word in spellings(alias)):
            origin = Origin.CODE if is_identifier(alias) else Origin.ALIAS
            found.setdefault(alias.casefold(), Phrase(alias, article.id, origin, lang))
    title = article.title.lstrip(LEADING).rstrip(TRAILING)
    words = [word for word in spellings(title) if word[0].isalnum()]
    if len(title) > 1 and words and (is_identifier(title) or not _are_common(words, language)):
        origin = Origin.TITLE if len(words) >= ANY_CASE_FROM else Origin.NAME
        origin = Origin.CODE if is_identifier(title) else origin
        found.setdefault(title.casefold(), Phrase(title, article.id, origin, lang))
    yield from found.values()


def _are_common(words: Iterable[str], language: Language) -> bool:
    """Whether no word is a title's own: ‘About’, ‘How it works’."""
    return all(
        word in language.function_words or word in language.generic_words or word.isdigit()
        for word in map(str.casefold, words)
    )
