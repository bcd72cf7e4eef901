"""Base of dataclasses whose fields are arrays with one row each for the same things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ArrayTable:
    """A table; its columns are the fields of the class that extends this one."""

    def take(self, rows: NDArray[Any]) -> Self:
        """Some of the rows, by their numbers or by flags."""
        return self.mapped(lambda column: column[rows])

    def replaced(self, rows: NDArray[Any], others: Self) -> Self:
        """A copy with the rows of `others` in the place of `rows`."""
        copy = self.mapped(np.copy)
        copy.overwrite(rows, others)
        return copy

    def overwrite(self, rows: NDArray[Any], others: Self) -> None:
        """Put the rows of `others` in the place of `rows`."""
        for field in fields(self):
            getattr(self, field.name)[rows] = getattr(others, field.name)

    def mapped(self, change: Callable[[NDArray[Any]], NDArray[Any]]) -> Self:
        """With every column changed in one way."""
        return type(self)(**{f.name: change(getattr(self, f.name)) for f in fields(self)})

    @classmethod
    def concatenated(cls, tables: Sequence[Self]) -> Self:
        """The rows of at least one table, one table after the other."""
        names = [field.name for field in fields(cls)]
        return cls(**{name: np.concatenate([getattr(t, name) for t in tables]) for name in names})
