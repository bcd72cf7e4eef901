"""Addresses that a chat tool handed out, and sources that name a site and no page of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..common.keys import SOURCES
from ..common.regex import regex
from .patterns import any_of, hints_of, lines_with
from .source_view import Finding, SourceView

HINTS = hints_of(("utm_", "referrer=", "ref=", "source=", "src="))
TRACKING = regex(
    lambda: (
        r"[?&;](?:utm_(?:source|medium|campaign|content)|referr?er|ref|source|src)="
        r"(?:https?(?::|%3a)(?:/|%2f){2})?(?:www\.)?"
        # Without a domain these are names of other parameters, too; utm_source then has a tool.
        rf"(?:(?<=utm_source=){any_of('address_tools')}(?:[-_]?ai)?"
        rf"|(?:{any_of('address_tools')}|you)\.(?:com|ai|google\.com|microsoft\.com))"
        r"(?=$|[\s&#;)>\]\"'|*_,.])"
    ),
    re.MULTILINE,
)
BEFORE = regex(r"[^\s()<>\[\]\"']*$")
LONGEST = 100
"""So much of the address before the parameter is shown."""

ADDRESS = regex(r"https?://[^\s<>\"'()\[\]{}|*`]+", re.IGNORECASE)
NAME = regex(lambda: any_of("sources"))
FRONT = regex(r"/?(?:(?:[a-z]{2}(?:[-_][a-z]{2})?|index\.\w{3,5}|home)/?)?", re.IGNORECASE)
TITLE = regex(r"[*_]{2}(?P<name>[^*_:]{3,40}):?[*_]{2}:?\s*$")


def tracking(view: SourceView) -> Iterator[Finding]:
    """‘?utm_source=chatgpt.com’ and its like, with the address it stands in."""
    for first, last in lines_with(view, HINTS):
        for match in TRACKING.finditer(view.folded, first, last):
            start = match.start()
            before = BEFORE.search(view.text[max(start - LONGEST, first) : start])
            address = before[0] if before else ""
            yield view.line_of(start), address + view.text[start : match.end()]


def home_pages(view: SourceView) -> Iterator[Finding]:
    """Lines of AI-Sources, or of a section of sources, whose every address is a home page."""
    if "http" not in view.folded:
        return
    for row in view.document.values(SOURCES):
        yield from _only_home(row.number, row.value)
    for first, last in _sections(view):
        for number in range(first, last + 1):
            yield from _only_home(number, view.lines[number - 1])


def _only_home(number: int, line: str) -> Iterator[Finding]:
    addresses = [address.rstrip(".,;:!?") for address in ADDRESS.findall(line)]
    if addresses and all(map(_is_home, addresses)):
        yield number, addresses[0]


def _is_home(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(FRONT.fullmatch(parts.path)) and not parts.query and not parts.fragment


def _sections(view: SourceView) -> Iterator[tuple[int, int]]:
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
