"""Which phrase leads to which article, and how exactly it must be written to do so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from .article import Article
from .atoms import Atom, atoms, singular
from .languages import Language, language_of, primary

LEADING = re.compile(r"^[\s\"'“‘(\[]+")
TRAILING = re.compile(r"[\s\"'”’)\].,:;!?…]+$")
NUMBERED = re.compile(r"[A-Z]{2,}\s\d+")
IDENTIFIER = re.compile(r"_|\d|[a-z][A-Z]|[A-Z]\w*[-./:]+[A-Z]|\w[./:]\w")
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


@dataclass(frozen=True)
class Phrase:
    """A name by which a text may mention an article."""

    text: str
    target: str
    """Id of the article."""

    origin: Origin
    lang: str

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """What is matched; not empty."""
        return tuple(atoms(self.text))

    @property
    def any_case(self) -> bool:
        """Whether letter case is free. Names are not: an Apple is no apple."""
        if self.origin is Origin.ALIAS:
            return self.text.islower()
        return self.origin is Origin.TITLE

    @property
    def inflects(self) -> bool:
        """Whether the last word may be singular or plural; in English only."""
        last = self.atoms[-1].text
        plain = last.isalpha() and (self.any_case or last.islower())
        return self.lang == "en" and self.origin is not Origin.CODE and plain

    @property
    def key(self) -> tuple[str, ...]:
        """Phrases with one key are the same to a reader."""
        *first, last = (atom.folded for atom in self.atoms)
        return (*first, singular(last) if self.inflects else last)


def phrases_of(article: Article) -> Iterator[Phrase]:
    """The names of an article: its aliases, and its title if that can be one."""
    language = language_of(article.lang)
    found: dict[tuple[str, ...], Phrase] = {}
    for alias in article.aliases:
        _add(found, alias.strip(), article, Origin.CODE if _is_code(alias) else Origin.ALIAS)
    title = TRAILING.sub("", LEADING.sub("", article.title))
    if title and (_is_code(title) or not _is_common(title, language)):
        _add(found, title, article, _origin(title))
    yield from found.values()


def ambiguous(phrases: Iterable[Phrase]) -> set[Phrase]:
    """Those phrases that name two articles of one language."""
    claims: dict[tuple[str, tuple[str, ...]], list[Phrase]] = {}
    for phrase in phrases:
        claims.setdefault((phrase.lang, phrase.key), []).append(phrase)
    return {phrase for claim in claims.values() if len(claim) > 1 for phrase in claim}


def stopped(phrases: Iterable[Phrase], never: Iterable[str]) -> set[Phrase]:
    """Those phrases that stand in an owner's list, whatever their letter case or number."""
    listed = {_folded(text) for text in never}
    return {p for p in phrases if _folded(p.text) in listed or p.key in listed}


def _folded(text: str) -> tuple[str, ...]:
    return tuple(atom.folded for atom in atoms(text))


def _add(found: dict[tuple[str, ...], Phrase], text: str, article: Article, origin: Origin) -> None:
    phrase = Phrase(text, article.id, origin, primary(article.lang))
    if len(text) > 1 and any(atom.text.isalnum() for atom in phrase.atoms):
        found.setdefault(phrase.key, phrase)


def _origin(title: str) -> Origin:
    if _is_code(title):
        return Origin.CODE
    words = [atom for atom in atoms(title) if atom.text[0].isalnum()]
    return Origin.TITLE if len(words) >= ANY_CASE_FROM else Origin.NAME


def _is_code(text: str) -> bool:
    """Whether `text` is an identifier: Get-Help, about_If, camelCase, PEP 484, RFC 2119."""
    if re.search(r"\s", text):
        return NUMBERED.fullmatch(text) is not None
    return IDENTIFIER.search(text) is not None and any(map(str.isalpha, text))


def _is_common(title: str, language: Language) -> bool:
    """Whether the title has no word that is its own: ‘About’, ‘How it works’."""
    words = [atom.folded for atom in atoms(title) if atom.text[0].isalnum()]
    common = language.function_words | language.generic_words
    return all(word in common or word.isdigit() for word in words)
