"""The source of a text as a `Document`, whatever its notation, and the traps in it.

Pelican gives plugins the values mixed with the defaults of the site and of folders; who declared
something, and in which line, stands only in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from ..common import keys
from ..common.files import Source
from ..common.frontmatter import MARKDOWN, Document, Field, Line, parse
from ..common.problems import Problem
from ..common.regex import regex
from ..common.values import dataclass
from .defaults import Defaults, metadata_texts
from .front_matter_traps import find_traps, traps_in_fields
from .parts.declared import TextPart
from .parts.markers import broken_parts
from .parts.syntax import PartBlock, find_parts

OTHER_COLONS = "\u2236\ufe13\ufe55\uff1a"
COLONS = regex(f"[:{OTHER_COLONS}]{{2}}")
"""What a line that was meant to begin a part has in it, well written or not."""

RST = {".rst"}
HTML = {".html", ".htm"}
RST_FIELD = regex(r":(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
HOW_TO_WRITE = {
    **dict.fromkeys(RST, "in the field list under the title, as ‘:{key}: {value}’"),
    **dict.fromkeys(HTML, 'in its head, as ‘<meta name="{key}" content="{value}">’'),
}
"""Where and how a key is written by hand, by the source's ending."""
NOTATIONS = MARKDOWN | frozenset(HOW_TO_WRITE)
"""Endings of the sources whose metadata the kit can read with line numbers."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What one source says by itself, whatever else is on the site."""

    document: Document | None
    """Of Markdown; else None."""
    own: Mapping[str, Field] | None
    """The metadata of another notation by lower-case key; None where it is not known."""
    traps: tuple[Problem, ...]
    """What goes wrong in its metadata without anybody noticing."""


def facts_of(source: Source, ending: str, path: str) -> SourceFacts:
    """Read one source; `ending` is that of its file in lower case, `path` names it in problems."""
    if ending not in MARKDOWN:
        own = fields_by_hand(source.unmarked, ending)
        return SourceFacts(None, own, tuple(traps_in_fields((own or {}).values(), path)))
    document = parse(source.unmarked)
    if source.broken_at >= 0:
        message = f"is not UTF-8 text (byte {source.broken_at})"
        return SourceFacts(
            document, None, (Problem(path, 0, "", "", message, "Save the file as UTF-8."),)
        )
    return SourceFacts(document, None, tuple(find_traps(source.unmarked, path, document)))


def document_of(
    own: Mapping[str, Field] | None, metadata: Mapping[str, Any], html: str, defaults: Defaults
) -> Document:
    """A source in another notation than Markdown, as its author wrote it.

    It is made from the `metadata` and `html` that Pelican read, less what only the defaults
    supplied; `own` is what stands in the file, where its notation is known.
    """
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


def marked_parts(document: Document, html: str, path: str) -> tuple[list[TextPart], list[Problem]]:
    """The parts that a Markdown text marks, in its order, and what is wrong with the marks.

    `html` is the text as Pelican read it, in which each part must have kept its element; `path`
    names the file in problems.
    """
    if not _has_colons(document.body):
        return [], []
    blocks, problems = find_parts(document.body, document.body_start, path)
    problems = problems or broken_parts(html, blocks, path)
    return [_part(block, blocks) for block in blocks], problems


def _has_colons(text: str) -> bool:
    # A character is looked for much faster than the pattern.
    others = any(colon in text for colon in OTHER_COLONS)
    return bool(COLONS.search(text)) if others else "::" in text


def _part(block: PartBlock, blocks: Sequence[PartBlock]) -> TextPart:
    kind = "summary box" if block.kind == "summary" else block.kind
    within = "" if block.parent is None else blocks[block.parent].id
    return TextPart(kind, block.role, block.models, block.provider, block.id, within)


def fields_by_hand(source: str, ending: str) -> Mapping[str, Field] | None:
    """The metadata in a reStructuredText or HTML text by lower-case key, with lines.

    `ending` is that of its file in lower case; None where its notation is not known. Of a value
    only the first line is given.
    """
    if ending in RST:
        return _rst(source)
    reader = _Metas()
    if ending in HTML:
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
