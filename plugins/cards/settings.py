"""The options of `CARDS = {...}` in pelicanconf.py."""

from __future__ import annotations

from collections.abc import Iterator

from ..common.problems import Problem
from ..common.values import dataclass

SCHEMES = ("light", "dark")
KINDS = (".ttf", ".otf", ".woff2")
"""Endings of files of fonts."""


@dataclass(frozen=True, slots=True)
class CardsSettings:
    """Every option, its default and what it means."""

    made: bool = True
    """Whether a site that is built for readers has cards: pictures that other services show beside
    a link to an article, with its title, the site's name and the short disclosure."""

    scheme: str = "light"
    """Whose colours they have: `light` or `dark`."""

    fonts: tuple[str, ...] = ()
    """Fonts for letters that neither the theme's nor those of `LOOK` have, as those of Arabic or
    Japanese: TTF, OTF or WOFF2, as `["theme-own/fonts/NotoNaskhArabic-Regular.ttf"]`. Readers do
    not load them."""


def mistakes(options: CardsSettings) -> Iterator[Problem]:
    """What is wrong with values whose type is right."""
    if options.scheme not in SCHEMES:
        yield problem("['scheme']", options.scheme, "is no scheme", "Write 'light' or 'dark'.")
    for name in options.fonts:
        if not name.lower().endswith(KINDS):
            message = f"is none of {', '.join(KINDS)}"
            yield problem("['fonts']", name, message, "Save the font as one of these.")


def problem(key: str, value: str, message: str, cure: str) -> Problem:
    """A mistake in one of the options."""
    return Problem("pelicanconf.py", 0, f"CARDS{key}", value, message, cure)
