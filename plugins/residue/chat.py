"""What stands on a tool's page around an answer: who speaks, buttons, notices, counted words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..common.regex import regex
from .patterns import any_of, words_of
from .source_view import Finding, SourceView

MARKS = "*_#`()[]{}>|~•· \t"
COLON = r"[*_]*\s?:[*_]*"
SAYS = regex(
    lambda: rf"(?:(?:o |le |de )?{any_of('tools')} {any_of('said')}|{any_of('you_said')})\s?:"
)
ASKED = regex(
    lambda: (
        rf"(?:{any_of('asks')}|me|you|system){COLON}\s+(?:please |can you |could you )?"
        rf"{any_of('requests')}\b"
    )
)
ANSWER = regex(lambda: rf"{any_of('answers')}{COLON}\s+\S")
ROLE = regex(lambda: rf"{any_of('asks', 'answers')}{COLON}\s+\S")
LABEL = regex(r"^[*_# \t>-]{0,8}[A-ZÀ-Þ][\w .'’-]{0,25}[*_]*:[*_]*[ \t]+\S", re.MULTILINE)

LONGEST = 200
"""No notice of a tool is longer."""

AROUND = " \t*_`."
"""What may stand around a notice."""
NOTICE = regex(lambda: any_of("notices"))
WITHIN = regex(lambda: any_of("notices_within"))

SHORT = 60
COUNT = regex(
    lambda: (
        rf"(?:(?:approx\w*\.?|total|final|estimated)\s+)?{any_of('counts')}[\s*_:：=–—-]*"
        rf"\(?(?:{any_of('about')}\s*)?\d[\d.,\s]{{0,8}}(?:\s*{any_of('counted')})?"
    )
)
ALONE = regex(
    lambda: rf"[(*_]+\s*(?:{any_of('about')}\s*)?\d[\d.,]{{1,6}} {any_of('counted')}\s*[)*_.]+"
)


def dialogue(view: SourceView) -> Iterator[Finding]:
    """‘ChatGPT said:’, ‘User: write …’, ‘Assistant: …’ at the start of a line."""
    lines = [(n, line, line.lower().lstrip(MARKS)) for n, line in view.prose if ":" in line]
    is_chat = any(ROLE.match(plain) for _, _, plain in lines) and _is_chat(view)
    for number, line, plain in lines:
        is_role = is_chat and ROLE.match(plain)
        if is_role or SAYS.match(plain) or ASKED.match(plain):
            yield number, line


def interface(view: SourceView) -> Iterator[Finding]:
    """Buttons and notices of a tool's page, alone on a line; a few of them within one."""
    for number, line in view.prose:
        if (
            len(line) <= LONGEST
            and (line[0].isalpha() or line[0] in AROUND)
            and NOTICE.fullmatch(line.lower().strip(AROUND))
        ):
            yield number, line
    if not view.words.isdisjoint(words_of("notices_within")):
        for match in WITHIN.finditer(view.folded):
            yield view.line_of(match.start()), view.text[match.start() : match.end()]


def word_counts(view: SourceView) -> Iterator[Finding]:
    """‘(Word count: 812)’ on a line of its own."""
    if view.words.isdisjoint(words_of("counts")):
        return
    for number, line in view.prose:
        if len(line) < SHORT and any(map(str.isdigit, line)):
            plain = line.lower().strip()
            if ALONE.fullmatch(plain) or COUNT.fullmatch(plain.strip(MARKS + ".–—-")):
                yield number, line


def _is_chat(view: SourceView) -> bool:
    """Whether an assistant speaks, and nobody but whom it answers: in a play others do."""
    labels = [label.group().lower().lstrip(MARKS) for label in LABEL.finditer(view.text)]
    return all(map(ROLE.match, labels)) and any(map(ANSWER.match, labels))
