"""Whether each part still ends where Markdown ended it, once a browser has read the page.

An author's stray ``</section>`` would end a part early, and an unclosed table would draw the rest
of the page into it: words would be told to come from who did not write them. Only HTML written by
hand can do so, so only texts that hold some are looked at; html5lib builds the tree that browsers
build (HTML Living Standard 13.2.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

END = re.compile("\x02part-end-([0-9]+)\x03")
BY_HAND = re.compile("<[a-zA-Z/]")


def end_of(number: int) -> str:
    """What stands at the end of a part while Markdown is rendered."""
    return f"\x02part-end-{number}\x03"


def has_html(source: str) -> bool:
    """Whether a text may hold HTML written by hand."""
    return bool(BY_HAND.search(source))


def enclosed(html: str, attribute: str, marks: dict[str, int]) -> set[int]:
    """The parts whose element ends where it should.

    `attribute` names what elements are marked with, `marks` maps its values to the parts' numbers.
    """
    import html5lib

    tree = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    return set(_enclosed(tree, attribute, marks))


def _enclosed(tree: Any, attribute: str, marks: dict[str, int]) -> Iterator[int]:
    for element in tree.iter():
        number = marks.get(element.get(attribute, "")) if isinstance(element.tag, str) else None
        if number and _last_text(element).rstrip().endswith(end_of(number)):
            yield number


def _last_text(node: Any) -> str:
    """The text with which an element ends, however deep it stands."""
    while len(node):
        node = node[-1]
        if node.tail and node.tail.strip():
            return str(node.tail)
    return node.text or ""
