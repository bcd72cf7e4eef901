"""Articles as weighted terms, ready to be multiplied.

All values are multiples of `GRAIN`, so that sums of their products are exact in double precision:
the order in which they are added, and so the order of files, the number of workers and the way by
which a score is reached, leave no trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .counts import PAIR, QUARTERS, TAG, TITLE, TRIPLE, Counts
from .steps import TermWeights

GRAIN = 2.0**-20
LOG = np.log1p(np.arange(1 << 16) / QUARTERS).astype(np.float32)
LOG_WHOLE = np.log1p(np.arange(256)).astype(np.float32)
ONE = LOG_WHOLE[1]

TEXT, HEAD, NAME, CODE, TAGS, TITLE_PART, SPOKEN, RARE_PAIR, RARE_TRIPLE = range(9)
CHANNELS = 9
"""What is known of a term in an article.

Its part in the whole text, in what introduces it (`HEAD`), in title, names, summary and headings
(`NAME`), in the code and in the words of the tags, each a vector of length 1 (terms that no other
article has counted). Its part in the title's squared weights, which sum to 1. Whether it is in the
text, not in the tags alone; whether it is a pair of words that few articles have: 1 or 0.
"""

TITLE_LEAST = 160.0
"""A title of less weight, such as ‘Constants’, is never wholly mentioned: its words are in many
texts that mean something else by them."""

MEASURED = (TEXT, HEAD, NAME, CODE, TAGS, TITLE_PART)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """What the values of each row are divided by: of all its terms, shared or not."""

    channels: NDArray[np.float64]
    """Rows x `MEASURED`; 1 where there is nothing."""

    passages: NDArray[np.float64]
    """For each passage of each row, one row after the other."""

    plain: NDArray[np.bool_]
    """For each row, whether it has no telling term, so that all of its terms count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Rows of articles; of their entries only those that another article could share."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    """Which term of the site; ascending in each row."""

    values: NDArray[np.float32]
    """Entries x `CHANNELS`: side by side, because whoever needs one needs the others."""

    plain: NDArray[np.bool_]

    use_starts: NDArray[np.int64]
    """For each entry, where its uses in passages begin; then their number."""

    use_passage: NDArray[np.uint8]
    use: NDArray[np.float32]
    """The entry's weight in that passage, which is of length 1."""

    def __len__(self) -> int:
        return len(self.starts) - 1


def lengths_of(counts: Counts, columns: NDArray[np.int32], terms: TermWeights) -> Lengths:
    """Measure `counts`; `columns` are the places of its keys in `terms`."""
    number, rows = len(counts), _rows(counts)
    telling = np.where(counts.text > 0, terms.telling[columns], np.float32(0))
    plain = np.bincount(rows, telling, number) == 0
    weight = _weights(columns, rows, plain, terms)
    lengths = np.empty((number, len(MEASURED)))
    for channel in MEASURED:
        squares = _counted(counts, channel, slice(None), columns, terms) * weight
        squares = np.square(squares, dtype=np.float64)
        sums = np.bincount(rows, squares, number)
        title = channel == TITLE_PART
        lengths[:, channel] = np.maximum(sums, TITLE_LEAST) if title else np.sqrt(sums)
    lengths[lengths == 0] = 1
    return Lengths(channels=lengths, passages=_passage_lengths(counts, weight), plain=plain)


