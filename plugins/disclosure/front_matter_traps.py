"""What goes wrong at the top of a Markdown file without anybody noticing: each an error here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..common import keys
from ..common.frontmatter import FIELD, Document, Field, normalized, parse
from ..common.keys import Shape
from ..common.problems import Problem, did_you_mean
from ..common.regex import regex
from .dates_and_languages import date_fault, language_fault
from .declared_images import LINE
from .parts.declared import SUMMARY

DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
DASHED = regex(rf"^ {{0,3}}(?P<key>[A-Za-z]+[{DASHES}][A-Za-z{DASHES}-]+)\s*:(?P<value>.*)")
FENCE = regex(r"^ {0,3}(`{3,}|~{3,})")
ADDRESS_KEYS = frozenset({"http", "https", "mailto", "ftp"})
KNOWN = {name.lower(): key for key in keys.EVERY for name in (key, *key.spellings)}
SOLID = {key.field.replace("-", "").removesuffix("s"): key for key in keys.OURS if key != keys.ID}
"""Without hyphens and an ‘s’ at the end; ‘ids’ may well be somebody's own."""
ALMOST = regex(r"^ {0,3}(?P<key>[A-Za-z]+[ _-]?[A-Za-z]+)\s*(?P<sign>[:=]?)\s*(?P<value>.*)")
CAMEL_AI = regex(r"ai[-_]", re.IGNORECASE)

FAULTS = {keys.DATE: date_fault, keys.MODIFIED: date_fault, keys.LANG: language_fault}

Trap = tuple[int, str, str, str, str]
"""(line, key, value, message, cure)"""


def find_traps(source: str, path: str, document: Document | None = None) -> list[Problem]:
    """Every trap in one Markdown source, in the order of lines. `path` names the file.

    `document` is the source as `parse` reads it, where that has been done already.
    """
    document = document or parse(source)
    # No line below the first of the text is looked at here.
    lines = normalized(source).split("\n", document.body_start)[: document.body_start]
    top = lines[: document.body_start - 1]
    found = [
        *_short_indents(top),
        *_in_fields(document),
        *_no_summary(document),
        *_abrupt_end(lines, document),
        *_keys_in_text(document),
    ]
    return [Problem(path, *trap) for trap in sorted(set(found))]


def traps_in_fields(fields: Iterable[Field], path: str) -> list[Problem]:
    """Unknown ``AI-`` keys and values that are none, in any notation."""
    return [Problem(path, *trap) for field in fields for trap in _in_field(field)]


def _in_field(field: Field) -> Iterator[Trap]:
    key = KNOWN.get(field.key.lower())
    if key is None:
        yield from _unknown(field)
    fault = FAULTS[key](field.lines[0].value) if key in FAULTS else None
    if fault:
        yield field.number, field.key, field.lines[0].value, *fault


def _in_fields(document: Document) -> Iterator[Trap]:
    for name, field in document.fields.items():
        yield from _in_field(field)
        shape = KNOWN[name].shape if name in KNOWN else Shape.LINES
        if shape is not Shape.LINES:
            yield from _more_than_one(field, listed=shape is Shape.COMMAS)
        if name in ADDRESS_KEYS:
            cure = "Indent each further line of a key by four spaces."
            yield field.number, field.key, field.lines[0].value, "is read as a key of its own", cure


def _unknown(field: Field) -> Iterator[Trap]:
    """A key that the kit would have read, had it been spelled so."""
    meant = SOLID.get(_solid(field.key), "")
    if CAMEL_AI.match(field.key) or meant in keys.AI:
        offer = did_you_mean(meant or field.key.replace("_", "-"), keys.AI)
        cure = f"{offer}Known are: {', '.join(keys.AI)}."
        yield field.number, field.key, field.lines[0].value, "is not a known AI- key", cure
    elif meant:
        message, cure = "is not a key, and nobody would read it", f"Did you mean ‘{meant}’?"
        yield field.number, field.key, field.lines[0].value, message, cure


def _solid(key: str) -> str:
    """`key` without letter case, hyphens, and an ‘s’ at its end."""
    return re.sub(r"[\W_]", "", key).lower().removesuffix("s")


