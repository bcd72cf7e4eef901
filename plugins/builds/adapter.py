"""Where builds meet Pelican: its texts, its generator of articles and its writer, less wasteful.

Each is a subclass that does the same: same bytes, same signals, same messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pelican import contents, generators

from ..run import Entry, Run
from .addresses import AddressValues
from .archives import Listed, in_order_of


class _Addressed(contents.Content):  # type: ignore[misc]  # Pelican ships no types
    """A text whose address costs no more than what its pattern names."""

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        pattern = str(self.settings[f"{klass or type(self).__name__}_{key}".upper()])
        try:
            return pattern.format_map(AddressValues(self))
        except (LookupError, ValueError):  # a pattern with `path`, or a wrong one
            return str(super()._expand_settings(key, klass))


class Article(contents.Article, _Addressed):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's; named as it is, for Pelican makes names of settings of it."""


class Page(contents.Page, _Addressed):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's; the same."""


class ArticlesGenerator(generators.ArticlesGenerator):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's, with archives in time that grows with the articles, not with their square."""

    def _build_period_archives(
        self, sorted_articles: list[Any], articles: list[Any], settings: Any
    ) -> Any:
        archives = super()._build_period_archives(sorted_articles, (), settings)
        periods = [period for several in archives.values() for period in several]
        listed = in_order_of(articles, (period["dates"] for period in periods))
        for period, its in zip(periods, listed, strict=True):
            period["articles"] = its
        return archives


def prepare(run: Run) -> None:
    """A build reads each template once: nobody edits one in the meantime."""
    run.settings["JINJA_ENVIRONMENT"] = {"auto_reload": False, **run.settings["JINJA_ENVIRONMENT"]}


def take_generator(_run: Run, generator: Any) -> None:
    """Make Pelican's generator of articles ours; that of another plugin stays its own."""
    if type(generator) is generators.ArticlesGenerator:
        generator.__class__ = ArticlesGenerator


def take_texts(_run: Run, entries: Iterable[Entry]) -> None:
    """Make Pelican's texts ours, now that its caches have kept them as they were."""
    ours = {contents.Article: Article, contents.Page: Page}
    for entry in entries:
        kind = type(entry.content)
        entry.content.__class__ = ours.get(kind, kind)


def list_articles(run: Run) -> None:
    """Prepare the lists that Pelican searches for each of its pages."""
    generator = run.article_generator
    generator.tags.update({tag: Listed(its) for tag, its in generator.tags.items()})
    generator.categories = [(term, Listed(its)) for term, its in generator.categories]
    generator.authors = [(term, Listed(its)) for term, its in generator.authors]
