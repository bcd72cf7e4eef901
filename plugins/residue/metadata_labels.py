"""Metadata written into the text, where readers see them: labels, and the title once more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..common import keys
from ..common.regex import regex
from .patterns import any_of
from .source_view import WORD, Finding, SourceView, TextBlock

EVERYWHERE = regex(
    lambda: rf"[*_#\s>-]{{0,6}}(?:suggested |recommended )?{any_of('labels')}[*_]*\s?:[*_]*\s*\S",
    re.IGNORECASE,
)
BOLD = r"(?P<bold>[*_]{2})%s\s?(?::(?P=bold)|(?P=bold)\s?:)\s*\S"
TITLE = regex(
    lambda: rf"(?:#+\s*)?{BOLD % any_of('titles')}|#+\s*{any_of('titles')}\s?:\s*\S", re.IGNORECASE
)
KEYWORDS = regex(lambda: BOLD % any_of("keywords"), re.IGNORECASE)

HEADED = 3
"""In so many blocks from the top a bold ‘Title:’ is no label of a list."""

ENDS = 2
"""In so many blocks from the top or the end ‘Keywords:’ are those of the article."""


def labels(view: SourceView) -> Iterator[Finding]:
    """‘**Meta Description:** …’ anywhere, ‘**Title:** …’ at the top, keywords at either end."""
    for number, line in enumerate(view.lines, 1):
        if ":" in line and number >= view.document.body_start and EVERYWHERE.match(line):
            yield number, line
    yield from _matching(view.blocks[:HEADED], TITLE.match)
    yield from _matching({*view.blocks[:ENDS], *view.blocks[-ENDS:]}, KEYWORDS.match)


def repeated_title(view: SourceView) -> Iterator[Finding]:
    """The title as first bold line, or as first heading in another spelling."""
    title = _words(view.document.text(keys.TITLE))
    if not title or not view.blocks:
        return
    first = view.blocks[0]
    line = _line(first)
    is_heading = any(heading.number == first.number for heading in view.headings)
    is_bold = first.text == line and re.fullmatch(r"\s*(\*\*|__).+\1\s*", line)
    # Some people set their title as a heading on purpose, word for word; a tool spells it its way.
    is_verbatim = line.strip(" #") == view.document.text(keys.TITLE)
    if (is_bold or (is_heading and not is_verbatim)) and _words(line) == title:
        yield first.number, line


def _matching(blocks: Iterable[TextBlock], match: Callable[[str], object]) -> Iterator[Finding]:
    for block in blocks:
        if match(block.text):
            yield block.number, _line(block)


def _line(block: TextBlock) -> str:
    return block.text.split("\n", 1)[0]


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())
