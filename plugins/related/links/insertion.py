"""Links put into HTML, without changing anything else."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .verification import Match


class Link(NamedTuple):
    """A link to be made."""

    start: int
    """In the source, of the words that become the link."""
    end: int
    target: str
    """Id of the article it leads to."""


def insert(source: str, links: Iterable[Link | Match], href: Callable[[str], str]) -> str:
    """`source` with a link around each match; `href` turns a target's id into an address.

    Without the tags that this adds, the result is `source` again, character for character.
    """
    parts: list[str] = []
    at = 0
    for link in links:
        address = html.escape(href(link.target))
        parts += [source[at : link.start], f'<a class="autolink" href="{address}">']
        parts += [source[link.start : link.end], "</a>"]
        at = link.end
    return "".join([*parts, source[at:]])
