"""What an assistant said to the person who asked, and what stood around its answer.

The phrases, language by language, stand in `phrases.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .patterns import lines_with, table
from .source_view import UNSPACED, WORD, Finding, SourceView

MARKS = r"[^\w\"“”„«»‘'<>\ufdd0\n]*"
"""Up to the first word, past marks and pictures, but past no quotation mark."""
FIRST = re.compile(MARKS)
LINE = re.compile(rf"\n{MARKS}")
SENTENCE = re.compile(rf"[\n.!?…。！？]{MARKS}")
REST = re.compile(r"[^\n]{0,400}")

COLON = r"[:：]\W*$"
HANDED = r"[:：!！]\W*$"
NEVER = r"(?!)"

CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"', "‚": "‘"}
LONGEST_QUOTATION = 2000
"""So far back, at most, a quotation mark is looked for."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What assistants say in one language; every pattern is for `SourceView.folded`."""

    words: frozenset[str]
    """Where none of these stands in a text, neither `opening` nor `first` nor `closing` does."""
    opening: re.Pattern[str]
    first: re.Pattern[str]
    closing: re.Pattern[str]
    hints: tuple[str, ...]
    """What a line with `about_itself` holds, one of them."""
    hint_words: frozenset[str]
    """The longest word of each hint, or its first character in scripts without blanks."""
    about_itself: re.Pattern[str]


def openings(view: SourceView) -> Iterator[Finding]:
    """‘Certainly! Here is …’ at the start of a line."""
    first = view.blocks[0].number if view.blocks else 0
    languages = [one for one in phrases() if not view.words.isdisjoint(one.words)]
    for start in _starts(view, LINE) if languages else ():
        for language in languages:
            if language.opening.match(view.folded, start) or (
                language.first.match(view.folded, start) and view.line_of(start) == first
            ):
                yield from _unless_quoted(view, start)


def closings(view: SourceView) -> Iterator[Finding]:
    """‘I hope this helps!’, ‘Would you like me to …?’ at the start of a sentence; one a line."""
    patterns = [one.closing for one in phrases() if not view.words.isdisjoint(one.words)]
    last = 0
    for start in _starts(view, SENTENCE) if patterns else ():
        if any(pattern.match(view.folded, start) for pattern in patterns):
            for line, text in _unless_quoted(view, start):
                if line != last:
                    yield line, text
                last = line


def about_itself(view: SourceView) -> Iterator[Finding]:
    """‘As an AI language model, I …’, ‘my knowledge cutoff’, ‘I cannot browse the internet’."""
    for language in phrases():
        if not view.words.isdisjoint(language.hint_words):
            for start, end in lines_with(view.folded, language.hints):
                for match in language.about_itself.finditer(view.folded, start, end):
                    yield from _unless_quoted(view, match.start())


@cache
def phrases() -> tuple[Phrases, ...]:
    """Every language, compiled; once, and not before a text is looked at."""
    return tuple(
        Phrases(
            words=frozenset(language["words"].split()),
            opening=_any([_opening(**language)]),
            first=_any(language.get("first", [NEVER])),
            closing=_any(language["closing"]),
            hints=tuple(language["hints"]),
            hint_words=frozenset(map(_longest_word, language["hints"])),
            about_itself=_any(language["self"]),
        )
        for language in table("phrases").values()
    )


def _opening(*, accept: str, hand: str, done: str = "", **_others: object) -> str:
    """Accepted with an exclamation mark; or a line that ends as what announces something."""
    shouted = rf"(?:{accept})\s?[!！]+\s*(?:{hand})"
    calm = rf"(?:{accept})[\s.,:;，。、…–—-]{{1,3}}(?:{hand})\b[^\n]{{0,200}}{COLON}"
    given = rf"(?:{hand})\b[^\n]{{0,80}}\b(?:{done})\b[^\n]{{0,160}}{HANDED}"
    return "|".join([shouted, calm, *([given] if done else [])])


def _longest_word(hint: str) -> str:
    unspaced = UNSPACED.search(hint)
    return unspaced[0] if unspaced else max(WORD.findall(hint), key=len)


def _any(parts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in parts), re.MULTILINE)


def _starts(view: SourceView, start: re.Pattern[str]) -> Iterator[int]:
    first = FIRST.match(view.text)
    yield first.end() if first else 0
    yield from (match.end() for match in start.finditer(view.text))


def _unless_quoted(view: SourceView, start: int) -> Iterator[Finding]:
    """The finding at `start`, unless the author quotes it."""
    if not is_quoted(view, start):
        match = REST.match(view.text, start)
        yield view.line_of(start), match[0] if match else ""


def is_quoted(view: SourceView, offset: int) -> bool:
    """True inside a block quotation or between quotation marks of the same paragraph."""
    if view.line_at(offset).lstrip().startswith(">"):
        return True
    start = max(offset - LONGEST_QUOTATION, 0)
    text = view.text[max(view.text.rfind("\n\n", start, offset), start) : offset]
    closers = ""
    for place, character in enumerate(text):
        if closers:
            closers = "" if character in closers else closers
        # A straight mark after a digit measures inches; it opens nothing.
        elif character in CLOSERS and not (character == '"' and text[place - 1 : place].isdigit()):
            closers = CLOSERS[character]
    return bool(closers)
