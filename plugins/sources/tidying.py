"""What browsers take as it is and the standard still does not want, put right without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..common.regex import regex
from ..html.elements import HEADINGS, VOID
from ..html.tags import replaced, tags

HEADING = regex(r"<[hH]([1-6])(?=[\t\n\f\r />])")


def tidied(html: str) -> str:
    """`html` without slashes that end void elements, and with headings that skip no rank."""
    if "/>" in html:
        html = replaced(html, _slashes(html))
    levels = [*map(int, HEADING.findall(html))]
    return replaced(html, _ranks(html)) if [*ranks(levels)] != levels else html


def ranks(levels: Iterable[int]) -> Iterator[int]:
    """The rank of each heading below the text's title, which is an h1, where none is skipped.

    A heading stays below what it was below; an h1 in a text stays one.
    """
    above: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        yield level if level == 1 else len(above) + (above[0] != 1)


def _slashes(html: str) -> Iterator[tuple[int, int, str]]:
    for tag in tags(html, VOID):
        start = tag.attributes[-1].end if tag.attributes else tag.start + 1 + len(tag.name)
        if "/" in html[start : tag.end]:  # behind the last attribute is nothing else but blanks
            yield start, tag.end, ">"


def _ranks(html: str) -> Iterator[tuple[int, int, str]]:
    every = [*tags(html, HEADINGS)]
    new = ranks(int(tag.name[1]) for tag in every if not tag.closing)
    rank = 0
    for tag in every:  # no heading stands in another
        rank = rank if tag.closing else next(new)
        at = tag.start + len("</h" if tag.closing else "<h")
        yield at, at + 1, str(rank)
