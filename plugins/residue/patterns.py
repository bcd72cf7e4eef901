"""Rules that are nothing but patterns, and how they are looked for quickly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .source_view import Finding, View

Finder = Callable[[View], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Sought:
    """One pattern, tried only in lines that hold one of `hints`."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    cased: bool
    """Whether `hints` are in the letters of the text, and not in lower case."""


def sought(hints: str, *patterns: str, flags: int = 0) -> Sought:
    """`hints` separated by blanks, in lower case or with letter case; `patterns` alternate."""
    compiled = re.compile("|".join(patterns), flags | re.MULTILINE)
    return Sought(tuple(hints.split()), compiled, cased=hints != hints.lower())


def unquoted(find: Finder) -> Finder:
    """`find` without what stands in a block quotation: a template that is shown, say."""
    return lambda view: (
        (line, what)
        for line, what in find(view)
        if not view.lines[line - 1].lstrip().startswith(">")
    )


def finder(*wanted: Sought) -> Finder:
    """A rule's `find` that gives every match of every pattern."""

    def find(view: View) -> Iterator[Finding]:
        for one in wanted:
            for start, end in lines_with(view.text if one.cased else view.folded, one.hints):
                for match in one.pattern.finditer(view.text, start, end):
                    yield view.line_of(match.start()), match[0]

    return find


def lines_with(text: str, hints: Iterable[str]) -> list[tuple[int, int]]:
    """Start and end of each line of `text` that holds one of `hints`, in order."""
    found: set[tuple[int, int]] = set()
    for hint in hints:
        at = text.find(hint)
        while at >= 0:
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            found.add((text.rfind("\n", 0, at) + 1, end))
            at = text.find(hint, end)
    return sorted(found)
