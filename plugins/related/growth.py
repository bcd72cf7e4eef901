"""From a term to the longer phrase that it nearly always stands in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .uses import Step, Text, Use, Uses

LONGEST = 5
"""Slots in a phrase: five words with those that link them, or six ideographs."""

TOGETHER = 0.6
"""A term grows by the word beside it if that stands there in so many of its uses, in both texts."""


def grown(texts: tuple[Text, Text], uses: Uses) -> Uses:
    """The uses of the longest phrase around those of a term, in two articles.

    ‘Election’ becomes ‘Federal Election Commission’ where both articles nearly always say so.
    """
    while uses[0][0][1] - uses[0][0][0] < LONGEST:
        wider = _wider(texts, uses, before=True) or _wider(texts, uses, before=False)
        if not wider:
            break
        uses = wider
    return uses


def _wider(texts: tuple[Text, Text], uses: Uses, *, before: bool) -> Uses | None:
    """The uses with the word before or after them, or None where they do not share one."""
    one, other = (
        [text.beside(use, before=before) for use in found]
        for text, found in zip(texts, uses, strict=True)
    )
    step = _common(one, other)
    if not step[0]:
        return None
    return _taken(uses[0], one, step, before=before), _taken(uses[1], other, step, before=before)


def _common(one: list[Step], other: list[Step]) -> Step:
    """The step that is frequent enough in both lists, or (0, 0); at most one can be."""
    step, count = Counter(one).most_common(1)[0]
    often = count >= TOGETHER * len(one) and other.count(step) >= TOGETHER * len(other)
    return step if often else (0, 0)


def _taken(uses: list[Use], beside: list[Step], step: Step, *, before: bool) -> list[Use]:
    return [
        (start - step[1], end) if before else (start, end + step[1])
        for (start, end), found in zip(uses, beside, strict=True)
        if found == step
    ]
