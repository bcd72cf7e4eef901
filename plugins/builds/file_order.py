"""The files that Pelican finds, in one order: a plain set gives another in each process."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any


class SortedFiles(set[str]):
    """A set that is walked in the order of its names."""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__()))

    def __ror__(self, others: AbstractSet[Any]) -> SortedFiles:
        """Pelican adds static files to those that texts link to."""
        return SortedFiles({*others, *self})
