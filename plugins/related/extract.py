"""A published text read: the article that the engine knows, and the author's links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

from .article import Article
from .links.passages import LazyPassages, Passage
from .links.scan import Anchor, Scan, scan


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """What was read, and is kept for the next build."""

    article: Article
    """With a hash of its source."""
    anchors: tuple[Anchor, ...]
    last_paragraph: int
    """As in `Scan`."""


class ExtractedText(NamedTuple):
    """What was read, and the places of its source."""

    extracted: ExtractedArticle
    passages: Sequence[Passage]
    """Where links may stand."""


def extract(article: Article, html: str, cached: ExtractedArticle | None) -> ExtractedText:
    """What an article's HTML holds; read only if `cached` is not what was found in the same one.

    Of `article` is known what stands beside the text; its summary is HTML too.
    """
    written = repr((*astuple(article), html)).encode(errors="surrogatepass")
    content_hash = blake2b(written, digest_size=16).hexdigest()
    if cached is not None and cached.article.content_hash == content_hash:
        return ExtractedText(cached, LazyPassages(lambda: scan(html).passages))
    found = scan(html)
    extracted = ExtractedArticle(
        _with_text(article, html, found, content_hash), tuple(found.anchors), found.last_paragraph
    )
    return ExtractedText(extracted, found.passages)


def _with_text(article: Article, html: str, found: Scan, content_hash: str) -> Article:
    from ..html.text import sections_of, text_of

    words = sections_of(_without(html, found.references))
    return replace(
        article,
        body=words.body,
        headings=words.headings,
        code=words.code,
        references=text_of("".join(html[start:end] for start, end in found.references)),
        summary=text_of(article.summary),
        content_hash=content_hash,
    )


def _without(source: str, parts: Iterable[tuple[int, int]]) -> str:
    """`source` less the parts, which come in order."""
    kept: list[str] = []
    at = 0
    for start, end in parts:
        kept.append(source[at:start])
        at = end
    return "".join([*kept, source[at:]])
