"""The tags of a piece of HTML and where they stand, so that one can change and the rest stay.

Read as in the HTML Living Standard 13.2.5: names in any letter case, values in either quotation
mark or in none, `>` inside a value, comments, and elements whose content is no markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

COMMENT = "!--"
"""The name of comments, declarations and processing instructions."""

RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

# White space is ASCII here; `\s` would take a no-break space for the end of a name.
START = re.compile(
    r"(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*>?|</(?![a-zA-Z>])[^>]*>?)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"""[\t\n\f\r /]*(?P<name>=?[^\t\n\f\r />=]+|=)"""
    r"""(?:[\t\n\f\r ]*=[\t\n\f\r ]*"""
    r"""(?:"(?P<double>[^"]*)(?:"|\Z)|'(?P<single>[^']*)(?:'|\Z)|"""
    r"""(?P<bare>[^\t\n\f\r "'>][^\t\n\f\r >]*))?)?"""
)
CLOSE = re.compile(r"[\t\n\f\r /]*>")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute with its place; `start` takes in the white space before it."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag, or one comment, from `start` up to `end`."""

    name: str
    closing: bool
    start: int
    end: int
    attributes: tuple[Attribute, ...] = ()

    def get(self, name: str) -> str:
        """The value of an attribute, the first where there are several; else the empty string."""
        return next((a.value for a in self.attributes if a.name == name), "")


def tags(html: str) -> Iterator[Tag]:
    """Every tag and comment in order. One that the text ends in the middle of is none."""
    position = 0
    while found := START.search(html, position):
        position = found.end()
        if found["comment"]:
            yield Tag(COMMENT, closing=False, start=found.start(), end=position)
            continue
        attributes = tuple(_attributes(html, position))
        closed = CLOSE.match(html, attributes[-1].end if attributes else position)
        if not closed:
            return
        position = closed.end()
        tag = Tag(found["name"].lower(), bool(found["end"]), found.start(), position, attributes)
        yield tag
        if tag.name in RAW and not tag.closing:
            end = re.compile(rf"</{tag.name}(?=[\t\n\f\r />])", re.IGNORECASE).search(
                html, position
            )
            position = end.start() if end else len(html)


def _attributes(html: str, position: int) -> Iterator[Attribute]:
    while found := ATTRIBUTE.match(html, position):
        position = found.end()
        groups = (found[group] for group in ("double", "single", "bare"))
        value = next((group for group in groups if group is not None), "")
        yield Attribute(found["name"].lower(), unescape(value), found.start(), position)
