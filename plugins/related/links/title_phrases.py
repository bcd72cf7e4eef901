"""Phrases of a title by which others may mean its article although they are not the whole title.

All are taken from the title, because that is what the reader of a link expects to find. Names that
stand only in a summary, a heading or the lead were tried (frequent there, rare elsewhere): by eye
more than half of their links led to an article that only happens to use the name often.

Whether a phrase does mean the article is for the whole site to say: `disambiguation`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ...common.regex import regex
from ...common.values import dataclass
from ..text.languages import Language, language_of, primary
from ..text.tokens import IDENTIFIER
from .phrases import CAPITAL_NOUNS, Origin, Phrase

if TYPE_CHECKING:
    from ..article import Article

MARKS = "\"'“”‘’«»„()[]{}<>*.,:;!?…`|–—"
"""What may stand around a word without being of it."""

PARTING = regex(r"([,:;…()\[\]{}“”\"«»|—–]|[.!?](?=\s|$)|\s-\s|['’]s?(?=\s))")
"""Marks between the parts of a title; a possessive parts too: 18F's | new visual identity."""

POSSESSIVE = tuple("'’")

LEAD_WORDS = frozenset(
    "announcing introducing introduction presenting meet welcome inside understanding about hello "
    "the a an our new to of".split()
)
"""English words that only lead up to what a title is about: Introducing the Race Detector."""

CONJUNCTIONS = frozenset("and & or vs und oder et ou y e o och og en i и".split())
"""What stands beside one of these shares the title with something else."""


@dataclass(frozen=True, slots=True)
class TitlePart:
    """Words of a title between marks."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    plain: tuple[bool, ...]
    """Whether any text may use the word."""

    core: tuple[int, int] | None
    """From where to where in the first part its subject stands: ‘Go 1.22’ in ‘Go 1.22 is out’."""

    asked: bool
    """Whether the title is one question about its core."""

    predicate: bool
    """Whether something is said of the subject in this part."""

    possessive: bool
    """Whether the part is the owner of what the next one names."""


def title_parts(
    title: str, language: Language, is_name: Callable[[str], bool]
) -> Iterator[TitlePart]:
    """The parts of a title that have words.

    `is_name` tells whether the article writes a common word (‘Go’) with a capital inside of
    sentences.
    """
    pieces = [piece for piece in PARTING.split(title) if piece and piece.strip()]
    asked = title.rstrip().endswith("?") and sum(bool(p.strip(f"{MARKS} ")) for p in pieces) == 1
    first = True
    for piece, mark in zip(pieces, [*pieces[1:], ""], strict=False):
        words = tuple(word for word in (w.strip(MARKS) for w in piece.split()) if word)
        if not words or PARTING.fullmatch(piece):
            continue
        folded = tuple(word.casefold() for word in words)
        plain = tuple(
            low in language.function_words
            or (low in language.generic_words and (word == low or not is_name(word)))
            for word, low in zip(words, folded, strict=True)
        )
        alone = mark.strip() in {":", "–", "—", "-"}
        core = _core(folded, plain, language, asked=asked, alone=alone) if first else None
        shares = mark.strip().startswith((",", *POSSESSIVE))
        if core and ((core[1] == len(words) and shares) or _is_coordinated(core, folded)):
            core = None
        predicate = core is not None and core[1] < len(words)
        yield TitlePart(words, folded, plain, core, asked, predicate, mark.startswith(POSSESSIVE))
        first = False


def _core(
    folded: tuple[str, ...],
    plain: tuple[bool, ...],
    language: Language,
    *,
    asked: bool,
    alone: bool,
) -> tuple[int, int] | None:
    start = 0
    while start < len(folded) and (
        folded[start] in LEAD_WORDS or folded[start] in articles_of(language)
    ):
        start += 1
    if asked and not start:
        while start < len(folded) and folded[start] in language.function_words:
            start += 1
    end = start
    while end < len(folded) and (folded[end] not in language.function_words or folded[end] == "of"):
        end += 1
    if end < len(folded) and (
        asked or folded[end] in CONJUNCTIONS or folded[end] in articles_of(language)
    ):
        # ‘Demystifying the cloud’ is not about demystifying.
        return None
    whole = end
    while end > start and plain[end - 1]:
        end -= 1
    if end == start:
        return None
    # ‘The encasement strategy: …’ names one thing; ‘Customer experience: …’ is about any.
    return start, whole if start and alone and whole == len(folded) else end


def articles_of(language: Language) -> frozenset[str]:
    """Words that lead up to a noun and add nothing to it."""
    return language.articles or language.determiners


def _is_coordinated(span: tuple[int, int], folded: tuple[str, ...]) -> bool:
    start, end = span
    return bool(CONJUNCTIONS & {*folded[max(0, start - 1) : start], *folded[end : end + 1]})


WIDEST = 6
"""Words of the longest candidate."""

LONGEST_TITLE = 1000
"""Characters of a title in which names are looked for: each is counted in the whole text."""

USES = 2
"""How often an article uses a proper name that is a part of its title."""

COMMON_USES = 3
"""The same for an expression in lower case."""

BEGINNING = 4
"""Letters of a next word by which it is the title's, in whatever form."""


def title_phrases_of(article: Article, text: str) -> list[Phrase]:
    """What `article` may be called; `text` is its own, white space single."""
    reader = _TitleReader(article, text)
    found: dict[str, Phrase] = {}
    for part in title_parts(article.title[:LONGEST_TITLE], reader.language, reader.is_name):
        for name, phrase in reader.phrases(part):
            if name not in found or phrase.origin is Origin.CORE:
                found[name] = phrase
    return list(found.values())


class _TitleReader:
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

    def phrases(self, part: TitlePart) -> Iterator[tuple[str, Phrase]]:
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

    def _spelled(self, part: TitlePart, start: int, end: int, name: str, uses: int) -> str | None:
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

    def _is_subject(self, part: TitlePart, start: int, end: int, *, proper: bool) -> bool:
        """Whether a run of words may be what the title is about, not what it is about it for."""
        if (part.possessive and end == len(part.words)) or _is_coordinated(
            (start, end), part.folded
        ):
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

    def _longer(self, part: TitlePart, start: int, end: int, name: str) -> int:
        """How many of the uses are parts of a longer run of the title's words."""
        longer = 0
        if start and not (
            self._is_function(part.folded[start - 1]) or part.folded[start - 1] in LEAD_WORDS
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
