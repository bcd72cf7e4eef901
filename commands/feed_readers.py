"""Find the feed readers that tests use as clients: newsboat, sfeed and rss2email."""

from __future__ import annotations

import shutil
from pathlib import Path

from .debian import Found, install

PROGRAMS = {"newsboat": "newsboat", "sfeed": "sfeed", "r2e": "rss2email"}
"""Command to Debian's package of it."""


def find() -> Found:
    """All of them, the path being that of the first; they are installed where they can be."""
    missing = _missing()
    reason = install(tuple(PROGRAMS[name] for name in missing), "tests of feeds") if missing else ""
    missing = _missing()
    if missing:
        return Found(None, reason or f"no {', '.join(missing)} after installing")
    return Found(Path(shutil.which(next(iter(PROGRAMS))) or ""))


def _missing() -> list[str]:
    return [name for name in PROGRAMS if not shutil.which(name)]
