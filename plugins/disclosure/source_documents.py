"""The source of a text as a `Document`, whatever its notation, and the traps in it.

Pelican gives plugins the values mixed with the defaults of the site and of folders; who declared
something, and in which line, stands only in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ..common import keys
from ..common.frontmatter import MARKDOWN, Document, Field, Line, parse
from ..common.problems import Problem, shown_path
from .defaults import Defaults, metadata_texts
from .front_matter_traps import find_traps, traps_in_fields
from .parts.declared import TextPart
from .parts.markers import broken_parts, claims_by_hand
from .parts.syntax import PartBlock, find_parts

COLONS = re.compile("[:\u2236\ufe13\ufe55\uff1a]{2}")
"""What a line that was meant to begin a part has in it, well written or not."""

RST = {".rst"}
HTML = {".html", ".htm"}
RST_FIELD = re.compile(r":(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
HOW_TO_WRITE = {
    **dict.fromkeys(RST, "in the field list under the title, as ‘:{key}: {value}’"),
    **dict.fromkeys(HTML, 'in its head, as ‘<meta name="{key}" content="{value}">’'),
}
"""Where and how a key is written by hand, by the source's ending."""
NOTATIONS = MARKDOWN | frozenset(HOW_TO_WRITE)
"""Endings of the sources whose metadata the kit can read with line numbers."""


def document_of(path: Path, metadata: Mapping[str, Any], html: str, defaults: Defaults) -> Document:
    """The source as its author wrote it.

    For other readers than Markdown it is made from the `metadata` and `html` that Pelican read,
    less what only the defaults supplied.
    """
    if path.suffix.lower() in MARKDOWN:
        return parse(path.read_text(encoding="utf-8-sig"))
    own = fields_by_hand(path)
    fields: dict[str, Field] = {}
    for key in (*keys.OURS, keys.TITLE, keys.SUMMARY, keys.AUTHOR, keys.AUTHORS):
        given = metadata_texts(metadata.get(key.field, ()))
        # Another reader's notation is not known, so a value that is no default is its own.
        inherited = given == defaults.site.get(key.field) if own is None else key.field not in own
        if given and (not key.by_default or not inherited):
            number = own[key.field].number if own and key.field in own else 0
            lines = tuple(Line(number, line) for text in given for line in text.splitlines())
            fields[key.field] = Field(key, lines, (number,))
    return Document(fields, html, 1)


def marked_parts(path: Path, document: Document, html: str) -> tuple[list[TextPart], list[Problem]]:
    """The parts that a Markdown text marks, in its order, and what is wrong with the marks.

    `html` is the text as Pelican read it, in which each part must have kept its element.
    """
    name = shown_path(path)
    problems = claims_by_hand(html, name)
    if path.suffix.lower() not in MARKDOWN or not COLONS.search(document.body):
        return [], problems
    blocks, more = find_parts(document.body, document.body_start, name)
    problems += more or broken_parts(html, blocks, name)
    return [_part(block, blocks) for block in blocks], problems


def _part(block: PartBlock, blocks: Sequence[PartBlock]) -> TextPart:
    kind = "summary box" if block.kind == "summary" else block.kind
    within = "" if block.parent is None else blocks[block.parent].id
    return TextPart(kind, block.role, block.models, block.provider, block.id, within)


def traps_of(path: Path, document: Document | None = None) -> list[Problem]:
    """What goes wrong in the metadata of one source without anybody noticing.

    `document` is what `document_of` made of it, where that has been done already.
    """
    name = shown_path(path)
    if path.suffix.lower() not in MARKDOWN:
        return list(traps_in_fields((fields_by_hand(path) or {}).values(), name))
    try:
        source = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        cure = "Save the file as UTF-8."
        return [Problem(name, 0, "", "", f"is not UTF-8 text (byte {error.start})", cure)]
    return find_traps(source, name, document)


def fields_by_hand(path: Path) -> Mapping[str, Field] | None:
    """The metadata in a reStructuredText or HTML file by lower-case key, with lines.

    None where its notation is not known. Of a value only the first line is given.
    """
    source = path.read_text(encoding="utf-8-sig", errors="replace")
    if path.suffix.lower() in RST:
        return _rst(source)
    reader = _Metas()
    if path.suffix.lower() in HTML:
        reader.feed(source)
        return reader.found
    return None


def _rst(source: str) -> dict[str, Field]:
    """The first field list (docutils: the bibliographic fields), whatever stands above it."""
    found: dict[str, Field] = {}
    for number, line in enumerate(source.splitlines(), 1):
        match = RST_FIELD.match(line)
        if match:
            found[match["key"].lower()] = _field(match["key"], match["value"].strip(), number)
        elif found and line.strip() and not line.startswith((" ", "\t")):
            break
    return found


class _Metas(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Field] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a named meta element."""
        given = dict(attrs)
        name = given.get("name") if tag == "meta" else None
        if name:
            value = (given.get("content") or "").strip()
            self.found[name.lower()] = _field(name, value, self.getpos()[0])


def _field(key: str, value: str, number: int) -> Field:
    return Field(key, (Line(number, value),), (number,))
