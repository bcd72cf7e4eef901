"""Whether HTML is so plainly right that no parser has to look at it, as what Markdown makes is.

What passes is read without a parse error by HTML Living Standard 13.2; what does not may be right
all the same. Elements end with end tags of their own, stand where nothing ends them early, and have
no rules of their own; the rest is for the parser.
"""

from __future__ import annotations

import re
from html.entities import html5

from ..common.regex import regex
from ..html import elements as el

_ATTRIBUTES = r"""(?:[ \n]++[a-z][a-z0-9:-]*+(?:="[^"<]*+"|='[^'<]*+')?)*+[ \n]*+/?"""
_COMMENT = r"!--(?!-?>)(?:[^<-]|-(?!-))*+-->"
TAG = regex(rf"<(?:(/?)([a-z][a-z0-9]*+)({_ATTRIBUTES})>|{_COMMENT})[\t\n\f\r ]*+([^<]?)", re.ASCII)
"""Groups: end, name, attributes, the first character of text behind; for comments the last only."""

NAME = regex(r"""([a-z][a-z0-9:-]*+)(?:="[^"]*+"|='[^']*+')?""")
REFERENCE = regex(r"&(#?\w+;)?")
NUMBER = regex(r"#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")
CHARACTERS = (range(0x20, 0x7F), range(0xA0, 0xD800), range(0x10000, 0x1FFFE))
"""Most of those that a number may refer to."""

DEEPEST = 100
"""Where elements nest deeper, it is for the parser to say whether that is too deep."""

_CHILDREN = {
    "table": "caption colgroup thead tbody tfoot",
    "tr": "td th",
    "dl": "dt dd",
    "ruby": "rt rp",
}
PARENTS = {child: {parent} for parent, names in _CHILDREN.items() for child in names.split()} | {
    "col": {"colgroup"},
    "tr": {"thead", "tbody", "tfoot"},
    "li": {"ul", "ol", "menu"},
}
"""Elements that end another, or are moved, unless they stand in one of these."""

OTHERS = (
    (el.IN_PARAGRAPH | el.HOLDS_PARAGRAPHS | el.HEADINGS)
    - el.SPECIALLY_PARSED
    - el.IN_TABLE
    - PARENTS.keys()
    - (el.VOID_TO_PARSERS - el.VOID)
    - {"body", "rb"}
) | {"p", "summary", "figcaption"}
"""Elements that may stand in any that is not part of a table's frame."""


def is_plainly_right(html: str) -> bool:
    """Whether no parser needs to look; `html` is without forbidden characters."""
    if not all(map(_is_reference, REFERENCE.findall(html))):
        return False
    tags = TAG.findall(html)
    return len(tags) == html.count("<") and _nest(tags)


def _is_reference(name: str) -> bool:
    found = NUMBER.fullmatch(name)
    if not found:
        return name in html5
    code = int(found[1]) if found[1] else int(found[2], 16)
    return any(code in characters for characters in CHARACTERS)


def _nest(tags: list[tuple[str, str, str, str]]) -> bool:
    """Whether each end tag ends the element that began last, and all stand where they may."""
    opened = ["div"]
    for end, name, attributes, text in tags:
        if end:
            if attributes or opened.pop() != name or not opened:
                return False
        elif name:
            if not _may_stand(name, opened) or (attributes and not _are_right(name, attributes)):
                return False
            if name not in el.VOID:
                opened.append(name)
        if text and opened[-1] in el.TABLE_FRAME:
            return False
    return len(opened) == 1


def _may_stand(name: str, opened: list[str]) -> bool:
    """Whether an element may begin in those that are `opened`, and ends none of them."""
    parent = opened[-1]
    if len(opened) > DEEPEST or ("p" in opened and name not in el.IN_PARAGRAPH):
        return False
    if name in PARENTS:
        return parent in PARENTS[name]
    if (name in el.UNNESTABLE and name in opened) or {name, parent} <= el.HEADINGS:
        return False
    return name in OTHERS and parent not in el.TABLE_FRAME


def _are_right(name: str, attributes: str) -> bool:
    """Whether each stands there once, and only a void element ends with a slash."""
    names = NAME.findall(attributes)
    return len(names) == len(set(names)) and (name in el.VOID or not attributes.endswith("/"))