def vectors_of(
    counts: Counts,
    columns: NDArray[np.int32],
    terms: TermWeights,
    lengths: Lengths,
    wanted: NDArray[np.bool_] | None = None,
) -> Vectors:
    """Weigh `counts`. With `wanted` (one flag a term) only entries of those terms are kept."""
    number, rows = len(counts), _rows(counts)
    plain = lengths.plain
    triple = counts.flags & TRIPLE > 0
    kept = np.where(triple, terms.rare[columns], terms.shared[columns])
    if plain.any():
        kept |= plain[rows] & (terms.plain[columns] > 0) & ~triple
    if wanted is not None:
        kept &= wanted[columns]
    at = np.flatnonzero(kept)
    rows, columns = rows[at], columns[at]
    weight = _weights(columns, rows, plain, terms)
    values = np.empty((len(at), CHANNELS), np.float32)
    for channel in MEASURED:
        counted = _counted(counts, channel, at, columns, terms) * weight
        if channel == TITLE_PART:
            counted = np.square(counted)
        values[:, channel] = grained(counted / lengths.channels[rows, channel])
    values[:, SPOKEN] = counts.text[at] > 0
    values[:, RARE_PAIR] = terms.rare[columns] & (counts.flags[at] & PAIR > 0)
    values[:, RARE_TRIPLE] = triple[at]
    return Vectors(
        starts=np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=number))]),
        columns=columns,
        values=values,
        plain=plain,
        **_uses(counts, kept, weight, lengths),
    )


def grained(values: Any) -> NDArray[np.float32]:
    """Values from 0 to 1 as multiples of `GRAIN`."""
    return np.asarray(np.rint(np.asarray(values, np.float64) / GRAIN) * GRAIN, np.float32)


def _rows(counts: Counts) -> NDArray[np.int32]:
    return np.repeat(np.arange(len(counts), dtype=np.int32), np.diff(counts.starts))


def _weights(
    columns: NDArray[np.int32],
    rows: NDArray[np.int32],
    plain: NDArray[np.bool_],
    terms: TermWeights,
) -> NDArray[np.float32]:
    telling = terms.telling[columns]
    if not plain.any():
        return telling
    return np.where(plain[rows], terms.plain[columns], telling)


def _counted(
    counts: Counts, channel: int, at: Any, columns: NDArray[np.int32], terms: TermWeights
) -> NDArray[np.float32]:
    """What is counted of entries in a channel, before it is weighed."""
    if channel == TEXT:
        return np.asarray(LOG[counts.text[at]], np.float32)
    if channel == TAGS:
        return np.asarray(ONE * (counts.flags[at] & TAG > 0), np.float32)
    if channel == TITLE_PART:
        titled = (counts.flags[at] & TITLE > 0) & terms.shared[columns]
        return np.asarray(titled, np.float32)
    column = {HEAD: counts.head, NAME: counts.name, CODE: counts.code}[channel]
    return np.asarray(LOG_WHOLE[column[at]], np.float32)


def _passages(counts: Counts) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each use in a passage: (its entry, its passage among all)."""
    owner = np.repeat(np.arange(len(counts)), np.diff(counts.use_starts))
    first = np.concatenate([[0], np.cumsum(counts.passages, dtype=np.int64)])
    return counts.starts[owner] + counts.use_entry, first[owner] + counts.use_passage


def _passage_lengths(counts: Counts, weight: NDArray[np.float32]) -> NDArray[np.float64]:
    entry, passage = _passages(counts)
    squares = np.square(LOG_WHOLE[counts.use_count] * weight[entry], dtype=np.float64)
    lengths = np.sqrt(np.bincount(passage, squares, int(counts.passages.sum(dtype=np.int64))))
    return np.where(lengths > 0, lengths, 1.0)


def _uses(
    counts: Counts, kept: NDArray[np.bool_], weight: NDArray[np.float32], lengths: Lengths
) -> dict[str, Any]:
    entry, passage = _passages(counts)
    mine = np.flatnonzero(kept[entry])
    place = (np.cumsum(kept) - 1)[entry[mine]]
    value = LOG_WHOLE[counts.use_count[mine]] * weight[place] / lengths.passages[passage[mine]]
    many = np.bincount(place, minlength=len(weight))
    return {
        "use_starts": np.concatenate([[0], np.cumsum(many)]),
        "use_passage": counts.use_passage[mine],
        "use": grained(value),
    }
