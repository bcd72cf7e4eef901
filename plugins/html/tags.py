"""The tags of a piece of HTML and where they stand, so that one can change and the rest stay.

Read as in the HTML Living Standard 13.2.5: names in any letter case, values in either quotation
mark or in none, `>` inside a value, comments, and elements whose content is no markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from ..common.regex import regex
from .elements import CELLS, OPTIONAL_END, RAW_TEXT, TABLE_FRAME, UNSEEN, VOID

COMMENT = "!--"
"""The name of comments, declarations and processing instructions."""

DEEPEST = 512
"""Elements open at once. Browsers go no deeper either."""
ENDED_BY_NEXT = VOID | OPTIONAL_END
"""Elements that do not nest however often they are begun and not ended."""

# White space is ASCII here; `\s` would take a no-break space for the end of a name.
_NAME = r"[a-zA-Z][^\t\n\f\r />]*+"
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*>?|</(?![a-zA-Z])(?:>|[^>]+>?)"
MARKUP = regex(rf"<(?P<end>/?)(?P<name>{_NAME})|{_COMMENT}", re.DOTALL)

_DULL = r"""[a-zA-Z][^\t\n\f\r /><]*+(?:>| (?:id|class)="[^"<]*">)"""
ATTRIBUTE = regex(
    r"""[\t\n\f\r /]*(?P<name>=?[^\t\n\f\r />=]+|=)"""
    r"""(?:[\t\n\f\r ]*=[\t\n\f\r ]*"""
    r"""(?:"(?P<double>[^"]*)(?:"|\Z)|'(?P<single>[^']*)(?:'|\Z)|"""
    r"""(?P<bare>[^\t\n\f\r "'>][^\t\n\f\r >]*))?)?"""
)
CLOSE = regex(r"[\t\n\f\r /]*>")
IN_SCRIPT = regex(r"<!--|-->|<(?P<end>/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


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
    html: str,
    names: Collection[str] | None = None,
    opaque: Container[str] = RAW_TEXT,
    *,
    bare: bool = True,
) -> Iterator[Tag]:
    """Every tag and comment in order, or the tags with one of `names`.

    What stands in an element of `opaque` is passed over. A tag that the text ends in the middle of
    is none. Without `bare`, which is faster, tags of other names may be left out that have no
    attribute but an ``id`` or a ``class``.
    """
    search = (MARKUP if bare else _not_dull(frozenset(names or ()))).search
    position = 0
    while found := search(html, position):
        tag = tag_of(html, found)
        if tag is None:
            return
        position = tag.end
        if names is None or tag.name in names:
            yield tag
        if tag.name in opaque and not tag.closing:
            position = end_of_raw(html, tag.name, position)


def replaced(html: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """`html` with each (start, end, text) put in; in order, none within another."""
    pieces, position = [], 0
    for start, end, text in changes:
        pieces += [html[position:start], text]
        position = end
    return "".join([*pieces, html[position:]])


def end_of_raw(source: str, name: str, start: int) -> int:
    """Offset of the end tag of `name` whose content begins at `start`, or the end of `source`."""
    if name == "script":
        return _end_of_script(source, start)
    match = _end_tag(name).search(source, start)
    return match.start() if match else len(source)


def begin_of(names: Collection[str]) -> re.Pattern[str]:
    """An expression for a fast look whether a text may have one of these elements at all."""
    letters = "".join(sorted({name[0] for name in names}))
    return regex(rf"<(?=[{letters}])(?:{'|'.join(sorted(names))})\b", re.IGNORECASE)


def is_beyond_repair(html: str) -> bool:
    """Whether a parser that repairs `html` as browsers do would take quadratic time.

    It does where more than `DEEPEST` elements are open at once, or stand astray in tables.
    """
    opened: Counter[str] = Counter()
    depth = astray = 0
    in_cell = True
    for tag in tags(html):
        if tag.name in TABLE_FRAME or tag.name in CELLS:
            in_cell = (tag.name in CELLS) != tag.closing or (tag.name == "table" and tag.closing)
        elif not (in_cell or tag.closing):
            astray += 1
        if tag.closing and opened[tag.name]:
            opened[tag.name] -= 1
            depth -= 1
        elif not tag.closing and tag.name not in ENDED_BY_NEXT and tag.name != COMMENT:
            opened[tag.name] += 1
            depth += 1
        if max(depth, astray) > DEEPEST:
            return True
    return False


def tag_of(html: str, found: re.Match[str]) -> Tag | None:
    """The tag or comment that a match of `MARKUP` begins; None where it never ends."""
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


@lru_cache(maxsize=32)
def _not_dull(names: frozenset[str]) -> re.Pattern[str]:
    """`MARKUP` without tags that have no attribute or a common one, unless their names are given.

    There is no less-than sign in those, so the search goes on behind their own; none of them holds
    what may be no markup.
    """
    every = RAW_TEXT | UNSEEN | names
    letters = "".join(sorted({letter for name in every for letter in (name[0], name[0].upper())}))
    wanted = rf"(?=[{letters}])(?ai:{'|'.join(sorted(every))})(?=[\t\n\f\r />])"
    return re.compile(rf"<(?P<end>/?)(?P<name>(?!{_DULL}){_NAME}|{wanted})|{_COMMENT}", re.DOTALL)


@lru_cache(maxsize=32)
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}(?=[\t\n\f\r />])", re.IGNORECASE)


def _end_of_script(source: str, at: int) -> int:
    """The same for a script, where ``<!-- <script>`` hides an end tag (13.2.5.19 to 13.2.5.31)."""
    escaped = hidden = False
    while match := IN_SCRIPT.search(source, at):
        at = match.end()
        if match.group() == "<!--":
            escaped, at = True, at - 2  # its dashes may be those of ``-->``
        elif match.group() == "-->":
            escaped = hidden = False
        elif not match["end"]:
            hidden = hidden or escaped
        elif hidden:
            hidden = False
        else:
            return match.start()
    return len(source)
