"""Dates, numbers, lists and names as a language writes them, by CLDR; `locale` is CLDR's name.

English stands here: an English site needs no other language, and to import Babel and read its data
takes 0.02 s, more than anything else that an edit comes to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

ENGLISH = "en_GB"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(when: date, locale: str) -> str:
    """``20 November 2026`` (long form)."""
    if locale == ENGLISH:
        return f"{when.day} {month(when, locale)}"
    from babel.dates import format_date

    return format_date(when, "long", locale=locale)


def day_of_year(when: date, locale: str) -> str:
    """``20 November``."""
    if locale == ENGLISH:
        return f"{when.day} {MONTHS[when.month - 1]}"
    from babel.dates import format_skeleton

    return format_skeleton("MMMMd", when, locale=locale)


def month(when: date, locale: str) -> str:
    """``November 2026``."""
    if locale == ENGLISH:
        return f"{MONTHS[when.month - 1]} {when.year}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", when, locale=locale)


def number(value: int, locale: str) -> str:
    """``1,234``."""
    if locale == ENGLISH:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale)


def share(value: float, locale: str, decimals: int = 0) -> str:
    """``12%``, with at most one decimal."""
    if locale == ENGLISH:
        return f"{Decimal(str(value)):.{decimals}%}"
    from babel.numbers import format_percent

    return format_percent(value, "#,##0.0%" if decimals else None, locale=locale)


def joined(texts: Sequence[str], locale: str) -> str:
    """``facts, quotations and links`` (standard list)."""
    if locale == ENGLISH:
        return " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))
    from babel.lists import format_list

    return format_list(texts, locale=locale)


@cache
def language_names(locale: str) -> Mapping[str, str]:
    """Lower-case BCP 47 tag to name."""
    from babel import Locale

    names = Locale.parse(locale).languages
    return {str(tag).lower().replace("_", "-"): str(name) for tag, name in names.items()}
