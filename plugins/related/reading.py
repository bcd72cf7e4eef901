"""What is read in an article, from it alone: plain values, the same in any batch and process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..common.values import dataclass
from .article import Article, Source
from .keyphrases.extraction import Keyphrases, keyphrases_in
from .links.encoding import Codes, EncodedNames, encode
from .links.passages import PassagePlaces, places_array
from .links.scan import Anchor, Scan, scan
from .ranking.term_counts import ArticleTerms, count_batch
from .text.fields import token_batches
from .text.languages import primary


@dataclass(frozen=True, slots=True)
class TextReading:
    """What ranking and reasons need of an article."""

    terms: ArticleTerms
    keyphrases: Keyphrases


@dataclass(frozen=True, slots=True)
class PageText:
    """What finding links needs of an article's HTML; after an edit, of few articles."""

    codes: Codes
    """As in `EncodedText`."""
    passages: PassagePlaces
    """Where links may stand."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What lists and links need of every article's HTML."""

    names: EncodedNames
    anchors: tuple[Anchor, ...]
    last_paragraph: int
    """As in `Scan`."""


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """What a site needs of a published article. Holds neither its id nor anything of others."""

    text: TextReading
    page: PageReading
    page_text: PageText


def read_articles(sources: Sequence[Source]) -> list[ArticleReading]:
    """The reading of each; many at once cost less than one by one."""
    scans = [scan(source.html) for source in sources]
    articles = [_with_text(*each) for each in zip(sources, scans, strict=True)]
    encoded = [encode(*each) for each in zip(articles, (s.texts for s in scans), strict=True)]
    return [
        ArticleReading(
            text,
            PageReading(names, tuple(found.anchors), found.last_paragraph),
            PageText(codes, places_array(found.places)),
        )
        for text, (names, codes), found in zip(read_texts(articles), encoded, scans, strict=True)
    ]


def read_texts(articles: Sequence[Article]) -> list[TextReading]:
    """What ranking and reasons need of each."""
    rows: dict[str, list[int]] = {}
    for row, article in enumerate(articles):
        rows.setdefault(primary(article.lang), []).append(row)
    found: dict[int, TextReading] = {}
    for lang, mine in rows.items():
        found |= zip(mine, _read_language([articles[row] for row in mine], lang), strict=True)
    return [found[row] for row in range(len(articles))]


def _read_language(articles: Sequence[Article], lang: str) -> Iterator[TextReading]:
    for batch, stream in token_batches(articles, lang):
        terms, keyphrases = count_batch(stream, batch).articles(), keyphrases_in(stream)
        yield from map(TextReading, terms, keyphrases)


def _with_text(source: Source, found: Scan) -> Article:
    from ..html.text import sections_of, text_of

    article, html = source
    words = sections_of(_without(html, found.references))
    return replace(
        article,
        body=words.body,
        headings=words.headings,
        code=words.code,
        references=text_of("".join(html[start:end] for start, end in found.references)),
        summary=text_of(article.summary),
    )


def _without(source: str, parts: Iterable[tuple[int, int]]) -> str:
    """`source` less the parts, which come in order."""
    kept: list[str] = []
    at = 0
    for start, end in parts:
        kept.append(source[at:start])
        at = end
    return "".join([*kept, source[at:]])
