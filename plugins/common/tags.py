"""The tags of a piece of HTML and where they stand, so that one can change and the rest stay.

Read as in the HTML Living Standard 13.2.5: names in any letter case, values in either quotation
mark or in none, `>` inside a value, comments, and elements whose content is no markup.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from html import unescape
from typing import NamedTuple

from .rawtext import end_of_raw

COMMENT = "!--"
"""The name of comments, declarations and processing instructions."""

RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

# White space is ASCII here; `\s` would take a no-break space for the end of a name.
MARKUP = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*)"
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*>?|</(?![a-zA-Z>])[^>]*>?",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"""[\t\n\f\r /]*(?P<name>=?[^\t\n\f\r />=]+|=)"""
    r"""(?:[\t\n\f\r ]*=[\t\n\f\r ]*"""
    r"""(?:"(?P<double>[^"]*)(?:"|\Z)|'(?P<single>[^']*)(?:'|\Z)|"""
    r"""(?P<bare>[^\t\n\f\r "'>][^\t\n\f\r >]*))?)?"""
)
CLOSE = re.compile(r"[\t\n\f\r /]*>")


class Attribute(NamedTuple):
    """One attribute with its place; `start` takes in the white space before it."""

    name: str
    """In lower case."""
    written: str
    """The value as it stands in the source, without quotation marks."""
    start: int
    at: int
    """Offset of `written`."""
    end: int

    @property
    def value(self) -> str:
        """The value, entities resolved."""
        return unescape(self.written)


class Tag(NamedTuple):
    """One tag, or one comment, from `start` up to `end`."""

    name: str
    """In lower case, without the slash."""
    closing: bool
    start: int
    end: int
    attributes: tuple[Attribute, ...] = ()

    def get(self, name: str) -> str:
        """The value of an attribute, the first where there are several; else the empty string."""
        return next((a.value for a in self.attributes if a.name == name), "")

    def has(self, name: str) -> bool:
        """Whether there is such an attribute, with a value or without."""
        return any(a.name == name for a in self.attributes)


def tags(
    html: str, names: Container[str] | None = None, opaque: Container[str] = RAW
) -> Iterator[Tag]:
    """Every tag and comment in order, or the tags with one of `names`.

    What stands in an element of `opaque` is passed over. A tag that the text ends in the middle of
    is none.
    """
    position = 0
    while found := MARKUP.search(html, position):
        tag = _tag(html, found)
        if tag is None:
            return
        position = tag.end
        if names is None or tag.name in names:
            yield tag
        if tag.name in opaque and not tag.closing:
            position = end_of_raw(html, tag.name, position)


def tag_at(html: str, start: int) -> Tag | None:
    """The tag or comment that begins at `start`; None where none does, or where it never ends."""
    found = MARKUP.match(html, start)
    return _tag(html, found) if found else None


def replaced(html: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """`html` with each (start, end, text) put in; in order, none within another."""
    pieces, position = [], 0
    for start, end, text in changes:
        pieces += [html[position:start], text]
        position = end
    return "".join([*pieces, html[position:]])


def _tag(html: str, found: re.Match[str]) -> Tag | None:
    start, end = found.span()
    if not found["name"]:
        return Tag(COMMENT, closing=False, start=start, end=end)
    attributes = () if html.startswith(">", end) else tuple(_attributes(html, end))
    close = CLOSE.match(html, attributes[-1].end if attributes else end)
    if not close:
        return None
    return Tag(found["name"].lower(), bool(found["end"]), start, close.end(), attributes)


def _attributes(html: str, position: int) -> Iterator[Attribute]:
    while found := ATTRIBUTE.match(html, position):
        start, position = found.span()
        group = found.lastgroup or "name"
        name = found["name"].lower()
        if group == "name":
            yield Attribute(name, "", start, position, position)
        else:
            yield Attribute(name, found[group], start, found.start(group), position)
