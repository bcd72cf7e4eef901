"""An article as texts in one order, so that each word is read once for all that ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..article import Article

TITLE, HEADINGS, TAGS, ALIASES, SUMMARY, BODY, REFERENCES, CODE = range(8)
WIDTH = 8
"""Texts of one article."""

SUBJECTS = BODY + 1
"""Subjects are looked for in the texts before this one."""


def parts_of(article: Article) -> list[str]:
    """The texts of an article, in the order of the constants; each label a paragraph."""
    labels = "\n\n".join(article.tags), "\n\n".join(article.aliases)
    return [
        article.title, article.headings, *labels, article.summary, article.body,
        article.references, article.code,
    ]  # fmt: skip
