"""Where the page of the search lives: settings of pelicanconf.py, named as Pelican's own are."""

from __future__ import annotations

from ..common.values import dataclass


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Every setting, in lower case, its default and what it means."""

    search_url: str = "search/"
    """Address of the page that searches the site, below the site's root."""

    search_save_as: str = "search/index.html"
    """Its file; empty: the site has no search."""
