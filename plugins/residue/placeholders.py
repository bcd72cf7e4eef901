"""Places that were left for the author to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..common.regex import regex
from .patterns import any_of, matches
from .source_view import Finding, SourceView

BRACKET = regex(r"\[(?<![\]!\\\w]\[)(?P<inside>[^\[\]\n^]{2,80})\](?![(\[:])")
REFERENCE = regex(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)

TO_DO = regex(
    lambda: (
        rf"{any_of('fill')} \S"
        rf"|.{{2,60}} {any_of('fill_last')}$"
        rf"|{any_of('whose')} \w+(?:[ /-]\w+){{0,4}}$"
        rf"|{any_of('of_what')}\b.{{1,50}}"
        rf"|{any_of('open')}(?!\w).{{0,60}}"
    )
)
NAMED = regex(lambda: any_of("things"))


def brackets(view: SourceView) -> Iterator[Finding]:
    """‘[Your Name]’, ‘[insert year]’, ‘{{company_name}}’, and no link, note or task."""
    if "[" in view.text:
        names = REFERENCE.findall(view.folded) if "]:" in view.folded else ()
        defined = {" ".join(name.split()) for name in names}
        for match in BRACKET.finditer(view.text):
            inside = match["inside"].strip()
            if " ".join(inside.lower().split()) not in defined and _is_to_fill(inside):
                yield view.line_of(match.start()), match[0]
    yield from matches(view, "placeholder-bracket")


def _is_to_fill(inside: str) -> bool:
    return bool(TO_DO.match(inside.lower()) or NAMED.fullmatch(inside))
