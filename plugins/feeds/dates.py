"""Dates as feeds can write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def timestamp(moment: datetime) -> str:
    """`moment` as RFC 3339 wants it, to the second."""
    return moment.isoformat(timespec="seconds")


def printable(moment: datetime) -> datetime:
    """`moment` in a zone whose offset RFC 3339 and RFC 5322 can write: one of whole minutes.

    Before zones were standardised, a place's offset had seconds, too.
    """
    odd = (moment.utcoffset() or timedelta()) % timedelta(minutes=1)
    return moment.astimezone(UTC) if odd else moment
