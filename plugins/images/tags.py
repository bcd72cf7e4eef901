"""The tags in HTML with their places, found as a browser finds them (HTML Living Standard 13.2.5).

In any letter case, attribute values in either quotation mark or in none, `>` inside a value;
comments, scripts and what else is only text are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

MARKUP = re.compile(
    r"<!--(?:>|->|.*?(?:--!?>|\Z))|<[!?][^>]*(?:>|\Z)|<(?P<tag>/?[a-zA-Z][^\s/>]*)", re.DOTALL
)
ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>][^\s>]*))?)?"""
)
CLOSE = re.compile(r"[\s/]*>")
# `template` is no text, but nothing in it is shown.
TEXT = frozenset("script style textarea title xmp iframe noembed noframes template".split())


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag."""

    name: str
    """In lower case, without the slash."""
    start: int
    end: int
    closes: bool
    attributes: Mapping[str, str]
    """Entities resolved; of two with one name the first counts."""


def tags(html: str, names: Container[str]) -> Iterator[Tag]:
    """Every tag of `html` that has one of `names`, in order."""
    position = 0
    while found := MARKUP.search(html, position):
        position = found.end()
        if not (tag := found["tag"]):
            continue
        name, closes = tag.lstrip("/").lower(), tag[0] == "/"
        attributes: dict[str, str] = {}
        while html[position : position + 1] != ">" and (at := ATTRIBUTE.match(html, position)):
            position = at.end()
            if name in names:
                value = at["double"] or at["single"] or at["bare"] or ""
                attributes.setdefault(at["name"].lower(), unescape(value))
        close = CLOSE.match(html, position)
        position = close.end() if close else len(html)
        if close and name in names:
            yield Tag(name, found.start(), position, closes, attributes)
        if name in TEXT and not closes:
            end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, position)
            position = end.start() if end else len(html)
