"""XMP in SVG: RDF in a `metadata` element of the image (XMP part 3, 1.1.8; SVG 2, 5.11).

lxml reads the document and says where the RDF is; it is changed at its place in the text, so that
not one character of the drawing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from ..common.regex import regex
from .image_file import Change, ImageError
from .xmp import RDF, parsed, unwrapped, wrapped

NAMESPACE = "http://www.w3.org/2000/svg"
ROOT, METADATA = f"{{{NAMESPACE}}}svg", f"{{{NAMESPACE}}}metadata"
BEGIN = regex(rb"(?:\xef\xbb\xbf)?\s*+<[?!a-zA-Z]|\xff\xfe<\0|\xfe\xff\0<|<\0\?|\0<\0")
QUOTED = r""""[^"]*"|'[^']*'"""
# Good only for what a parser has found well-formed. Possessive, as hostile input must not make it
# try again and again.
TOKEN = regex(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rf"|<!DOCTYPE(?:[^\[>\"']|{QUOTED})*+"
    rf"(?:\[(?:<!--.*?-->|<\?.*?\?>|{QUOTED}|[^\]\"'])*+\]\s*)?>"
    rf"|<(?P<name>/?[^\s/>!?][^\s/>]*)(?:[^>\"']|{QUOTED})*+>",
    re.DOTALL,
)

LENGTH = regex(r"(?P<number>\+?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?)(?P<unit>[a-zA-Z%]*+)")
PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""Of each unit (CSS Values 3, 6.2); not of those that hang on a font or on the page."""
LARGEST = 2**31
VIEW_BOX = ("min-x", "min-y", "width", "height")


def is_svg(data: bytes) -> bool:
    """Whether `data` begins as XML does."""
    return BEGIN.match(data) is not None


class Span(NamedTuple):
    """Where an element lies in its text; `close` is the start of its end tag."""

    start: int
    close: int
    end: int


def size(data: bytes) -> tuple[int, int]:
    """Width and height in CSS pixels: its own, else those of its `viewBox`; 0 where it has none.

    :raises ImageError: where the file is broken.
    """
    root = _root(data)
    box = [_length(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    box_width, box_height = box[2:] if len(box) == len(VIEW_BOX) else (0.0, 0.0)
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    ratio = box_width / box_height if box_height else 0
    if not (width or height):
        width, height = box_width, box_height
    elif ratio:
        width, height = width or height * ratio, height or width / ratio
    return (round(width), round(height)) if width and height else (0, 0)


def packets(data: bytes) -> Iterator[bytes]:
    """The RDF about the image, each as a packet of its own.

    :raises ImageError: where the file is broken.
    """
    for rdf in _about(_root(data)):
        yield wrapped(_written(rdf))


def rewritten(data: bytes, change: Change) -> bytes:
    """`data` with each packet as `change` gives it back, or with a new one; the rest as it is.

    :raises ImageError: where the file is broken.
    """
    root = _root(data)
    text, encoding = _text(data, root)
    elements, spans = list(root.iter(etree.Element)), _spans(text)
    if len(elements) != len(spans):
        raise ImageError("is an SVG file whose elements cannot be told apart")
    pieces, position = [], 0
    for rdf in _about(root):
        packet, span = wrapped(_written(rdf)), spans[elements.index(rdf)]
        if (changed := change(packet)) != packet:
            pieces += [text[position : span.start], unwrapped(changed)]
            position = span.end
    if next(_about(root), None) is None:
        pieces, position = _with_metadata(text, spans[0], change(None).decode())
    return _encoded("".join([*pieces, text[position:]]), encoding)


def _length(text: str) -> float:
    """A length in CSS pixels; 0 for a share of the page, and for what is none."""
    match = LENGTH.fullmatch(text.strip())
    length = float(match["number"]) * PIXELS.get(match["unit"].lower(), 0) if match else 0
    return length if length < LARGEST else 0


def _root(data: bytes) -> Any:
    root = parsed(data, "SVG")
    if root.tag != ROOT:
        raise ImageError("is XML, but no SVG image")
    return root


def _about(root: Any) -> Iterator[Any]:
    """RDF about the image; that of a symbol or group in it is about something else."""
    for metadata in root.iterchildren(METADATA):
        yield from metadata.iter(RDF)


def _written(rdf: Any) -> str:
    return str(etree.tostring(rdf, encoding="unicode", with_tail=False))


def _text(data: bytes, root: Any) -> tuple[str, str]:
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    try:
        text = data.decode(encoding)
        if text.encode(encoding) == data:
            return text, encoding
    except (UnicodeError, LookupError):
        pass
    raise ImageError(f"is an SVG file in the encoding {encoding}", "Save it in UTF-8.")


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeError:  # the mark that says which Unicode encoding follows: this is none
        return text.replace("\ufeff", "").encode(encoding, "xmlcharrefreplace")


def _spans(text: str) -> list[Span]:
    """The elements of `text` in the order of their start tags."""
    spans: list[Span] = []
    opened: list[int] = []
    for token in TOKEN.finditer(text):
        if not token["name"]:
            continue
        if token["name"].startswith("/"):
            at = opened.pop()
            spans[at] = Span(spans[at].start, token.start(), token.end())
        else:
            spans.append(Span(token.start(), token.end(), token.end()))
            if not token[0].endswith("/>"):
                opened.append(len(spans) - 1)
    return spans


def _with_metadata(text: str, svg: Span, packet: str) -> tuple[list[str], int]:
    """What comes before the rest of the text, and where that begins.

    At the end of the image, for its title should be its first child.
    """
    metadata = f'<metadata xmlns="{NAMESPACE}">{packet}</metadata>'
    if svg.close < svg.end:
        return [text[: svg.close], metadata], svg.close
    name = TOKEN.match(text, svg.start)
    assert name is not None
    return [text[: svg.end - 2], ">", metadata, f"</{name['name']}>"], svg.end
