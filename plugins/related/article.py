"""What the engine knows of an article: plain values, whoever supplies them."""

from __future__ import annotations

import datetime as dt
from hashlib import blake2b
from typing import NamedTuple

from ..common.values import dataclass


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

    content_hash: str = ""
    """Whatever changes when something above does, such as a hash of its source; it may be empty."""


class Source(NamedTuple):
    """A published article before it is read."""

    article: Article
    """What stands beside the text; its summary is HTML too."""
    html: str


def content_hash_of(article: Article) -> str:
    """The hash that the caller gave, or a hash of all that is known of the article."""
    return article.content_hash or article_hash(article)


def source_hash(article: Article, html: str) -> str:
    """The same for the same article, whose text is that HTML."""
    written = f"{article_hash(article)}\0{html}".encode(errors="surrogatepass")
    return blake2b(written, digest_size=16).hexdigest()


def article_hash(article: Article) -> str:
    """The same for the same article."""
    values = [
        article.id, article.title, article.body, article.headings, article.code,
        article.references, article.summary, str(article.date), article.lang, *article.tags,
        "", *article.aliases,
    ]  # fmt: skip
    # With their lengths, so that no two articles are written alike.
    sizes = [len(article.tags), *map(len, values)]
    written = f"{sizes}{''.join(values)}".encode(errors="surrogatepass")
    return blake2b(written, digest_size=16).hexdigest()
