"""What an assistant said to the person who asked, and what stood around its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .patterns import lines_with
from .quoting import is_quoted
from .source_view import Finding, View
from .speech import speech

MARKS = r"[^\w\"“”„«»‘'<>\ufdd0\n]*"
FIRST = re.compile(MARKS)
LINE = re.compile(rf"\n{MARKS}")
SENTENCE = re.compile(rf"[\n.!?…。！？]{MARKS}")
"""Up to the first word, past marks and pictures, but past no quotation mark."""

REST = re.compile(r"[^\n]{0,400}")


def openings(view: View) -> Iterator[Finding]:
    """‘Certainly! Here is …’ at the start of a line."""
    first = view.blocks[0].number if view.blocks else 0
    said = [language for language in speech() if not view.words.isdisjoint(language.words)]
    for start in _starts(view, LINE) if said else ():
        for language in said:
            if language.opening.match(view.folded, start) or (
                language.first.match(view.folded, start) and view.line_of(start) == first
            ):
                yield from _told(view, start)


def closings(view: View) -> Iterator[Finding]:
    """‘I hope this helps!’, ‘Would you like me to …?’ at the start of a sentence."""
    said = [one.closing.match for one in speech() if not view.words.isdisjoint(one.words)]
    last, folded = 0, view.folded
    for start in _starts(view, SENTENCE) if said else ():
        for matches in said:
            if matches(folded, start):
                for line, found in _told(view, start):
                    if line != last:
                        yield line, found
                    last = line
                break


def about_itself(view: View) -> Iterator[Finding]:
    """‘As an AI language model, I …’, ‘my knowledge cutoff’, ‘I cannot browse the internet’."""
    for language in speech():
        if not view.words.isdisjoint(language.its_words):
            for start, end in lines_with(view.folded, language.hints):
                for match in language.about_itself.finditer(view.folded, start, end):
                    yield from _told(view, match.start())


def _starts(view: View, start: re.Pattern[str]) -> Iterator[int]:
    first = FIRST.match(view.text)
    yield first.end() if first else 0
    yield from (match.end() for match in start.finditer(view.text))


def _told(view: View, start: int) -> Iterator[Finding]:
    """The finding at `start`, unless the author quotes it."""
    if not is_quoted(view, start):
        match = REST.match(view.text, start)
        yield view.line_of(start), match[0] if match else ""