def _no_summary(document: Document) -> Iterator[Trap]:
    """A summary of another origin that is not there: readers are shown the text's beginning."""
    for line in () if document.text(keys.SUMMARY) else document.values(keys.PARTS):
        match = LINE.fullmatch(line.value)
        if match and match["file"].lower() == SUMMARY:
            message, cure = (
                "declares a summary, and there is none",
                "Write a Summary, or remove it.",
            )
            yield line.number, keys.PARTS, line.value, message, cure


def _more_than_one(field: Field, *, listed: bool) -> Iterator[Trap]:
    """A key whose second line or second occurrence nobody would read."""
    again = field.starts[1] if len(field.starts) > 1 else 0
    more = next((line for line in field.lines[1:] if line.value or line.number == again), None)
    if more is None or (more.number != again and field.key.lower() == keys.SUMMARY.field):
        return  # Pelican joins the lines of a summary
    if more.number == again:
        message, cure = "is given twice", f"Keep one; the other stands in line {field.number}."
    else:
        message = "goes on in a second line"
        cure = "Write all of it on one line" + (", separated by commas." if listed else ".")
    yield more.number, field.key, more.value, f"{message}, and only the first would be read", cure


def _short_indents(top: list[str]) -> Iterator[Trap]:
    """Fields that begin with one to three spaces: nearly always a continuation meant."""
    for number, line in enumerate(top, 1):
        field = FIELD.match(line.expandtabs(4))
        if field and line.startswith(" ") and field["key"].lower() not in ADDRESS_KEYS:
            message = "is read as a key of its own, because its line is indented too little"
            cure = "Indent by four spaces to continue the key above, or not at all for a key."
            yield number, field["key"], field["value"], message, cure


def _abrupt_end(lines: list[str], document: Document) -> Iterator[Trap]:
    """Metadata that stops at a line which is neither a field nor blank."""
    number = document.body_start
    if not document.fields or number > len(lines) or _blank_above(lines, number):
        return
    line = lines[number - 1]
    dashed = DASHED.match(line)
    if dashed and _plain(dashed["key"]).lower() in KNOWN:
        return  # told once, by the dash
    message = "ends the metadata: it is neither a key nor indented by four spaces"
    key, value = _almost(line)
    if key:
        yield number, "", line.strip(), message, f"Write it as a key: ‘{key}: {value}’."
        return
    cure = (
        "Indent it by four spaces if it continues the key above; else put a blank line before it."
    )
    yield number, "", line.strip(), message, cure


def _almost(line: str) -> tuple[str, str]:
    """Key and value of ‘AI Role: x’, ‘AI-Role : x’, ‘AI-Role = x’ or ‘AI-Role x’."""
    match = ALMOST.match(line)
    key = SOLID.get(_solid(match["key"]), "") if match else ""
    if not match or not key or not (match["sign"] or "-" in match["key"]):
        return "", ""
    return key, match["value"].strip()


def _blank_above(lines: list[str], number: int) -> bool:
    above = lines[number - 2].strip() if number > 1 else ""
    return not above or set(above) in ({"-"}, {"."})


def _keys_in_text(document: Document) -> Iterator[Trap]:
    """Keys that stand below the metadata, where they are printed as text and claim nothing."""
    fence = ""
    first = True
    for offset, line in enumerate(document.body.split("\n")):
        if not (":" in line or "`" in line or "~" in line):
            first = False
            continue
        mark = FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and line.strip():
            yield from _key_line(document.body_start + offset, line, first=first)
        first = first and bool(_looks_like_key(line))


def _key_line(number: int, line: str, *, first: bool) -> Iterator[Trap]:
    key, value = _looks_like_key(line) or ("", "")
    known = KNOWN.get(_plain(key).lower(), "")
    # Further down ‘Related: …’ may well be prose; a key of the kit with a hyphen is not.
    if not known or not (first or (known in keys.OURS and "-" in known)):
        return
    if key != _plain(key):
        message = "has a typographic dash, so that it is no key"
        yield number, key, value, message, f"Write it with a plain hyphen: ‘{known}’."
    else:
        message = "stands after the end of the metadata, where it is only text"
        cure = "Move it up, above the first blank line; to print it, put it in a code block."
        yield number, key, value, message, cure


def _looks_like_key(line: str) -> tuple[str, str] | None:
    match = DASHED.match(line) or FIELD.match(line)
    return (match["key"], match["value"].strip()) if match else None


def _plain(key: str) -> str:
    return re.sub(rf"[{DASHES}]", "-", key)
