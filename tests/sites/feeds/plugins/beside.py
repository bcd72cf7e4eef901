"""Stands in for the related plugin: every article names the one on how canvases work."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from pelican import signals


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(relate)


def relate(generators: Iterable[Any]) -> None:
    """Attach what the related plugin attaches."""
    for generator in generators:
        articles = getattr(generator, "articles", [])
        named = [article for article in articles if "canvas" in article.slug]
        for article in articles:
            article.colophon_related = tuple(
                SimpleNamespace(article=other, reason='both on "chips" & <fabs>')
                for other in named
                if other is not article
            )
            related = article.colophon_related
            article.colophon_closing = related[0] if related else None
