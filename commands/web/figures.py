"""What was measured, as rows of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SHOWN = 20
"""Details shown below the table for one row."""


@dataclass(frozen=True)
class Figure:
    """One row: a figure beside the limit that it must keep."""

    check: str
    subject: str
    figure: str
    limit: str
    ok: bool
    details: tuple[str, ...] = ()
    """What to mend, a line each."""


def none_of(check: str, subject: str, found: Sequence[str], of: str) -> Figure:
    """A row for things that must not be there; `of` says among how many was looked."""
    return Figure(check, subject, f"{len(found)} in {of}", "0", not found, tuple(found))


def at_most(check: str, subject: str, size: float, limit: float, unit: str = "") -> Figure:
    """A row for a size; both numbers in `unit`."""
    shown = f"{size:,.3f}".rstrip("0").rstrip(".")
    return Figure(check, subject, f"{shown} {unit}", f"≤ {limit:,} {unit}", size <= limit)


def table(figures: Sequence[Figure]) -> str:
    """All rows in columns, and below them what to mend."""
    rows = [("check", "subject", "figure", "limit", "ok")]
    rows += [(f.check, f.subject, f.figure, f.limit, "yes" if f.ok else "NO") for f in figures]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    for figure in figures:
        if figure.details:
            lines += ["", f"{figure.check}, {figure.subject}:"]
            lines += [f"  {detail}" for detail in figure.details[:_SHOWN]]
            more = len(figure.details) - _SHOWN
            lines += [f"  … and {more} more"] if more > 0 else []
    return "\n".join(lines)
