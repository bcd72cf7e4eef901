"""Articles and pages as Pelican would have read them, for tests of what is made of them."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from plugins.article import Article as ArticleValue
from plugins.run import Entry

SITEURL = "https://user:word@e.example/repo"


class Article(SimpleNamespace):
    """An article with the attributes that Pelican gives it; the class has Pelican's name."""

    def __init__(self, **given: Any) -> None:
        values = {
            "metadata": {},
            "source": "articles/x.md",
            "url": "x/",
            "title": "X",
            "lang": "en",
            "status": "published",
            "date": datetime(2026, 1, 1, tzinfo=UTC),
            "settings": {"SITEURL": SITEURL},
        }
        super().__init__(**(values | given))
        self.source_path = f"content/{self.source}"

    def get_relative_source_path(self) -> str:
        """As Pelican's."""
        return str(self.source)


class Page(Article):
    """A page; it need not have a date."""


def article(**given: Any) -> ArticleValue:
    """The value of an article."""
    return Entry(Article(**given)).article


def term(name: str, url: str = "") -> Any:
    """An author, tag or category."""
    return SimpleNamespace(name=name, slug=name.lower(), url=url or f"author/{name.lower()}/")
