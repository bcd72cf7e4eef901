"""The patterns and word lists of the rules, read from `residue-rules.toml` and `terms.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..common.regex import regex
from ..common.values import dataclass
from .source_view import Finding, SourceView


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that a line holds; most texts without it are soon told by what is in it."""

    text: str
    marks: str
    """Its characters that are no small letters and no blanks."""
    words: frozenset[str]
    """Its whole words."""


Hints = tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A pattern, tried only in lines that hold one of `hints`."""

    hints: Hints
    pattern: re.Pattern[str]
    cased: bool
    """Whether `hints` are in the letters of the text, and not in lower case."""


INNER = regex(r"(?<=\W)\w+(?=\W)")


@cache
def table(name: str) -> dict[str, Any]:
    """The data file ``name.toml`` of this plugin."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def any_of(*names: str) -> str:
    """A pattern for any value of the lists of `terms.toml` called `names`, longer ones first."""
    values = [value for name in names for value in table("terms")[name]]
    return f"(?:{'|'.join(sorted(values, key=len, reverse=True))})"


@cache
def words_of(name: str) -> frozenset[str]:
    """Words of which one stands in every text with a value of the list called `name`."""
    return frozenset(table("terms")[f"words_of_{name}"])


def hints_of(texts: Iterable[str]) -> Hints:
    """`texts` as hints."""
    return tuple(
        Hint(
            text,
            "".join({c: "" for c in text if not c.islower() and c != " "}),
            frozenset(INNER.findall(text.lower())),
        )
        for text in texts
    )


def _patterns(rule: dict[str, Any]) -> tuple[LinePattern, ...]:
    return tuple(
        LinePattern(
            hints_of(each["hints"].split()),
            regex("|".join(each["any"]), re.MULTILINE),
            cased=each["hints"] != each["hints"].lower(),
        )
        for each in rule.get("patterns", ())
    )


PATTERNS = {name: _patterns(rule) for name, rule in table("residue-rules").items()}
"""By rule."""


def matches(view: SourceView, rule: str) -> Iterator[Finding]:
    """Every match of the patterns of one rule."""
    quotations = table("residue-rules")[rule].get("in_quotations", True)
    for each in PATTERNS[rule]:
        for start, end in lines_with(view, each.hints, cased=each.cased):
            if quotations or not view.line_at(start).lstrip().startswith(">"):
                for match in each.pattern.finditer(view.text, start, end):
                    yield view.line_of(match.start()), match[0]


def lines_with(view: SourceView, hints: Hints, *, cased: bool = False) -> list[tuple[int, int]]:
    """Start and end of each line that holds one of `hints`, in order.

    In lower case, or with `cased` in the letters of the text.
    """
    text = view.text if cased else view.folded
    lines: set[tuple[int, int]] = set()
    for hint in hints:
        # A word is found in the set, and a character in the text, much faster than a hint.
        if hint.words <= view.words and all(map(text.__contains__, hint.marks)):
            lines.update(_lines_with(text, hint.text))
    return sorted(lines)


def _lines_with(text: str, hint: str) -> Iterator[tuple[int, int]]:
    at = text.find(hint)
    while at >= 0:
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(hint, end)
