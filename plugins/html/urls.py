"""The addresses in HTML, found as a browser finds them and put back without changing the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape

from . import tags
from .elements import ONE_ADDRESS
from .srcset import candidates

SEVERAL = "srcset"


def spans(html: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is one of several) of each address as it is written, in order."""
    for tag in tags.tags(html, bare=False):
        for attribute in () if tag.closing else tag.attributes:
            yield from _addresses(attribute)


def addresses_in(html: str) -> Iterator[str]:
    """Every address that `html` links to or loads, entities resolved, in order."""
    for start, end, _ in spans(html):
        yield unescape(html[start:end]).strip()


def has_sets(html: str) -> bool:
    """Whether a fast look finds any `srcset`; where there is none, it finds none."""
    return SEVERAL in html.lower()


def replaced(html: str, change: Callable[[str], str], *, in_sets_only: bool = False) -> str:
    """`html` with each address as `change` gives it back; only those of `srcset` if so told."""
    if in_sets_only and not has_sets(html):
        return html
    wanted = ((s, e) for s, e, several in spans(html) if several or not in_sets_only)
    return tags.replaced(html, ((start, end, change(html[start:end])) for start, end in wanted))


def _addresses(attribute: tags.Attribute) -> Iterator[tuple[int, int, bool]]:
    if attribute.name in ONE_ADDRESS and attribute.at < attribute.end:
        yield attribute.at, attribute.at + len(attribute.written), False
    elif attribute.name == SEVERAL:
        for candidate in candidates(attribute.written):
            yield attribute.at + candidate.start, attribute.at + candidate.end, True
