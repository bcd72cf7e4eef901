"""Where the transparency page lives: settings of pelicanconf.py, named as Pelican's own are."""

from __future__ import annotations

from ..common.values import dataclass


@dataclass(frozen=True, slots=True)
class TransparencySettings:
    """Every setting, in lower case, its default and what it means."""

    transparency_url: str = "transparency/"
    """Address of the page that counts all articles, below the site's root."""

    transparency_save_as: str = "transparency/index.html"
    """Its file; empty: there is no page."""
