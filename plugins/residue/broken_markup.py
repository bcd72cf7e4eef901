"""Markup that came out of a chat window and does not work on a page, or not as meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..common.keys import TITLE
from ..common.regex import regex
from .code_masking import MASK, Fence
from .patterns import matches
from .source_view import Finding, SourceView, TextBlock

MARKDOWN = frozenset({"markdown", "md", "mdx"})
PLAIN = frozenset({"text", "txt", "plaintext", ""})
AROUND = 300
"""So many characters may stand around a fence of Markdown that holds the article: a greeting."""

FEWEST_WORDS, FEWEST_SENTENCES = 15, 2
"""Less in a fence is no article without a heading."""

SENTENCE_END = regex(r"\w[.!?…]['\"”)*_]*(?:\s|$)")
RUNS = regex(r"(?<![\\*])\*{2,3}(?!\*)")
ITEM = regex(r"\s*(?:[-*+]|\d+[.)])\s+")
JSON_START = regex(
    r"\s*[\[{]\s*\"(?:title|content|text|article|body|response|answer|summary|headline|sections|paragraphs|output|slug)\""
    r"\s*:"
)


def json_leftovers(view: SourceView) -> Iterator[Finding]:
    """A text that is one JSON object, or that has its line ends."""
    first = view.blocks[0] if view.blocks else None
    if first and JSON_START.match(first.text):
        yield first.number, first.text.split("\n", 1)[0]
        return
    yield from matches(view, "markup-json")


def fence(view: SourceView) -> Iterator[Finding]:
    """A fence around the whole article, and one whose other half is missing."""
    lines = view.document.body.split("\n")
    start = view.document.body_start
    total = sum(map(len, lines))
    for block in view.fences:
        if block.last < 0 or _is_the_article(lines, block, total):
            yield start + block.first, lines[block.first]


def _is_the_article(lines: list[str], block: Fence, total: int) -> bool:
    """Prose in a fence with next to nothing before and after it; `total` is all characters."""
    language = block.info.lower()
    if language not in MARKDOWN | PLAIN:
        return False
    inside = "\n".join(lines[block.first + 1 : block.last])
    outside = total - sum(map(len, lines[block.first : block.last + 1]))
    allowed = AROUND if language in MARKDOWN else 0
    return outside <= min(allowed, len(inside)) and ("\n#" in "\n" + inside or _is_prose(inside))


def _is_prose(text: str) -> bool:
    sentences = len(SENTENCE_END.findall(text))
    return len(text.split()) >= FEWEST_WORDS and sentences >= FEWEST_SENTENCES


def bold(view: SourceView) -> Iterator[Finding]:
    """Asterisks that readers will see."""
    if "**" not in view.text and "\\*" not in view.text:
        return
    for field in view.document.values(TITLE):
        if field.value.count("**") > 1:
            yield field.number, field.value
    yield from matches(view, "markup-bold")
    yield from _unclosed(view)


def _unclosed(view: SourceView) -> Iterator[Finding]:
    for block in view.blocks:
        # A passage may go on over several lines, but in one of them its marks are odd in number.
        if any(line.count("**") % 2 for line in block.text.split("\n")):
            for first, item in _items(block):
                runs = list(RUNS.finditer(item))
                if len(runs) == 1 and _opens(item, runs[0]):
                    at = first + item.count("\n", 0, runs[0].start())
                    yield at, view.lines[at - 1]


def _items(block: TextBlock) -> Iterator[tuple[int, str]]:
    """A block's list items, or the block itself, each with its first line in the file."""
    first, lines = block.number, list[str]()
    for number, line in enumerate(block.text.split("\n"), block.number):
        if lines and ITEM.match(line):
            yield first, "\n".join(lines)
            first, lines = number, []
        lines.append(line)
    yield first, "\n".join(lines)


def _opens(text: str, run: re.Match[str]) -> bool:
    """Whether a run of asterisks begins something: after a blank, before a letter."""
    before, after = text[: run.start()][-1:], text[run.end() : run.end() + 2]
    return (
        (not before or before.isspace() or before in '([—–"“')
        and after[:1].isalpha()
        and MASK not in after
    )
