"""When a text last changed, by its author's own dates and never by a file's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time


def last_change(
    published: datetime, modified: datetime | None, corrections: Iterable[str]
) -> datetime:
    """The latest of publication, modification and corrections (ISO dates, taken at their midnight).

    Both datetimes know their zone; a correction's day is a day in the zone of `published`.
    """
    days = (date.fromisoformat(day) for day in corrections)
    corrected = [datetime.combine(day, time.min, published.tzinfo) for day in days]
    return max([published, *corrected, *([modified] if modified else [])])
