"""Where Markdown puts a line: Python-Markdown itself is asked, not imitated.

Fenced, indented and inline code, raw HTML, comments, lists and quotations have rules that no second
reader would get right. So the lines in question are replaced by words that occur nowhere else, the
text is rendered, and where a word comes out its line belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import Any

from ...common.regex import regex
from ...common.stack import same_room
from ...html import elements
from ...html.tags import tags

# What decides how a text falls into blocks; the rest of a site's extensions works inside them.
# Without md_in_html: what stands in HTML is left alone, with the attribute or not.
EXTENSIONS = ("fenced_code", "footnotes", "tables", "def_list", "sane_lists")
CODE = (elements.CODE | elements.RAW_TEXT | {"template"}) - {"noembed", "noframes"}
BEFORE_INLINE, LAST = 21, -100
"""Places among Python-Markdown's tree processors; footnotes come at 50."""

COLONS = regex("[:\u2236\ufe13\ufe55\uff1a]+")


class LineContext(Enum):
    """What becomes of a line."""

    TEXT = auto()
    """Markdown reads it: at the top level, or in a list, a quotation, a footnote, a table."""
    HTML = auto()
    """It stands in raw HTML, where readers see it as it is."""
    HIDDEN = auto()
    """It is code, or in a comment or an attribute: never markup."""


def line_contexts(
    lines: Sequence[str], wanted: Iterable[int], alone: Iterable[int] = ()
) -> dict[int, LineContext]:
    """What becomes of the lines with the indices `wanted`.

    Each of them has colons; only the first of these are replaced, as what stands before them and
    after them (marks of lists, the end of a comment) counts. Those in `alone` are set apart by
    blank lines.
    """
    stem = _unused("colophonpart", lines)
    changed = list(lines)
    for index in wanted:
        changed[index] = COLONS.sub(f"x{stem}{index}x", lines[index], count=1)
    for index in alone:
        changed[index] = f"\n{changed[index]}\n"
    found = dict.fromkeys(wanted, LineContext.HIDDEN)
    word = re.compile(rf"x{stem}(\d+)x")
    for place, text in _rendered("\n".join(changed), stem):
        found.update((int(number), place) for number in word.findall(text))
    return found


def _unused(stem: str, lines: Sequence[str]) -> str:
    while any(stem in line.lower() for line in lines):
        stem += "x"
    return stem


def _rendered(source: str, stem: str) -> list[tuple[LineContext, str]]:
    """The texts with `stem` that Markdown makes of `source`, less what is code."""
    from markdown import Markdown
    from markdown.treeprocessors import Treeprocessor

    kept: list[str] = []

    class Sift(Treeprocessor):  # type: ignore[misc]
        """Leaves inline markup only the texts that matter: the rest would take most of the time."""

        def run(self, root: Any) -> None:
            for node in root.iter():
                node.text = node.text if stem in (node.text or "") else ""
                node.tail = node.tail if stem in (node.tail or "") else ""

    class Keep(Treeprocessor):  # type: ignore[misc]
        """Keeps the words of the tree once blocks and inline markup are in it."""

        def run(self, root: Any) -> None:
            kept.append(_text(root))
            root.clear()

    reader = Markdown(extensions=list(EXTENSIONS))
    reader.treeprocessors.register(Sift(reader), "sift", BEFORE_INLINE)
    reader.treeprocessors.register(Keep(reader), "keep", LAST)
    with same_room():
        reader.convert(source)
    raw = (str(block) for block in reader.htmlStash.rawHtmlBlocks)
    return [
        *((LineContext.HTML, _visible(block)) for block in raw if stem in block),
        *((LineContext.TEXT, text) for text in kept),
    ]


def _text(root: Any) -> str:
    """The words of an element tree, in any order, less what stands in code."""
    pieces, left = [], [root]
    while left:
        node = left.pop()
        pieces.append(node.tail or "")
        if node.tag not in CODE:
            pieces.append(node.text or "")
            left.extend(node)
    return " ".join(pieces)


def _visible(html: str) -> str:
    """The words of raw HTML, less comments, attributes and code."""
    pieces, position, code = [], 0, 0
    for tag in tags(html):
        if not code:
            pieces.append(html[position : tag.start])
        position = tag.end
        if tag.name in CODE:
            code = max(0, code + (-1 if tag.closing else 1))
    return " ".join([*pieces, "" if code else html[position:]])
