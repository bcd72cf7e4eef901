"""Sources that name a site and no page of it: nobody can look there for what was claimed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..common.keys import SOURCES
from .source_view import Finding, View
from .terms import any_of

ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]{}|*`]+", re.IGNORECASE)
NAME = re.compile(any_of("sources"))
FRONT = re.compile(r"/?(?:(?:[a-z]{2}(?:[-_][a-z]{2})?|index\.\w{3,5}|home)/?)?", re.IGNORECASE)
TITLE = re.compile(r"[*_]{2}(?P<name>[^*_:]{3,40}):?[*_]{2}:?\s*$")


def home_pages(view: View) -> Iterator[Finding]:
    """Lines of AI-Sources, or of a section of sources, whose every address is a home page."""
    if "http" not in view.folded:
        return
    for row in view.document.values(SOURCES):
        yield from _only_home(row.number, row.value)
    for first, last in _sections(view):
        for number in range(first, last + 1):
            yield from _only_home(number, view.lines[number - 1])


def _only_home(number: int, line: str) -> Iterator[Finding]:
    found = [address.rstrip(".,;:!?") for address in ADDRESS.findall(line)]
    if found and all(map(_is_home, found)):
        yield number, found[0]


def _is_home(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(FRONT.fullmatch(parts.path)) and not parts.query and not parts.fragment


def _sections(view: View) -> Iterator[tuple[int, int]]:
    """First and last line of each section of sources."""
    ends = [heading.number for heading in view.headings]
    starts = [(h.first, h.text) for h in view.headings]
    starts += [
        (block.number + 1, match["name"])
        for block in view.blocks
        if (match := TITLE.match(block.text.split("\n", 1)[0]))
    ]
    for first, name in starts:
        if NAME.fullmatch(name.strip(" *_:#").lower()):
            after = bisect_left(ends, first)
            yield first, ends[after] - 1 if after < len(ends) else len(view.lines)
