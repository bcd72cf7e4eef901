"""Bytes of a page to an element tree, whatever the bytes."""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
TEXT = etree.XPath("string()", smart_strings=False)
WITH_CLASS = etree.XPath(
    "descendant::*[contains(@class, $name)]"
    "[contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))]"
)
SPECIMENS = etree.XPath(
    "//figure[contains(concat(' ', normalize-space(@class), ' '), ' disclosure-specimen ')]"
    "[figcaption[normalize-space()]]"
)
"""Notices that a page shows to explain them: they are of no text, and their captions say so. One
without a caption is a notice like any other."""
LAST_LINE = 65535
"""libxml2 counts no further; an element that far down has no known line."""


class UnreadableError(Exception):
    """A file that does not parse; `line` is where it stops, 0 where that is not known."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A parsed page."""

    root: Any
    """None: there is nothing in it."""
    stopped: str = ""
    """Why the parser gave up before the end; empty: it did not."""


def parse_page(data: bytes) -> ParsedPage:
    """The tree of a page without its specimens; never raises."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    text = decoded(data).replace("\0", "\ufffd")
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):  # no element at all
        return ParsedPage(None)
    for specimen in SPECIMENS(root):
        specimen.drop_tree()
    fatal = [entry.message for entry in parser.error_log if entry.level_name == "FATAL"]
    return ParsedPage(root, next((message for message in fatal if "depth" in message), ""))


def decoded(data: bytes) -> str:
    """`data` as text: byte order mark, else declared encoding, else UTF-8, else Windows-1252."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = CHARSET.search(data, 0, 4096)
    for encoding in filter(None, (declared and declared[1].decode("ascii", "replace"), "utf-8")):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def line_of(element: Any) -> int:
    """The element's line, 0 where it is not known."""
    line = element.sourceline or 0
    return int(line) if line < LAST_LINE else 0


def collapsed(text: str) -> str:
    """`text` on one line, its white space collapsed."""
    return " ".join(text.split())


def words_of(element: Any, longest: int = sys.maxsize) -> str:
    """The element's text on one line, at most `longest` characters of it."""
    return collapsed(TEXT(element)[: 2 * longest])[:longest]


def with_class(element: Any, name: str, tag: str = "") -> list[Any]:
    """The elements of a class in `element`, or those of them with a tag, in document order."""
    found = WITH_CLASS(element, name=name)
    return [each for each in found if each.tag == tag] if tag else found


def classes(element: Any) -> list[str]:
    """The classes of an element."""
    return str(element.get("class", "")).split()


def language_of(element: Any) -> str:
    """The language of an element's words, a primary subtag: that of the nearest ``lang``."""
    while element is not None and element.get("lang") is None:
        element = element.getparent()
    return "" if element is None else primary_subtag(element.get("lang"))


def primary_subtag(tag: str) -> str:
    """The first subtag of a BCP 47 tag, in lower case."""
    return tag.lower().partition("-")[0]
