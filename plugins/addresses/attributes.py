"""The addresses in HTML, found as a browser finds them and put back without changing the rest.

Tags and attributes are read as in the HTML Living Standard 13.2.5: in any letter case, values in
either quotation mark or in none, `>` inside a value, comments and scripts left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

SINGLE = frozenset(("href", "src", "poster"))
SEVERAL = "srcset"
START = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<tag>[a-zA-Z][^\s/>]*)", re.DOTALL)
ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>=][^\s/>=]*)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>][^\s>]*))?)?"""
)
CANDIDATE = re.compile(r"[\s,]*(?P<address>\S*[^\s,])(?:\s+[^,]*)?")
SCRIPTS = frozenset(("script", "style"))


def spans(html: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is one of several) of each address as it is written, in order."""
    position = 0
    while found := START.search(html, position):
        position = found.end()
        tag = (found["tag"] or "").lower()
        while tag and (attribute := ATTRIBUTE.match(html, position)):
            position = attribute.end()
            yield from _addresses(attribute)
        if tag in SCRIPTS:
            end = re.compile(rf"</{tag}", re.IGNORECASE).search(html, position)
            position = end.start() if end else len(html)


def addresses_in(html: str) -> Iterator[str]:
    """Every address that `html` links to or loads, entities resolved, in order."""
    for start, end, _ in spans(html):
        yield unescape(html[start:end]).strip()


def replaced(html: str, change: Callable[[str], str], *, in_sets_only: bool = False) -> str:
    """`html` with each address as `change` gives it back; only those of `srcset` if so told."""
    pieces, position = [], 0
    for start, end, several in spans(html):
        if several or not in_sets_only:
            pieces += [html[position:start], change(html[start:end])]
            position = end
    return "".join([*pieces, html[position:]])


def _addresses(attribute: re.Match[str]) -> Iterator[tuple[int, int, bool]]:
    name = attribute["name"].lower()
    group = next((g for g in ("double", "single", "bare") if attribute[g] is not None), "")
    if not group:
        return
    if name in SINGLE:
        yield (*attribute.span(group), False)
    elif name == SEVERAL:
        text = attribute.string
        for candidate in CANDIDATE.finditer(text, *attribute.span(group)):
            yield (*candidate.span("address"), True)
