"""What goes wrong at the top of a Markdown file without anybody noticing: each an error here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateutil.parser import parse as parse_date

from ..common.frontmatter import FIELD, Document, Field, normalized, parse
from ..common.problems import Problem, nearest
from .keys import DISCLOSURE, KIT, PELICAN, SINGLE

DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
DASHED = re.compile(rf"^ {{0,3}}(?P<key>[A-Za-z]+[{DASHES}][A-Za-z{DASHES}-]+)\s*:(?P<value>.*)")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
ADDRESS_KEYS = frozenset({"http", "https", "mailto", "ftp"})
KNOWN = {key.lower(): key for key in (*KIT, *PELICAN)}
CAMEL_AI = re.compile(r"ai[-_]", re.IGNORECASE)

Trap = tuple[int, str, str, str, str]
"""(line, key, value, message, cure)"""


def find_traps(source: str, path: str) -> list[Problem]:
    """Every trap in one Markdown source, in the order of lines. `path` names the file."""
    document = parse(source)
    lines = normalized(source).split("\n")
    top = lines[: document.body_start - 1]
    found = [
        *_short_indents(top),
        *_in_fields(document),
        *_abrupt_end(lines, document),
        *_keys_in_text(document),
    ]
    return [Problem(path, *trap) for trap in sorted(set(found))]


def _in_fields(document: Document) -> Iterator[Trap]:
    for name, field in document.fields.items():
        if CAMEL_AI.match(name) and name not in KNOWN:
            yield _unknown(field)
        if name in SINGLE and len(field.starts) > 1:
            first, again = field.starts[:2]
            value = next((line.value for line in field.lines if line.number == again), "")
            cure = f"Keep one; the other stands in line {first}."
            yield again, field.key, value, "is given twice and holds one value", cure
        if name in ADDRESS_KEYS:
            cure = "Indent each further line of a key by four spaces."
            yield field.number, field.key, field.lines[0].value, "is read as a key of its own", cure
        if name in {"date", "modified"} and not _is_date(field.text):
            cure = "Write it as 2026-11-20 or 2026-11-20 14:30."
            yield field.number, field.key, field.text, "is not a date", cure


def _unknown(field: Field) -> Trap:
    close = nearest(field.key.replace("_", "-"), list(DISCLOSURE))
    offer = f"Did you mean ‘{close}’? " if close else ""
    cure = f"{offer}Known are: {', '.join(DISCLOSURE)}."
    return field.number, field.key, field.lines[0].value, "is not a known AI- key", cure


def _is_date(text: str) -> bool:
    try:
        parse_date(text.replace("_", " "))  # as pelican.readers does
    except (ValueError, OverflowError):
        return False
    return True


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
    cure = (
        "Indent it by four spaces if it continues the key above; else put a blank line before it."
    )
    yield number, "", line.strip(), message, cure


def _blank_above(lines: list[str], number: int) -> bool:
    above = lines[number - 2].strip() if number > 1 else ""
    return not above or set(above) in ({"-"}, {"."})


def _keys_in_text(document: Document) -> Iterator[Trap]:
    """Keys that stand below the metadata, where they are printed as text and claim nothing."""
    fence = ""
    first = True
    for offset, line in enumerate(document.body.split("\n")):
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
    if not known or not (first or (known in KIT and "-" in known)):
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
