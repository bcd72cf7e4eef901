"""How often each article uses each word, pair and compound, and where: all that ranking reads.

An article's counts depend on that article alone, so they are kept from one build to the next.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..text import fields
from ..text.fields import readings
from ..text.hashing import Keys, pairs_of
from ..text.tokens import is_identifier
from ..text.words import Reader, Reading

if TYPE_CHECKING:
    from ..article import Article


TITLE, TAG, PAIR, TRIPLE = 1, 2, 4, 8
"""Bits of `Counts.flags`: the key stands in the title or in another name of the article; in its
tags; it is of two words; of three."""

MOST_PASSAGES = 64
"""Of one article; those of a longer one are longer."""

QUARTERS = 4
"""Units of `Counts.text` to one use in the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Articles of one language, one row each; entries of a row by ascending key, each key once."""

    starts: NDArray[np.int64]
    """Where each row's entries begin, then their number."""

    keys: Keys

    text: NDArray[np.uint16]
    """Uses in the whole article, weighted by place, in quarters; 0 for a word of the tags
    alone and for three words together, which count for `vectors.RARE_TRIPLE` only."""

    head: NDArray[np.uint8]
    """Uses in what introduces it, the title's weighted."""

    name: NDArray[np.uint8]
    """Uses in the title, other names, summary and headings."""

    code: NDArray[np.uint8]
    flags: NDArray[np.uint8]

    passages: NDArray[np.uint8]
    """Passages that each row's body is cut into, at least 1."""

    uses: NDArray[np.uint8]
    """For each entry, how many passages use it."""

    use_at: NDArray[np.uint32]
    """For each entry, where its uses begin among those of its row."""

    use_starts: NDArray[np.int64]
    """Where each row's uses in passages begin, entry by entry; then their number."""

    use_passage: NDArray[np.uint8]
    use_count: NDArray[np.uint8]

    mark_starts: NDArray[np.int64]
    marks: Keys
    """Keys of the identifiers by which texts cite the row (`marks`)."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rows(self, first: int, last: int) -> Counts:
        """The rows from one to before another; no copy of what they hold."""
        columns: dict[str, Any] = {"passages": self.passages[first:last]}
        for name, ragged in RAGGED.items():
            starts = getattr(self, name)[first : last + 1]
            columns[name] = starts - starts[0]
            columns |= {each: getattr(self, each)[starts[0] : starts[-1]] for each in ragged}
        return Counts(**columns)

    def take(self, rows: NDArray[Any]) -> Counts:
        """Some of the rows, in another order."""
        columns: dict[str, Any] = {"passages": self.passages[rows]}
        for name, ragged in RAGGED.items():
            starts = getattr(self, name)
            widths = starts[rows + 1] - starts[rows]
            places = spans(starts[rows], widths)
            columns[name] = np.concatenate([[0], np.cumsum(widths)])
            columns |= {each: getattr(self, each)[places] for each in ragged}
        return Counts(**columns)

    def entries(self, rows: NDArray[Any]) -> NDArray[np.intp]:
        """Where the entries of some rows are, one row after the other."""
        return spans(self.starts[rows], self.starts[rows + 1] - self.starts[rows])


RAGGED = {
    "starts": ("keys", "text", "head", "name", "code", "flags", "uses", "use_at"),
    "use_starts": ("use_passage", "use_count"),
    "mark_starts": ("marks",),
}
"""Which columns each column of starts cuts into rows."""


def joined(tables: Sequence[Counts]) -> Counts:
    """The rows of all tables, one table after the other."""
    columns: dict[str, Any] = {}
    for field in dataclasses.fields(Counts):
        arrays = [getattr(table, field.name) for table in (EMPTY, *tables)]
        columns[field.name] = _chained(arrays) if field.name in RAGGED else np.concatenate(arrays)
    return Counts(**columns)


def spans(begins: NDArray[Any], widths: NDArray[Any]) -> NDArray[np.intp]:
    """``begin, begin + 1, … begin + width - 1`` for each, one after the other."""
    ends = np.cumsum(widths)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.repeat(begins - ends + widths, widths) + np.arange(total), np.intp)


def _chained(starts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    ends = np.cumsum([0, *(each[-1] for each in starts)])
    parts = [each[:-1] + end for each, end in zip(starts, ends[:-1], strict=True)]
    return np.concatenate([*parts, ends[-1:]]).astype(np.int64)


def _empty() -> Counts:
    zero = np.zeros(1, np.int64)
    none8, none64 = np.zeros(0, np.uint8), np.zeros(0, np.uint64)
    return Counts(
        starts=zero, keys=none64, text=np.zeros(0, np.uint16), head=none8, name=none8, code=none8,
        flags=none8, passages=none8, uses=none8, use_at=np.zeros(0, np.uint32),
        use_starts=zero, use_passage=none8,
        use_count=none8, mark_starts=zero, marks=none64,
    )  # fmt: skip


EMPTY = _empty()
"""No articles."""


LEAD = 120
"""Words of the body that introduce it, gaps counted."""

PASSAGE = 120
"""Words of a passage, gaps counted. 60 and 90 were no better (nDCG@10 .672 to .676, 120: .677)."""

# How often a use counts by where it stands (quarters; rows: fields.TITLE to fields.CODE). In the
# text, code at half or all of the body was worse on three of four sites; the tags say nothing that
# the tag cosine does not.
IN_TEXT = np.array([16, 4, 0, 0, 4, 4, 4, 1], np.uint16)
IN_LEAD = 2
IN_HEAD = np.array([3, 1, 0, 1, 1, 0, 0, 0], np.uint8)
IN_NAME = np.array([1, 1, 0, 1, 1, 0, 0, 0], np.uint8)
RUNNING = [fields.TITLE, fields.BODY]
FLAGS = np.array([TITLE, 0, TAG, TITLE, 0, 0, 0, 0], np.uint8)


@dataclass(frozen=True, slots=True)
class _Uses:
    """Every use of a key in a batch."""

    keys: Keys
    rows: NDArray[np.int32]
    parts: NDArray[np.int8]
    at: NDArray[np.int64]
    """Place in its part."""
    kind: NDArray[np.uint8]
    """`PAIR`, `TRIPLE` or 0."""

    def only(self, kept: Any) -> _Uses:
        return _Uses(
            self.keys[kept], self.rows[kept], self.parts[kept], self.at[kept], self.kind[kept]
        )


def counts_of(articles: Sequence[Article], lang: str) -> Counts:
    """The counts of `articles`, all of one language (any tag), in their order."""
    return joined([counts_in(reading, batch) for batch, reading in readings(articles, lang)])


def counts_in(reading: Reading, batch: Sequence[Article]) -> Counts:
    """The counts of the articles of a batch, of which `fields.parts_of` gave the texts."""
    uses, lengths = _uses(reading)
    order = np.lexsort((uses.keys, uses.rows))
    uses = uses.only(order)
    first = np.concatenate(
        [[True], (uses.keys[1:] != uses.keys[:-1]) | (uses.rows[1:] != uses.rows[:-1])]
    )[: len(uses.keys)]
    begins = np.flatnonzero(first)
    entry = np.cumsum(first) - 1
    rows = uses.rows[begins]
    starts = np.searchsorted(rows, np.arange(len(batch) + 1))
    single = uses.kind != TRIPLE
    in_body = (uses.parts == fields.BODY) & single
    lead = in_body & (uses.at < LEAD)
    number = np.clip(np.rint(lengths / PASSAGE), 1, MOST_PASSAGES).astype(np.uint8)
    marks = [marks_of(article, reading.reader) for article in batch]
    return Counts(
        starts=starts.astype(np.int64),
        keys=uses.keys[begins],
        text=_summed(IN_TEXT[uses.parts] * single + np.uint16(IN_LEAD) * lead, begins, np.uint16),
        head=_summed(IN_HEAD[uses.parts] * single + lead, begins, np.uint8),
        name=_summed(IN_NAME[uses.parts] * single, begins, np.uint8),
        code=_summed((uses.parts == fields.CODE) & single, begins, np.uint8),
        flags=_flags(uses, begins),
        passages=number,
        **_passages(uses.only(in_body), entry[in_body], starts, number, lengths),
        mark_starts=np.cumsum([0, *map(len, marks)]).astype(np.int64),
        marks=np.array([key for keys in marks for key in keys], np.uint64),
    )


def _uses(reading: Reading) -> tuple[_Uses, NDArray[np.int64]]:
    """All uses in a batch, gaps left out, and how many words each article's body has."""
    reader, numbers = reading.reader, reading.numbers
    widths = reader.slots.widths(numbers)
    slots = reader.keys(numbers)
    begins = np.concatenate([[0], np.cumsum(widths)])
    bounds = begins[np.array(reading.bounds)]
    part_of = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    at = np.arange(len(slots)) - bounds[part_of]
    compounds = reader.compounds(numbers)
    of_compounds = np.minimum(begins[:-1], max(len(slots) - 1, 0))
    pairs = pairs_of(slots)
    triples = pairs_of(pairs)
    # Of three words only those of running text: what else is rare and repeated is boilerplate.
    triples = np.where(np.isin(part_of[: len(triples)] % fields.WIDTH, RUNNING), triples, 0)
    found = [slots, pairs, triples, compounds]
    at_first = [np.arange(len(keys)) for keys in found[:-1]]
    places = np.concatenate([*at_first, of_compounds])
    keys = np.concatenate(found).astype(np.uint64)
    kind = np.repeat(np.array([0, PAIR, TRIPLE, 0], np.uint8), [len(keys) for keys in found])
    kept = keys != 0
    places = places[kept]
    uses = _Uses(
        keys[kept],
        (part_of[places] // fields.WIDTH).astype(np.int32),
        (part_of[places] % fields.WIDTH).astype(np.int8),
        at[places],
        kind[kept],
    )
    return uses, np.diff(bounds)[fields.BODY :: fields.WIDTH] - 1


def _summed(values: Any, begins: NDArray[np.intp], dtype: Any) -> Any:
    if not len(begins):
        return np.zeros(0, dtype)
    sums = np.add.reduceat(values, begins, dtype=np.int64)
    return np.minimum(sums, np.iinfo(dtype).max).astype(dtype)


def _flags(uses: _Uses, begins: NDArray[np.intp]) -> NDArray[np.uint8]:
    if not len(begins):
        return np.zeros(0, np.uint8)
    bits = np.where(uses.kind == TRIPLE, np.uint8(0), FLAGS[uses.parts]) | uses.kind
    return np.asarray(np.bitwise_or.reduceat(bits, begins), np.uint8)


def _passages(
    uses: _Uses,
    entry: NDArray[np.int64],
    starts: NDArray[np.intp],
    number: NDArray[np.uint8],
    lengths: NDArray[np.int64],
) -> dict[str, Any]:
    """Bodies cut into passages of one length: how often each has each of its article's entries.

    `entry` is for each of `uses` its place among all entries of the batch, of which the rows begin
    at `starts`.
    """
    parts = number[uses.rows]
    which = np.minimum(uses.at * parts // np.maximum(lengths, 1)[uses.rows], parts - 1)
    cells = (entry * MOST_PASSAGES + which).astype(np.int64)
    found, counts = np.unique(cells, return_counts=True)
    many = np.bincount(found // MOST_PASSAGES, minlength=int(starts[-1]))
    before = np.concatenate([[0], np.cumsum(many)])
    return {
        "uses": many.astype(np.uint8),
        "use_at": (before[:-1] - np.repeat(before[starts[:-1]], np.diff(starts))).astype(np.uint32),
        "use_starts": before[starts].astype(np.int64),
        "use_passage": (found % MOST_PASSAGES).astype(np.uint8),
        "use_count": np.minimum(counts, 255).astype(np.uint8),
    }


def marks_of(article: Article, reader: Reader) -> list[int]:
    """Keys of those among the title and the other names that are identifiers, ascending."""
    names = (name.strip() for name in (article.title, *article.aliases))
    return sorted({_mark(name, reader) for name in names if is_identifier(name)} - {0})


def _mark(name: str, reader: Reader) -> int:
    """The key of one word, one compound or two words; 0 for anything else."""
    numbers = reader.read(name)
    keys = reader.keys(numbers)
    if len(numbers) == 1:
        return int(reader.compounds(numbers)[0] or (keys[0] if len(keys) == 1 else 0))
    pairs = pairs_of(keys).tolist() if len(numbers) == len(keys) else []
    return int(pairs[0]) if len(pairs) == 1 else 0
