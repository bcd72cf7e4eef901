"""When an entry appeared and last changed, by its author's own dates and never by a file's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta


def last_change(
    published: datetime, modified: datetime | None, corrections: Iterable[str]
) -> datetime:
    """The latest of publication, modification and corrections (ISO dates, taken at their midnight).

    Both datetimes know their zone; a correction's day is a day in the zone of `published`.
    """
    days = (date.fromisoformat(day) for day in corrections)
    corrected = [datetime.combine(day, time.min, published.tzinfo) for day in days]
    return max([published, *corrected, *([modified] if modified else [])])


def printable(moment: datetime) -> datetime:
    """`moment` in a zone whose offset RFC 3339 and RFC 5322 can write: one of whole minutes.

    Before zones were standardised, a place's offset had seconds, too.
    """
    odd = (moment.utcoffset() or timedelta()) % timedelta(minutes=1)
    return moment.astimezone(UTC) if odd else moment
