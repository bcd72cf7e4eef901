"""A published text read: the article that the engine knows, and the author's links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import NamedTuple

from .article import Article
from .links.passages import LazyPassages, Passage
from .links.scan import Anchor, Scan, scan


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSource:
    """What an article is read from."""

    id: str
    title: str
    html: str
    summary: str
    """HTML."""
    tags: tuple[str, ...]
    date: dt.date | None
    lang: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """What was read, and is kept for the next run."""

    article: Article
    """With a hash of its source as the key."""
    anchors: tuple[Anchor, ...]
    last_paragraph: int
    """As in `Scan`."""


class ExtractedText(NamedTuple):
    """What was read, and the places of its source."""

    extracted: ExtractedArticle
    passages: Sequence[Passage]
    """Where links may stand."""


def extract(source: ArticleSource, cached: ExtractedArticle | None) -> ExtractedText:
    """What the source holds; nothing is read where `cached` is what was found in the same one."""
    key = _key(source)
    if cached is not None and cached.article.key == key:
        return ExtractedText(cached, LazyPassages(lambda: scan(source.html).passages))
    found = scan(source.html)
    article = _article(source, found, key)
    return ExtractedText(
        ExtractedArticle(article, tuple(found.anchors), found.last_paragraph), found.passages
    )


def _article(source: ArticleSource, found: Scan, key: str) -> Article:
    from ..html.text import sections_of, text_of

    html = source.html
    words = sections_of(_without(html, found.references))
    return Article(
        id=source.id,
        title=source.title,
        body=words.body,
        headings=words.headings,
        code=words.code,
        references=text_of("".join(html[start:end] for start, end in found.references)),
        summary=text_of(source.summary),
        tags=source.tags,
        date=source.date,
        lang=source.lang,
        aliases=source.aliases,
        key=key,
    )


def _key(source: ArticleSource) -> str:
    written = repr(astuple(source)).encode(errors="surrogatepass")
    return blake2b(written, digest_size=16).hexdigest()


def _without(source: str, parts: Iterable[tuple[int, int]]) -> str:
    """`source` less the parts, which come in order."""
    kept: list[str] = []
    at = 0
    for start, end in parts:
        kept.append(source[at:start])
        at = end
    return "".join([*kept, source[at:]])
