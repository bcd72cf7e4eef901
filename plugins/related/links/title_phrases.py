"""Phrases by which others may mean an article although they are not its title: candidates.

All are taken from the title, because that is what the reader of a link expects to find. Names that
stand only in a summary, a heading or the lead were tried (frequent there, rare elsewhere): by eye
more than half of their links led to an article that only happens to use the name often.

Whether a candidate is one is for the whole site to say: `claims`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..text.identifiers import IDENTIFIER
from ..text.languages import Language, language_of, primary
from .phrases import CAPITAL_NOUNS, Origin, Phrase
from .titles import CONJUNCTIONS, HERALDS, MARKS, Part, articles_of, parts

if TYPE_CHECKING:
    from ..article import Article

WIDEST = 6
"""Words of the longest candidate."""

USES = 2
"""How often an article uses a proper name that is a part of its title."""

COMMON_USES = 3
"""The same for an expression in lower case."""

BEGINNING = 4
"""Letters of a next word by which it is the title's, in whatever form."""


def names_of(article: Article, text: str) -> list[Phrase]:
    """What `article` may be called; `text` is its own, white space single."""
    reader = _Reader(article, text)
    found: dict[str, Phrase] = {}
    for part in parts(article.title, reader.language, reader.is_name):
        for name, phrase in reader.phrases(part):
            if name not in found or phrase.origin is Origin.CORE:
                found[name] = phrase
    return list(found.values())


class _Reader:
    """Looks for runs of a title's words in the article's text."""

    def __init__(self, article: Article, text: str) -> None:
        self.article = article
        self.language: Language = language_of(article.lang)
        self.lang = primary(article.lang)
        self.title = article.title.casefold().strip(MARKS)
        self.text = text
        self.folded = text.casefold()

    def is_name(self, word: str) -> bool:
        """Whether a word that is common in lower case stands inside a sentence with a capital."""
        at = self.text.find(f" {word}")
        while at > 0:
            before, after = self.text[at - 1], self.text[at + len(word) + 1 :][:1]
            if (before.islower() or before == ",") and not after.isalnum():
                return True
            at = self.text.find(f" {word}", at + 1)
        return False

    def phrases(self, part: Part) -> Iterator[tuple[str, Phrase]]:
        """Candidates in a part of the title, by their words in lower case."""
        for start in range(len(part.words)):
            if part.plain[start]:
                continue
            for end in range(start + 1, min(len(part.words), start + WIDEST) + 1):
                name = " ".join(part.folded[start:end])
                uses = self.folded.count(name)
                if not uses or self._is_function(part.folded[end - 1]):
                    break
                core = (start, end) == part.core
                if (part.plain[end - 1] and not core) or name == self.title:
                    continue
                if not any(map(str.isalpha, name)):
                    continue
                spelled = self._spelled(part, start, end, name, uses)
                if spelled and (start, end) == part.core:
                    sure = part.asked or (end - start == 1 and not written_plainly(spelled))
                    yield name, Phrase(spelled, self.article.id, Origin.CORE, self.lang, sure)
                elif spelled:
                    yield name, Phrase(spelled, self.article.id, Origin.PART, self.lang)

    def _spelled(self, part: Part, start: int, end: int, name: str, uses: int) -> str | None:
        """How the candidate is matched: in lower case if its article ever writes it so."""
        written = " ".join(part.words[start:end])
        # What the title writes in lower case is an expression, wherever sentences begin with it.
        lower = self.text.count(name) + (written == name)
        whole = (start, end) == part.core
        if end - start == 1 and not self._is_single_name(written, lower, whole=whole):
            return None
        if not lower and written not in self.text:
            return None
        spelled = name if lower and end - start > 1 else written
        if whole:
            # ‘Code coverage for tests’ is not about code coverage but about that for tests.
            return None if spelled != written and part.predicate else spelled
        proper = not lower and end - start > 1
        alone = uses - self._longer(part, start, end, name)
        enough = alone >= (USES if proper else COMMON_USES)
        return spelled if enough and self._is_subject(part, start, end, proper=proper) else None

    def _is_single_name(self, written: str, lower: int, *, whole: bool) -> bool:
        if IDENTIFIER.search(written):
            return written in self.text
        capital = written[0] != written[0].lower() and self.lang not in CAPITAL_NOUNS
        return whole and capital and not lower and written in self.text

    def _is_subject(self, part: Part, start: int, end: int, *, proper: bool) -> bool:
        """Whether a run of words may be what the title is about, not what it is about it for."""
        if part.possessive and end == len(part.words):
            return False
        beside = {*part.folded[max(0, start - 1) : start], *part.folded[end : end + 1]}
        if beside & CONJUNCTIONS:
            return False
        own = sum(not plain for plain in part.plain[start:end])
        if proper:
            return self.text.count(" ".join(part.words[start:end])) >= USES
        half = 2 * own >= sum(not plain for plain in part.plain)
        before = part.folded[:start]
        return half and not any(
            word in self.language.function_words and word not in articles_of(self.language)
            for word in before
        )

    def _longer(self, part: Part, start: int, end: int, name: str) -> int:
        """How many of the uses are parts of a longer run of the title's words."""
        longer = 0
        if start and not (
            self._is_function(part.folded[start - 1]) or part.folded[start - 1] in HERALDS
        ):
            longer += self.folded.count(f"{part.folded[start - 1]} {name}")
        if end < len(part.words):
            longer += self.folded.count(f"{name} {part.folded[end][:BEGINNING]}")
        return longer

    def _is_function(self, word: str) -> bool:
        return word in self.language.function_words and word != "of"


def written_plainly(word: str) -> bool:
    """Whether a word looks like any other: letters, no capital but the first."""
    return word.isalpha() and word[1:] == word[1:].lower()
