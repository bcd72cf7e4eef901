"""The geometry of the chart: one bar a year, stacked by role, as plain numbers.

Widths are percentages of the bars' field, heights are in letters (em): the chart narrows with the
screen while its words keep their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .counts import ROLES, Year

ROW = 1.9
"""Height of a year, em."""
BAR = 1.2
"""Height of its bar."""
SPAN = 82.0
"""Length of the longest bar, per cent of the field: its number stands after it."""
SLIVER = 0.8
"""The least width of a segment: one article among thousands is to be seen."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The articles of one year and role."""

    role: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One year."""

    y: float
    """Of its upper edge."""
    middle: float
    segments: tuple[Segment, ...]
    end: float
    """Where the last segment ends, and the number of the whole may begin."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything to be drawn."""

    height: float
    bar: float
    bars: tuple[Bar, ...]
    roles: tuple[str, ...]
    """Those that occur, in the order in which they are stacked."""


def chart_of(years: Sequence[Year]) -> Chart:
    """The chart of `years`, from the first above to the last below."""
    most = max((year.total for year in years), default=0)
    bars = (_bar(year, index, most) for index, year in enumerate(years))
    roles = tuple(role for role in ROLES if any(year.roles[role] for year in years))
    return Chart(_round(ROW * len(years)), BAR, tuple(bars), roles)


def _bar(year: Year, index: int, most: int) -> Bar:
    y = index * ROW + (ROW - BAR) / 2
    segments = tuple(_segments(year, most))
    end = segments[-1].x + segments[-1].width if segments else 0
    return Bar(_round(y), _round(y + BAR / 2), segments, _round(end))


def _segments(year: Year, most: int) -> Iterable[Segment]:
    x = 0.0
    for role in ROLES:
        number = year.roles[role]
        if number:
            width = max(SLIVER, SPAN * number / most)
            yield Segment(role, _round(x), _round(width))
            x += width


def _round(value: float) -> float:
    return round(value, 3)
