"""Adding a declaration or a review to a source file, every other byte as it was."""

from __future__ import annotations

from collections.abc import Iterable

from ...common import keys
from ...common.frontmatter import Document, parse
from ...common.regex import regex

# Lines with their ends, split only where the metadata parser splits: CRLF, CR, LF.
LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class EditError(ValueError):
    """The source cannot take the line; the message says why."""


def add_fields(source: str, fields: Iterable[tuple[str, str]]) -> str:
    """`source` with one more line of metadata for each (key, value), after those it has.

    `source` is the file as read with its own line ends (``newline=""``).
    :raises EditError: where there is no metadata to add to, a key is there already, or the file
        would not be read as it was, with these lines more.
    """
    document = parse(source)
    new = list(fields)
    for key, _ in new:
        field = document.fields.get(key.lower())
        if field:
            raise EditError(f"has {key} in line {field.number} already")
    _require_fields(document)
    after = _insert(source, document.fields_end, [f"{key}: {value}" for key, value in new])
    again = parse(after)
    more = len(again.fields) - len(document.fields)
    added = [(key, again.text(key)) for key, _ in new]
    if added != new or again.body != document.body or more != len(new):
        raise EditError("does not read the same with these lines")
    return after


def add_review(source: str, record: str) -> str:
    """`source` with one more line of `AI-Review`; a declared ``none`` gives way to it.

    :raises EditError: where there is no metadata to add to, or this very record is there.
    """
    document = parse(source)
    _require_fields(document)
    field = document.fields.get(keys.REVIEW.field)
    if field is None:
        return _insert(source, document.fields_end, [f"{keys.REVIEW}: {record}"])
    for line in field.lines:
        if line.value == record:
            raise EditError(f"has this very record in line {line.number} already")
    absent = [line for line in field.lines if line.value.lower() == "none"]
    if absent:
        return _replace(source, absent[0].number, "none", record)
    return _insert(source, field.lines[-1].number, [f"    {record}"])


def _require_fields(document: Document) -> None:
    if not document.fields_end:
        raise EditError("has no metadata; begin the file with a Title")


def _insert(source: str, after: int, new: list[str]) -> str:
    """`source` with lines after line number `after`, ended as that line is."""
    lines = LINE.findall(source)
    text = lines[after - 1].rstrip("\r\n")
    end = lines[after - 1][len(text) :] or "\n"
    lines[after - 1 : after] = [line + end for line in (text, *new)]
    return "".join(lines)


def _replace(source: str, number: int, old: str, new: str) -> str:
    lines = LINE.findall(source)
    line = lines[number - 1]
    at = line.lower().rindex(old)
    lines[number - 1] = line[:at] + new + line[at + len(old) :]
    return "".join(lines)
