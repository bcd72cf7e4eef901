"""Dates and languages in front matter: what is wrong with one, if anything is."""

from __future__ import annotations

from datetime import date, datetime

from dateutil.parser import parse

from ..common.problems import Fault
from ..common.regex import regex

DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LANGUAGE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ZONES = frozenset({"UTC", "GMT", "Z"})
"""Names of zones that mean the same on every machine."""

# Two that share no part: what a text leaves open would come from the day of the build.
LEAP, PLAIN = datetime(2000, 1, 1), datetime(2011, 12, 2)  # noqa: DTZ001 - never shown

DATE_CURE = "Write it as 2026-11-20 or 2026-11-20 14:30"


def date_fault(text: str) -> Fault | None:
    """What is wrong with `text` as Pelican would read it: not a date, or not a whole one."""
    if day_of(text):
        return None  # most dates, and reading one with dateutil takes long
    written = text.replace("_", " ")  # as pelican.readers does
    try:
        found = [parse(written, default=other, tzinfos=_zone) for other in (LEAP, PLAIN)]
    except _UnknownZoneError:
        message = "names a time zone that machines read differently"
        return message, f"{DATE_CURE}, with the zone as +01:00 behind it."
    except (ValueError, OverflowError):
        return "is not a date", f"{DATE_CURE}."
    if found[0] != found[1]:
        return "leaves out year, month or day, so that it is not a date", f"{DATE_CURE}."
    return None


def language_fault(text: str) -> Fault | None:
    """What is wrong with `text` as a language tag (BCP 47: language, then subtags).

    The language itself is lower case, as it becomes part of addresses and Pelican compares it so.
    """
    if not LANGUAGE.fullmatch(text):
        return "is not a language tag", "Write it as en, pt-BR or zh-Hant (BCP 47)."
    language, hyphen, rest = text.partition("-")
    if language != language.lower():
        cure = f"Write it in lower case: {language.lower()}{hyphen}{rest}."
        return "begins with upper case, so that it would be a language of its own", cure
    return None


def day_of(text: str) -> date | None:
    """The day that `text` names as ``2026-11-20``, and in no other form; None where it does not."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


class _UnknownZoneError(ValueError):
    """A zone's name that dateutil would drop, or read by the machine's own zone."""


def _zone(name: str | None, offset: int | None) -> int | None:
    """What dateutil asks for each time: seconds east of UTC, or None."""
    if name and name.upper() not in ZONES:
        raise _UnknownZoneError(name)
    return 0 if name else offset
