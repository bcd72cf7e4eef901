"""What the engine knows of an article: plain values, whoever supplies them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text. All texts are words: no markup, entities resolved."""

    id: str
    """Unique on the site, and stable: it decides between equals, so that order never does."""

    title: str

    body: str
    """The text without headings, code and references."""

    headings: str = ""
    code: str = ""

    references: str = ""
    """What stands in sections that list sources."""

    summary: str = ""
    tags: tuple[str, ...] = ()
    date: dt.date | None = None

    lang: str = "en"
    """Language tag (BCP 47). Articles with different primary subtags are never related."""

    aliases: tuple[str, ...] = ()
    """Other names of this article's subject, as its author gave them."""
