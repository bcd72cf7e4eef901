"""XML as text, spelled and indented as libxml2 does it.

Texts have line breaks of their own, so elements are indented as lists: of tags, and of whole
elements with their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from ..common.characters import without_forbidden
from ..common.regex import regex

LANG = "xml:lang"
PLAIN = regex("[ !#-%'-;=?-~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]*")
"""A text in which every character stands for itself, between tags and in attributes."""
IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
"""What stands for itself in a text, and not in an attribute."""


def element(tag: str, text: str = "", /, **attributes: str) -> str:
    """An element with a text; attributes that are empty are left out."""
    start = tag
    if attributes:
        start = begin(tag, {name: value for name, value in attributes.items() if value})
    inner = escaped(text)
    return f"<{start}>{inner}</{tag}>" if inner else f"<{start}/>"


def around(start: str, lines: Iterable[str]) -> list[str]:
    """The lines of an element that begins as `begin` says, and in which others stand."""
    return [f"<{start}>", *indented(lines), f"</{start.partition(' ')[0]}>"]


def begin(tag: str, attributes: Mapping[str, str]) -> str:
    """What stands between the angle brackets of a start tag."""
    return tag + "".join(f' {name}="{_quoted(value)}"' for name, value in attributes.items())


def indented(lines: Iterable[str]) -> list[str]:
    """`lines`, one level further in."""
    return [f"  {line}" for line in lines]


def escaped(text: str) -> str:
    """`text` as it stands between tags, less what XML cannot hold."""
    if PLAIN.fullmatch(text):
        return text
    kept = without_forbidden(text).replace("&", "&amp;").replace("<", "&lt;")
    return kept.replace(">", "&gt;").replace("\r", "&#13;")


def document(start: str, within: Iterable[bytes], stylesheet: str = "") -> bytes:
    """The whole file, UTF-8: a root element that begins with `start`, and `within` it other lines.

    `stylesheet` is the address of a CSS file for people who open the file in a browser
    (Associating Style Sheets with XML documents 1.0).
    """
    # References stand for themselves in its value, as in an attribute's.
    told = f'<?xml-stylesheet type="text/css" href="{escape(stylesheet)}"?>'
    before = [
        "<?xml version='1.0' encoding='utf-8'?>",
        *([told] if stylesheet else []),
        f"<{start}>",
    ]
    end = f"</{start.partition(' ')[0]}>\n"
    return b"\n".join(["\n".join(before).encode(), *within, end.encode()])


def _quoted(value: str) -> str:
    if PLAIN.fullmatch(value):
        return value
    written = escaped(value)
    for sign, reference in IN_ATTRIBUTES.items():
        written = written.replace(sign, reference)
    return written
