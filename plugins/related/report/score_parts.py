"""What a score is made of, for a few pairs, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..engine import Group
    from ..ranking.neighbours import Neighbour

Parts = tuple[tuple[str, float], ...]


def parts_of(group: Group, row: int, near: Sequence[Neighbour]) -> dict[str, Parts]:
    """``id -> parts`` of the article in `row` with each of `near`.

    What is added stands first; then what the sum is multiplied by, each such name with a ×. What
    adds nothing and what changes nothing is left out.
    """
    return {group.articles[n.row].id: _parts(group, row, n.row) for n in near}


def _parts(group: Group, row: int, other: int) -> Parts:
    return tuple(
        (f"× {name}" if factor else name, amount)
        for name, amount, factor in group.ranking.parts(row, other)
        if amount != float(factor)
    )
