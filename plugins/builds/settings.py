"""The options of `BUILDS = {...}` in pelicanconf.py."""

from __future__ import annotations

from ..common.values import dataclass


@dataclass(frozen=True, slots=True)
class BuildsSettings:
    """Every option, its default and what it means."""

    safe: tuple[str, ...] = ()
    """Plugins and Markdown extensions of others, by the names of their modules, whose work on a
    text depends on that text alone: with any other, every text is read in each build."""
