"""The patterns and word lists of the rules, read from `residue-rules.toml` and `terms.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .source_view import Finding, SourceView


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A pattern, tried only in lines that hold one of `hints`."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    cased: bool
    """Whether `hints` are in the letters of the text, and not in lower case."""


@cache
def table(name: str) -> dict[str, Any]:
    """The data file ``name.toml`` of this plugin."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def any_of(*names: str) -> str:
    """A pattern for any value of the lists of `terms.toml` called `names`, longer ones first."""
    values = [value for name in names for value in table("terms")[name]]
    return f"(?:{'|'.join(sorted(values, key=len, reverse=True))})"


def _patterns(rule: dict[str, Any]) -> tuple[LinePattern, ...]:
    return tuple(
        LinePattern(
            tuple(each["hints"].split()),
            re.compile("|".join(each["any"]), re.MULTILINE),
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
        for start, end in lines_with(view.text if each.cased else view.folded, each.hints):
            if quotations or not view.line_at(start).lstrip().startswith(">"):
                for match in each.pattern.finditer(view.text, start, end):
                    yield view.line_of(match.start()), match[0]


def lines_with(text: str, hints: Iterable[str]) -> list[tuple[int, int]]:
    """Start and end of each line of `text` that holds one of `hints`, in order."""
    lines: set[tuple[int, int]] = set()
    for hint in hints:
        at = text.find(hint)
        while at >= 0:
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            lines.add((text.rfind("\n", 0, at) + 1, end))
            at = text.find(hint, end)
    return sorted(lines)
