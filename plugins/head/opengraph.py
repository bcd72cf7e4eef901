"""Open Graph (ogp.me): how a link to the page looks where people share it."""

from __future__ import annotations

import locale

from ..common.regex import regex
from .page_data import HeadPage, HeadSite

TERRITORY = regex(r"[a-z]{2,3}_[A-Z]{2}")


def properties(page: HeadPage, site: HeadSite) -> tuple[tuple[str, str], ...]:
    """(property, content) in the order in which they are printed; nothing that is empty."""
    stated = [
        ("og:type", "article" if page.text else "website"),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", page.url),
        ("og:site_name", site.name),
        ("og:locale", locale_of(page.language)),
    ]
    if page.shared:
        stated += [
            ("og:image", page.shared.url),
            ("og:image:type", page.shared.type),
            ("og:image:width", str(page.shared.width or "")),
            ("og:image:height", str(page.shared.height or "")),
            ("og:image:alt", page.shared.alt),
        ]
    if page.text:
        stated += [
            ("article:published_time", page.text.published.isoformat(timespec="seconds")),
            ("article:modified_time", page.text.updated.isoformat(timespec="seconds")),
        ]
    return tuple((name, content) for name, content in stated if content)


def locale_of(language: str) -> str:
    """``language_TERRITORY`` for a language tag, by the C library's customary territory.

    Empty where there is none: the protocol has no form for a language alone.
    """
    usual = locale.normalize(language.replace("-", "_")).partition(".")[0]
    return usual if TERRITORY.fullmatch(usual) else ""
