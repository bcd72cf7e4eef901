"""What an assistant said to the person who asked, and what stood around its answer.

The phrases, language by language, stand in `phrases.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..common.regex import regex
from ..common.values import dataclass
from .patterns import Hints, hints_of, lines_with, table
from .source_view import UNSPACED, WORD, Finding, SourceView

MARKS = r"[^\w\"“”„«»‘'<>\ufdd0\n]*"
"""Up to the first word, past marks and pictures, but past no quotation mark."""
FIRST = regex(rf"{MARKS}(\w)?")
LINE = regex(rf"\n{MARKS}(\w)?")
SENTENCE = regex(rf"[\n.!?…。！？]{MARKS}(\w)?")
"""Up to its first word and, if nothing else comes first, a letter of that."""
REST = regex(r"[^\n]{0,400}")

COLON = r"[:：]\W*$"
HANDED = r"[:：!！]\W*$"
NEVER = r"(?!)"

CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"', "‚": "‘"}
LONGEST_QUOTATION = 2000
"""So far back, at most, a quotation mark is looked for."""


Needed = tuple[frozenset[str], ...]
"""Words of `SourceView.words`: all of one of these sets stand there."""
ANY = ("",)


@dataclass(frozen=True, slots=True)
class Phrases:
    """What assistants say in one language; every pattern is for `SourceView.folded`."""

    words: frozenset[str]
    """Where none of these stands in a text, nobody looks for `opening`, `first` and `closing`."""
    opening_words: Needed
    """What stands wherever `opening` or `first` matches, so that nobody need look elsewhere."""
    opening: re.Pattern[str]
    first: re.Pattern[str]
    closing_words: Needed
    """The same for `closing`."""
    closing: re.Pattern[str]
    hints: Hints
    """What a line with `about_itself` holds, one of them."""
    hint_words: frozenset[str]
    """The longest word of each hint, or its first character in scripts without blanks."""
    self_words: Needed
    """The same for `about_itself`."""
    about_itself: re.Pattern[str]


def openings(view: SourceView) -> Iterator[Finding]:
    """‘Certainly! Here is …’ at the start of a line."""
    languages = [one for one in _spoken(view) if _stand(one.opening_words, view.words)]
    starts = _starts(view, LINE) if languages else []
    begun = _first_line(view)
    found = [
        start
        for one in languages
        for start in starts
        if one.opening.match(view.folded, start)
        or (start in begun and one.first.match(view.folded, start))
    ]
    for start in sorted(found):
        yield from _unless_quoted(view, start)


def closings(view: SourceView) -> Iterator[Finding]:
    """‘I hope this helps!’, ‘Would you like me to …?’ at the start of a sentence; one a line."""
    patterns = [one.closing for one in _spoken(view) if _stand(one.closing_words, view.words)]
    starts = _starts(view, SENTENCE) if patterns else []
    found = {start for each in patterns for start in starts if each.match(view.folded, start)}
    last = 0
    for start in sorted(found):
        for line, text in _unless_quoted(view, start):
            if line != last:
                yield line, text
            last = line


def about_itself(view: SourceView) -> Iterator[Finding]:
    """‘As an AI language model, I …’, ‘my knowledge cutoff’, ‘I cannot browse the internet’."""
    for language in phrases():
        if not view.words.isdisjoint(language.hint_words) and _stand(
            language.self_words, view.words
        ):
            for start, end in lines_with(view, language.hints):
                for match in language.about_itself.finditer(view.folded, start, end):
                    yield from _unless_quoted(view, match.start())


@cache
def phrases() -> tuple[Phrases, ...]:
    """Every language, compiled; once, and not before a text is looked at."""
    return tuple(
        Phrases(
            words=frozenset(language["words"].split()),
            opening_words=_needed(language.get("opening_words", ANY)),
            opening=_any([_opening(**language)]),
            first=_any(language.get("first", [NEVER])),
            closing_words=_needed(language.get("closing_words", ANY)),
            closing=_any(language["closing"]),
            hints=hints_of(language["hints"]),
            hint_words=frozenset(map(_longest_word, language["hints"])),
            self_words=_needed(language.get("self_words", ANY)),
            about_itself=_any(language["self"]),
        )
        for language in table("phrases").values()
    )


def _spoken(view: SourceView) -> Iterator[Phrases]:
    return (one for one in phrases() if not view.words.isdisjoint(one.words))


def _needed(groups: Iterable[str]) -> Needed:
    return tuple(frozenset(group.split()) for group in groups)


def _stand(needed: Needed, words: frozenset[str]) -> bool:
    return any(group <= words for group in needed)


def _opening(*, accept: str, hand: str, done: str = "", **_others: object) -> str:
    """Accepted with an exclamation mark; or a line that ends as what announces something."""
    shouted = rf"(?:{accept})\s?[!！]+\s*(?:{hand})"
    calm = rf"(?:{accept})[\s.,:;，。、…–—-]{{1,3}}(?:{hand})\b[^\n]{{0,200}}{COLON}"
    given = rf"(?:{hand})\b[^\n]{{0,80}}\b(?:{done})\b[^\n]{{0,160}}{HANDED}"
    return "|".join([shouted, calm, *([given] if done else [])])


def _longest_word(hint: str) -> str:
    unspaced = UNSPACED.search(hint)
    return unspaced[0] if unspaced else max(WORD.findall(hint), key=len)


def _any(parts: list[str]) -> re.Pattern[str]:
    return regex(lambda: "|".join(f"(?:{part})" for part in parts), re.MULTILINE)


def _first_line(view: SourceView) -> range:
    """The offsets of the first line of the text."""
    if not view.blocks:
        return range(0)
    first = view.blocks[0].number - 1
    return range(view.starts[first], view.starts[first] + len(view.lines[first]) + 1)


def _starts(view: SourceView, start: re.Pattern[str]) -> list[int]:
    """Where the first words stand; every phrase begins with a word."""
    first = FIRST.match(view.text)
    places = [match.start(1) for match in (first, *start.finditer(view.text)) if match]
    return [place for place in places if place >= 0]


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
