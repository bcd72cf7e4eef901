"""One number for how close two articles are, from all that speaks for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from .idf import rounded_down
from .row_changes import NO_ROW, RowChanges
from .similarity import PassageSimilarity, TextSimilarity
from .sparse_rows import SparseRows, sparse_rows, summed
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

    tags: SparseRows
    """Articles x tags: ln(articles / articles with the tag), over `SCALE`."""

    tag_names: tuple[str, ...]
    """In the order of the columns."""

    tag_scale: float
    """What shared tags have to outweigh, over `SCALE` squared."""

    days: Numbers
    """Date as a day number; NaN where there is none."""

    citations: SparseRows
    """`citations.evidence`."""

    def differing(self, old: Metadata, changes: RowChanges) -> NDArray[np.intp]:
        """Rows of articles that stayed and whose tags or citations weigh something else now."""
        number, stayed = len(self.citations), changes.old_rows != NO_ROW
        rows = np.where(stayed, np.arange(number), NO_ROW)
        was, then = _among(old.citations, changes.new_rows, number)
        cells, now = _among(self.citations, rows, number)
        cells, differences = summed(np.append(was, cells), np.append(then, -now))
        changed = np.zeros(number, bool)
        changed[cells[differences != 0] // max(number, 1)] = True
        weights = dict(zip(old.tag_names, _tag_weights(old.tags), strict=True))
        weigh = zip(self.tag_names, _tag_weights(self.tags), strict=True)
        other_weight = np.array([weights.get(name) != weight for name, weight in weigh], bool)
        changed[self.tags.owners()[other_weight[self.tags.columns]]] = True
        return np.flatnonzero(changed & stayed)


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
    days = np.array([a.date.toordinal() if a.date else math.nan for a in articles], np.float64)
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
    cited, tags = metadata.citations.at(rows, others), _shared_tags(metadata.tags, rows, others)
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


def _shared_tags(tags: SparseRows, rows: NDArray[Any], others: NDArray[Any]) -> Numbers:
    """The squared weights of the tags that both articles of a pair have, summed."""
    entries, many = tags.entries(rows)
    pair = np.repeat(np.arange(len(rows)), many)
    theirs = tags.at(others[pair], tags.columns[entries])
    return np.asarray(np.bincount(pair, tags.values[entries] * theirs, len(rows)), np.float64)


def _among(
    citations: SparseRows, new_rows: NDArray[Any], number: int
) -> tuple[NDArray[np.int64], Numbers]:
    """(cell, value) of the citations between rows that are there under new numbers."""
    rows, others = new_rows[citations.owners()], new_rows[citations.columns]
    kept = (rows != NO_ROW) & (others != NO_ROW)
    return rows[kept].astype(np.int64) * number + others[kept], citations.values[kept]


def _near(apart: Numbers, scale: float) -> Numbers:
    return np.nan_to_num(np.exp(-apart / scale))


def _tag_weights(tags: SparseRows) -> list[float]:
    """What each tag weighs."""
    found = np.zeros(tags.width)
    found[tags.columns] = tags.values
    weights: list[float] = found.tolist()
    return weights


def _tags(articles: Sequence[Article]) -> tuple[SparseRows, tuple[str, ...]]:
    """A tag weighs the more the fewer articles have it."""
    tagged = [sorted({tag.casefold() for tag in article.tags}) for article in articles]
    document_frequency = Counter(tag for tags in tagged for tag in tags)
    column = {tag: number for number, tag in enumerate(sorted(document_frequency))}
    number = 1 + int(rounded_down(len(articles)))
    rounded = rounded_down(list(document_frequency.values())).tolist()
    weight = {
        tag: max(math.log(number / (1 + n)), 0) / SCALE
        for tag, n in zip(document_frequency, rounded, strict=True)
    }
    data = quantized([weight[tag] for tags in tagged for tag in tags]).astype(np.float64)
    columns = [column[tag] for tags in tagged for tag in tags]
    owners = np.repeat(np.arange(len(articles)), [len(tags) for tags in tagged])
    found = sparse_rows(owners, np.array(columns, np.int32), data, len(articles), len(column))
    return found, tuple(column)
