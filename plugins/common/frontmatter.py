"""The metadata at the top of a Markdown file, read as Python-Markdown's meta extension reads it.

Pelican gives plugins the values without their lines; errors need lines, and a review is bound to
the text exactly as it stands in the file, so the kit reads the top of each file itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from .problems import Problem
from .regex import regex
from .values import dataclass

MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mdown"})
"""Endings of the sources that Pelican reads as Markdown."""

# The extension's own grammar (markdown/extensions/meta.py), applied after tabs became spaces.
FIELD = regex(r"^ {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
CONTINUATION = regex(r"^ {4,}(?P<value>.*)")
BEGIN = regex(r"^-{3}")
END = regex(r"^(-{3}|\.{3})")
SEPARATOR = regex(r"[,\s]+")
"""Between several values on one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a field: its number in the file (1-based) and what stands on it."""

    number: int
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """A key as first written and every line given to it, wherever that stands."""

    key: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    """Numbers of the lines on which the key itself stands; two or more: it was given twice."""

    @property
    def number(self) -> int:
        """The line of the first occurrence."""
        return self.starts[0]

    @property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(line.value for line in self.lines)


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown source: its fields by lower-case key, and the text below them."""

    fields: dict[str, Field]
    body: str
    """The text after the metadata, LF line ends, without surrounding blank lines."""

    body_start: int
    """Number of the line on which `body` begins, 1-based."""

    fields_end: int = 0
    """Number of the last line of metadata, where one more field can follow; 0: there is none."""

    def text(self, key: str) -> str:
        """The value of `key` (any letter case), or the empty string."""
        field = self.fields.get(key.lower())
        return field.text.strip() if field else ""

    def values(self, key: str) -> tuple[Line, ...]:
        """The non-empty lines of `key`."""
        field = self.fields.get(key.lower())
        return tuple(line for line in field.lines if line.value) if field else ()


def parse(source: str) -> Document:
    """Split a Markdown source into metadata and text.

    The metadata ends at the first blank line, at a line that begins with ``---`` or ``...``, or at
    the first that is neither a field nor a continuation (indented by four spaces or a tab).
    """
    lines = normalized(source).split("\n")
    at = 1 if BEGIN.match(lines[0]) else 0
    found: dict[str, list[tuple[int, str, bool, str]]] = {}
    key = ""
    while at < len(lines):
        line = lines[at].expandtabs(4)
        field = FIELD.match(line)
        more = None if field else CONTINUATION.match(line)
        if not line.strip() or END.match(line):
            at += 1
            break
        if field:
            key = field["key"].lower()
            found.setdefault(key, []).append((at + 1, field["value"].strip(), True, field["key"]))
        elif more and key:
            found[key].append((at + 1, more["value"].strip(), False, ""))
        else:
            break
        at += 1
    last = max((row[0] for rows in found.values() for row in rows), default=0)
    return Document({key: _field(rows) for key, rows in found.items()}, *_body(lines, at), last)


def line_of_key(source: Path, key: str, held: str = "") -> int:
    """The line of a Markdown file where a value of `key` holds `held`; 0: none is known."""
    if source.suffix.lower() not in MARKDOWN:
        return 0
    lines = parse(source.read_text(encoding="utf-8", errors="replace")).values(key)
    return next((line.number for line in lines if held in composed(line.value)), 0)


def normalized(source: str) -> str:
    """`source` without a byte order mark and with LF line ends."""
    return source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def composed(text: str) -> str:
    """`text` in Unicode normalization form C: what looks the same compares the same."""
    return unicodedata.normalize("NFC", text)


def _field(rows: list[tuple[int, str, bool, str]]) -> Field:
    return Field(
        key=rows[0][3],
        lines=tuple(Line(number, value) for number, value, _, _ in rows),
        starts=tuple(number for number, _, start, _ in rows if start),
    )


def _body(lines: list[str], at: int) -> tuple[str, int]:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return "\n".join(lines[at:]).rstrip(), at + 1


def lines_of(metadata: Mapping[str, object], key: str) -> list[str]:
    """What stands under a key of an article's metadata, a value a line."""
    value = metadata.get(key.lower())
    several = value if isinstance(value, (list, tuple)) else [value]
    return [str(line) for line in several if line is not None]


def located(problem: Problem, source: Path) -> Problem:
    """The problem with the line on which its value stands, where the source is Markdown."""
    if source.suffix.lower() not in MARKDOWN:
        return problem
    field = parse(source.read_text(encoding="utf-8-sig")).fields.get(problem.key.lower())
    for line in field.lines if field else ():
        if problem.value in (line.value, *SEPARATOR.split(line.value)):
            return replace(problem, line=line.number)
    return problem
