"""Articles from JSON lines, one object a line: the input of the two commands."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..common.regex import regex
from .article import Article
from .text.light_markup import PlaceKind, split

REQUIRED = {"id": str, "title": str, "tags": list, "date": str, "text": str}
OPTIONAL = {"aliases": list, "summary": str, "lang": str}
DATE = regex(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class CorpusError(Exception):
    """A line that cannot be read; the message names the file and the line."""


def load(path: Path, *, lang: str = "en") -> dict[str, tuple[Article, str]]:
    """Read ``id -> (article, its text as given)`` from a file of JSON lines, gzipped or not.

    `lang` is the language of a line that states none. Keys not in the contract are ignored.
    Raises CorpusError for a file or line that is not what it should be.
    """
    found: dict[str, tuple[Article, str]] = {}
    for number, line in _lines(path):
        where = f"{path}, line {number}"
        row = _row(line, where)
        if row["id"] in found:
            raise CorpusError(f"{where}: the id ‘{row['id']}’ is that of an earlier line")
        found[row["id"]] = (article_of(row, lang), row["text"])
    return found


def article_of(row: dict[str, Any], lang: str) -> Article:
    """One checked row as an article."""
    words = split(row["text"])
    return Article(
        id=row["id"],
        title=row["title"].strip(),
        body=f"{words[PlaceKind.BODY]}\n\n{words[PlaceKind.QUOTATION]}",
        headings=words[PlaceKind.HEADINGS],
        code=words[PlaceKind.CODE],
        references=words[PlaceKind.REFERENCES],
        summary=row.get("summary") or "",
        tags=_strings(row["tags"]),
        date=_date(row["date"] or ""),
        lang=row.get("lang") or lang,
        aliases=_strings(row.get("aliases") or ()),
    )


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that hold anything; from 1."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CorpusError(f"{path}: cannot be read: {reason}") from error


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{where}: this is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise CorpusError(f"{where}: a {type(row).__name__} stands where an object should")
    for key, kind in REQUIRED.items():
        if key not in row:
            raise CorpusError(f"{where}: the key ‘{key}’ is missing")
        if not isinstance(row[key], kind) and not (key == "date" and row[key] is None):
            raise CorpusError(_wrong(where, key, row[key], kind))
    for key, kind in OPTIONAL.items():
        if row.get(key) is not None and not isinstance(row[key], kind):
            raise CorpusError(_wrong(where, key, row[key], kind))
    return row


def _wrong(where: str, key: str, value: object, kind: type) -> str:
    return f"{where}: ‘{key}’ is a {type(value).__name__}, and should be a {kind.__name__}"


def _strings(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


def _date(written: str) -> dt.date | None:
    """The day, or None where the text names none: a wrong date costs closeness, not the run."""
    match = DATE.match(written)
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
