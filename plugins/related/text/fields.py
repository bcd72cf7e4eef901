"""An article's texts (title, headings, …, code) in one order, read many articles at a time.

A numpy call costs the same for one article as for a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .languages import primary
from .words import TokenStream, tokenizer_of

if TYPE_CHECKING:
    from ..article import Article

TITLE, HEADINGS, TAGS, ALIASES, SUMMARY, BODY, REFERENCES, CODE = range(8)
FIELD_COUNT = 8
"""How many texts an article has."""

KEYPHRASE_FIELDS_END = BODY + 1
"""Keyphrases are looked for in the texts before this one."""


def texts_of(article: Article) -> list[str]:
    """The texts of an article, in the order of the constants; each label a paragraph."""
    labels = "\n\n".join(article.tags), "\n\n".join(article.aliases)
    return [
        article.title, article.headings, *labels, article.summary, article.body,
        article.references, article.code,
    ]  # fmt: skip


AT_ONCE = 100_000
"""Characters read together."""


def token_batches(
    articles: Sequence[Article], lang: str
) -> Iterator[tuple[list[Article], TokenStream]]:
    """Batches of `articles`, all of one language (any tag), each with its texts read.

    A batch's texts are those of `texts_of`, one article after the other.
    """
    tokenizer = tokenizer_of(primary(lang))
    batch: list[Article] = []
    texts: list[str] = []
    size = 0
    for article in articles:
        batch.append(article)
        texts += texts_of(article)
        size += len(article.body) + len(article.code)
        if size >= AT_ONCE:
            yield batch, tokenizer.tokenize_texts(texts)
            batch, texts, size = [], [], 0
    if batch:
        yield batch, tokenizer.tokenize_texts(texts)
