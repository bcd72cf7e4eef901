"""Numbers as readers of a language write them (CLDR)."""

from __future__ import annotations

from dataclasses import dataclass

from ..wording.catalogue import LOCALES, SOURCE

PERCENT = 0.01


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes numbers in one language."""

    language: str = SOURCE
    """BCP 47 tag of the words around them."""

    def count(self, number: int) -> str:
        """``1,234``."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self._locale)

    def share(self, part: int, whole: int) -> str:
        """``12%``; below one per cent with a decimal, as little is not nothing."""
        from babel.numbers import format_percent

        share = part / whole if whole else 0
        if 0 < share < PERCENT:
            return format_percent(max(share, PERCENT / 10), "#,##0.0%", locale=self._locale)
        return format_percent(share, locale=self._locale)

    @property
    def _locale(self) -> str:
        return LOCALES.get(self.language, self.language)
