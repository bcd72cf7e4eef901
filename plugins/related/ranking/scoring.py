"""One number for how close two articles are, from all that speaks for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .idf import rounded_down
from .row_changes import RowChanges
from .similarity import PassageSimilarity, TextSimilarity
from .vectors import quantized
from .weights import Weights

if TYPE_CHECKING:
    from ..article import Article

FADE_DAYS = 365
"""In so many days closeness in time fades to 1/e, and more slowly in `SLOW_FADE_DAYS`."""

SLOW_FADE_DAYS = 1500

LEAST_PASSAGE_COSINE = 0.1
"""Cosine of a passage with a whole article from which it begins to say something."""

DIGITS = 5
"""Scores are rounded to so many places."""

SCALE = 16.0
"""Weights of tags are below this: ln of the number of articles."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of articles apart from their words: tags, dates, citations."""

    tags: Any
    """csr_array (articles x tags, float64): ln(articles / articles with the tag), over `SCALE`."""

    tag_names: tuple[str, ...]
    """In the order of the columns."""

    tag_scale: float
    """What shared tags have to outweigh, over `SCALE` squared."""

    days: Numbers
    """Date as a day number; NaN where there is none."""

    citations: Any
    """`citations.evidence`."""

    def differing(self, old: Metadata, changes: RowChanges) -> NDArray[np.intp]:
        """Rows of articles that stayed and whose tags or citations weigh something else now."""
        kept = changes.kept
        rows = changes.old_rows[kept]
        was_cited = old.citations[rows][:, rows]
        cited = (self.citations[kept][:, kept] != was_cited).sum(axis=1) > 0
        weights = dict(zip(old.tag_names, _maxima(old.tags), strict=True))
        now = zip(self.tag_names, _maxima(self.tags), strict=True)
        other_weight = np.array([weights.get(name) != weight for name, weight in now], bool)
        # By the entries there are: those of a tag that all articles have are 0.
        owners = np.repeat(np.arange(self.tags.shape[0]), np.diff(self.tags.indptr))
        tagged = np.bincount(owners, other_weight[self.tags.indices], self.tags.shape[0]) > 0
        return np.asarray(kept[np.ravel(cited) | tagged[kept]])


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A kind of evidence, and what it does for the closeness of pairs; one number a pair."""

    name: str
    """In plain words."""

    amount: Numbers
    factor: bool = False
    """Whether the sum of the others is multiplied by it."""


def metadata_of(articles: Sequence[Article], citations: Any) -> Metadata:
    """The metadata of `articles`, one row each."""
    days = np.array([a.date.toordinal() if a.date else math.nan for a in articles])
    scale = (math.log(int(rounded_down(len(articles))) + 1) + 1) / SCALE
    return Metadata(*_tags(articles), scale**2, days, citations)


def score_parts(
    texts: TextSimilarity,
    passages: PassageSimilarity | None,
    metadata: Metadata,
    pairs: tuple[NDArray[Any], NDArray[Any]],
    weights: Weights,
) -> list[ScorePart]:
    """What the closeness of pairs (rows, others) is made of: first sums, then factors.

    Without `passages`, which cost most, it is what whole texts say.
    """
    rows, others = pairs
    cited = np.asarray(metadata.citations[rows, others]).ravel()
    shared = metadata.tags[rows].multiply(metadata.tags[others]).sum(axis=1)
    tags = np.asarray(shared).ravel()
    apart = np.abs(metadata.days[rows] - metadata.days[others])
    rare = weights.rare_pairs * np.log1p(texts.rare_pairs)
    rare += weights.rare_triples * np.log1p(texts.rare_triples)
    sums = [
        ("words", texts.text),
        ("citations", cited),
        ("titles", weights.mention * texts.mention),
        ("words of the tags", weights.tag_words * texts.tag_words),
        ("code", weights.code * texts.code),
    ]
    factors = [
        ("rare phrases", np.exp(rare)),
        ("tags", 1 + weights.tags * tags / (tags + metadata.tag_scale)),
        ("same year", 1 + weights.year * _near(apart, FADE_DAYS)),
        ("same years", 1 + weights.years * _near(apart, SLOW_FADE_DAYS)),
    ]
    if passages:
        sums += [
            ("passages on its subject", weights.passage_head * passages.head),
            ("a passage on its title", weights.passage_name * passages.name),
        ]
        like = (1 + passages.text / LEAST_PASSAGE_COSINE) ** weights.passage_text
        factors += [("a passage like it", like)]
    parts = [ScorePart(*part) for part in sums]
    return parts + [ScorePart(*part, factor=True) for part in factors]


def score_of(parts: Sequence[ScorePart]) -> Numbers:
    """The scores of pairs, from 0 to about 6: the sums added, times the factors."""
    score = np.zeros(len(parts[0].amount))
    for part in parts:
        score = score * part.amount if part.factor else score + part.amount
    return np.round(score, DIGITS)


def _near(apart: Numbers, scale: float) -> Numbers:
    return np.nan_to_num(np.exp(-apart / scale))


def _maxima(matrix: Any) -> list[float]:
    """The greatest value of each column."""
    found: list[float] = np.ravel(matrix.max(axis=0).toarray()).tolist() if matrix.nnz else []
    return found or [0.0] * matrix.shape[1]


def _tags(articles: Sequence[Article]) -> tuple[Any, tuple[str, ...]]:
    """A tag weighs the more the fewer articles have it."""
    tagged = [sorted({tag.casefold() for tag in article.tags}) for article in articles]
    document_frequency = Counter(tag for tags in tagged for tag in tags)
    column = {tag: number for number, tag in enumerate(sorted(document_frequency))}
    number = 1 + int(rounded_down(len(articles)))
    weight = {
        tag: max(math.log(number / (1 + int(rounded_down(n)))), 0) / SCALE
        for tag, n in document_frequency.items()
    }
    data = quantized([weight[tag] for tags in tagged for tag in tags]).astype(np.float64)
    columns = [column[tag] for tags in tagged for tag in tags]
    starts = np.cumsum([0, *map(len, tagged)])
    found = sparse.csr_array((data, columns, starts), shape=(len(articles), len(column)))
    return found, tuple(column)
