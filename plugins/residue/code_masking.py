"""Code in a Markdown text, masked: what is quoted there was not left behind.

Blocks follow CommonMark 0.31 (4.4 and 4.5), spans its 6.1, as far as Python-Markdown agrees; a
fence that never closes is none (Python-Markdown prints it). Every step takes time in proportion to
the text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from ..common.regex import regex
from ..common.values import dataclass
from ..html.elements import CODE, RAW_TEXT

MASK = "\ufdd0"
"""Stands for each character that is not looked into. A noncharacter: no text has it by right."""

FENCE = regex(r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
INDENTED = regex(r"^(?: {4}| {0,3}\t)")
DEEPER = regex(r"^(?: {8}| {0,3}\t {0,3}(?:\t| {4})| {4,7}\t)")
CONTAINER = regex(r"^ {0,3}(?:[-*+]|\d+[.)]|\[\^[^\]]*\]:|:|!!!|\?\?\?)[ \t]")
"""What may go on in lines that are indented: list items, notes, definitions, admonitions."""

ELEMENTS = (CODE | RAW_TEXT | {"tt"}) - {"iframe", "noembed", "noframes", "title"}
"""Elements in which nobody writes to readers."""
# Each begins with a sign of its own, by which the search goes fast.
TOKEN = regex(rf"`(?<!\\`)`*|<!--|-->|</?(?:{'|'.join(sorted(ELEMENTS))})(?=[\s>/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: 0-based indexes of its first and last line, and the word after its mark."""

    first: int
    last: int
    """The closing fence; -1 where there is none."""

    info: str


def fences(lines: list[str]) -> list[Fence]:
    """Every fenced block of `lines`, in order, the unclosed included."""
    blocks: list[Fence] = []
    at = 0
    marks = [
        (number, mark)
        for number, line in enumerate(lines)
        if ("```" in line or "~~~" in line) and (mark := _fence(line))
    ]
    hopeless: dict[str, int] = {}
    for place, (number, match) in enumerate(marks):
        if number < at:
            continue
        last = _closing(marks, place, hopeless)
        blocks.append(Fence(number, last, match["info"].strip()))
        at = max(at, last + 1)
    return blocks


def masked(lines: list[str], blocks: list[Fence]) -> list[str]:
    """`lines` with every character of code, comments and raw elements replaced by `MASK`.

    Lines keep their number and their length.
    """
    shown = list(lines)
    text = "\n".join(lines)
    numbers = [*_fenced(blocks)]
    if "    " in text or "\t" in text:
        numbers += _indented(lines, blocks)
    if numbers:
        for number in numbers:
            shown[number] = MASK * len(lines[number])
        text = "\n".join(shown)
    return _inline(text).split("\n") if "`" in text or "<" in text else shown


def _fence(line: str) -> re.Match[str] | None:
    match = FENCE.match(line)
    # Backticks after backticks make a span of one line (CommonMark 4.5).
    return match if match and not (match["mark"][0] == "`" and "`" in match["info"]) else None


def _closing(marks: list[tuple[int, re.Match[str]]], place: int, hopeless: dict[str, int]) -> int:
    """The line that closes the fence at `place`; -1: none.

    `hopeless` remembers for each character the shortest mark that nothing further down closes.
    """
    mark = marks[place][1]["mark"]
    if len(mark) >= hopeless.get(mark[0], sys.maxsize):
        return -1
    for at in range(place + 1, len(marks)):
        number, match = marks[at]
        if match["mark"].startswith(mark) and not match["info"].strip():
            return number
    hopeless[mark[0]] = len(mark)
    return -1


def _fenced(blocks: list[Fence]) -> Iterator[int]:
    for block in blocks:
        yield from range(block.first, block.last + 1)


def _indented(lines: list[str], blocks: list[Fence]) -> Iterator[int]:
    """Indexes of lines of indented code: after a blank line, and not inside a list or a note."""
    inside = set(_fenced(blocks))
    contained, in_code, blank = False, False, True
    for number, line in enumerate(lines):
        if number in inside:
            in_code, blank = False, False
        elif not line.strip():
            blank = True
        elif INDENTED.match(line):
            in_code = (in_code or blank) and (not contained or bool(DEEPER.match(line)))
            blank = False
            if in_code:
                yield number
        else:
            contained = bool(CONTAINER.match(line)) or (contained and not blank)
            in_code, blank = False, False


def _inline(text: str) -> str:
    """`text` with code spans, comments and raw elements masked; line ends stay."""
    tokens = [(m.start(), m.end(), m[0].lower()) for m in TOKEN.finditer(text)]
    partners = _partners(tokens)
    parts: list[str] = []
    done = at = 0
    while at < len(tokens):
        start, _, name = tokens[at]
        # What stands in an end tag, before its ``>``, is masked with it.
        partner = partners[at] if start >= done else 0
        end = _end(text, tokens[partner]) if partner else -1
        if partner and not (name[0] == "`" and text.find("\n\n", start, end) >= 0):
            parts += [text[done:start], _blank(text[start:end])]
            done, at = end, partner
        at += 1
    return "".join([*parts, text[done:]])


def _blank(text: str) -> str:
    return MASK * len(text) if "\n" not in text else re.sub(r"[^\n]", MASK, text)


def _partners(tokens: list[tuple[int, int, str]]) -> list[int]:
    """For each token the index of the next one that would close it; 0: none would."""
    coming: dict[str, int] = {}
    partners = [0] * len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        name = tokens[index][2]
        closing = {"`": name, "-": ""}.get(name[0], "-->" if name == "<!--" else f"</{name[1:]}")
        partners[index] = coming.get(closing, 0)
        coming[name] = index
    return partners


def _end(text: str, token: tuple[int, int, str]) -> int:
    """Where a closing token ends: a tag behind its ``>``."""
    if token[2][0] != "<":
        return token[1]
    return text.find(">", token[1]) + 1 or len(text)
