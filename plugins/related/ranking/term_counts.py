"""How often each article uses each word, pair and compound, and where: all that ranking reads.

An article's counts depend on that article alone, so they are kept from one build to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass, names_of
from ..array_table import ArrayTable, chained, ranges
from ..text import fields
from ..text.hashing import Keys, pair_keys
from ..text.tokens import is_identifier
from ..text.words import Tokenizer, TokenStream

if TYPE_CHECKING:
    from ..article import Article


IN_TITLE_OR_ALIAS, IN_TAGS, PAIR, TRIPLE = 1, 2, 4, 8
"""Bits of `TermCounts.flags`: the key stands in the title or in another name of the article; in its
tags; it is of two words; of three."""

MOST_PASSAGES = 64
"""Of one article; those of a longer one are longer."""

QUARTERS = 4
"""One use in the body is so many units of `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTerms:
    """The counts of one article: the columns of its row in `TermCounts`."""

    keys: Keys
    text: NDArray[np.uint16]
    head: NDArray[np.uint8]
    name: NDArray[np.uint8]
    code: NDArray[np.uint8]
    flags: NDArray[np.uint8]
    uses: NDArray[np.uint8]
    use_passage: NDArray[np.uint8]
    use_count: NDArray[np.uint8]
    identifiers: Keys
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCounts:
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

    use_starts: NDArray[np.int64]
    """Where each row's uses in passages begin, entry by entry; then their number."""

    use_passage: NDArray[np.uint8]
    use_count: NDArray[np.uint8]

    identifier_starts: NDArray[np.int64]
    identifiers: Keys
    """Keys of the names by which texts cite the row: see `identifier_keys`."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rows(self, first: int, last: int) -> TermCounts:
        """Rows `first` up to, not including, `last`; no copy of what they hold."""
        columns: dict[str, Any] = {"passages": self.passages[first:last]}
        for name, ragged in RAGGED.items():
            starts = getattr(self, name)[first : last + 1]
            columns[name] = starts - starts[0]
            columns |= {each: getattr(self, each)[starts[0] : starts[-1]] for each in ragged}
        return TermCounts(**columns)

    def take(self, rows: NDArray[Any]) -> TermCounts:
        """Some of the rows, in another order."""
        columns: dict[str, Any] = {"passages": self.passages[rows]}
        for name, ragged in RAGGED.items():
            starts = getattr(self, name)
            widths = starts[rows + 1] - starts[rows]
            places = ranges(starts[rows], widths)
            columns[name] = np.concatenate([[0], np.cumsum(widths)])
            columns |= {each: getattr(self, each)[places] for each in ragged}
        return TermCounts(**columns)

    def use_begins(self) -> NDArray[np.int32]:
        """For each entry, where its uses in passages begin."""
        return np.cumsum(self.uses, dtype=np.int32) - self.uses

    def articles(self) -> Iterator[ArticleTerms]:
        """The rows, each by itself and holding nothing of the others."""
        bounds = [getattr(self, starts).tolist() for starts in RAGGED]
        for row, passages in enumerate(self.passages.tolist()):
            columns = {
                name: getattr(self, name)[where[row] : where[row + 1]].copy()
                for where, names in zip(bounds, RAGGED.values(), strict=True)
                for name in names
            }
            yield ArticleTerms(passages=passages, **columns)

    def entries(self, rows: NDArray[Any]) -> NDArray[np.intp]:
        """Where the entries of some rows are, one row after the other."""
        return ranges(self.starts[rows], self.starts[rows + 1] - self.starts[rows])


RAGGED = {
    "starts": ("keys", "text", "head", "name", "code", "flags", "uses"),
    "use_starts": ("use_passage", "use_count"),
    "identifier_starts": ("identifiers",),
}
"""For each column of starts, the columns it divides into rows."""


def table_of(articles: Sequence[ArticleTerms]) -> TermCounts:
    """The counts of articles, a row each."""
    columns: dict[str, Any] = {"passages": np.array([a.passages for a in articles], np.uint8)}
    for starts, names in RAGGED.items():
        for name in names:
            arrays = [getattr(NO_ARTICLES, name), *(getattr(a, name) for a in articles)]
            columns[name] = np.concatenate(arrays)
        lengths = [len(getattr(a, names[0])) for a in articles]
        columns[starts] = np.cumsum([0, *lengths], dtype=np.int64)
    return TermCounts(**columns)


def concatenated(tables: Sequence[TermCounts]) -> TermCounts:
    """The rows of all tables, one table after the other."""
    columns: dict[str, Any] = {}
    for name in names_of(TermCounts):
        arrays = [getattr(table, name) for table in (NO_ARTICLES, *tables)]
        columns[name] = chained(arrays) if name in RAGGED else np.concatenate(arrays)
    return TermCounts(**columns)


def _empty() -> TermCounts:
    zero = np.zeros(1, np.int64)
    none8, none64 = np.zeros(0, np.uint8), np.zeros(0, np.uint64)
    return TermCounts(
        starts=zero, keys=none64, text=np.zeros(0, np.uint16), head=none8, name=none8, code=none8,
        flags=none8, passages=none8, uses=none8, use_starts=zero, use_passage=none8,
        use_count=none8, identifier_starts=zero, identifiers=none64,
    )  # fmt: skip


NO_ARTICLES = _empty()
"""No articles."""


LEAD = 120
"""Words of the body that introduce it, gaps counted."""

PASSAGE = 120
"""Words of a passage, gaps counted. 60 and 90 were no better (nDCG@10 .672 to .676, 120: .677)."""

# How often a use counts by where it stands (quarters; rows: fields.TITLE to fields.CODE). In the
# text, code at half or all of the body was worse on three of four sites; the tags say nothing that
# the tag cosine does not.
TEXT_WEIGHT = np.array([16, 4, 0, 0, 4, 4, 4, 1], np.uint16)
LEAD_WEIGHT = 2
HEAD_WEIGHT = np.array([3, 1, 0, 1, 1, 0, 0, 0], np.uint8)
NAME_WEIGHT = np.array([1, 1, 0, 1, 1, 0, 0, 0], np.uint8)
RUNNING_TEXT = np.isin(np.arange(fields.FIELD_COUNT), [fields.TITLE, fields.BODY])
FIELD_FLAGS = np.array([IN_TITLE_OR_ALIAS, 0, IN_TAGS, IN_TITLE_OR_ALIAS, 0, 0, 0, 0], np.uint8)


@dataclass(frozen=True, slots=True)
class _Occurrences(ArrayTable):
    """Every use of a key in a batch of articles."""

    keys: Keys
    rows: NDArray[np.int32]
    field: NDArray[np.int8]
    """`fields.TITLE` to `fields.CODE`."""
    at: NDArray[np.int64]
    """Place in its field, in words."""
    kind: NDArray[np.uint8]
    """`PAIR`, `TRIPLE` or 0."""


def count_batch(stream: TokenStream, batch: Sequence[Article]) -> TermCounts:
    """The counts of the articles of a batch, of which `fields.texts_of` gave the texts."""
    uses, lengths = _occurrences(stream)
    uses = uses.take(_order(uses, len(batch)))
    first = np.concatenate(
        [[True], (uses.keys[1:] != uses.keys[:-1]) | (uses.rows[1:] != uses.rows[:-1])]
    )[: len(uses.keys)]
    begins = np.flatnonzero(first)
    entry = np.cumsum(first) - 1
    rows = uses.rows[begins]
    starts = np.searchsorted(rows, np.arange(len(batch) + 1))
    single = uses.kind != TRIPLE
    in_body = (uses.field == fields.BODY) & single
    lead = in_body & (uses.at < LEAD)
    passage_counts = np.clip(np.rint(lengths / PASSAGE), 1, MOST_PASSAGES).astype(np.uint8)
    identifiers = [identifier_keys(article, stream.tokenizer) for article in batch]
    return TermCounts(
        starts=starts.astype(np.int64),
        keys=uses.keys[begins],
        text=_summed(
            TEXT_WEIGHT[uses.field] * single + np.uint16(LEAD_WEIGHT) * lead, begins, np.uint16
        ),
        head=_summed(HEAD_WEIGHT[uses.field] * single + lead, begins, np.uint8),
        name=_summed(NAME_WEIGHT[uses.field] * single, begins, np.uint8),
        code=_summed((uses.field == fields.CODE) & single, begins, np.uint8),
        flags=_flags(uses, begins),
        passages=passage_counts,
        **_passages(uses.take(in_body), entry[in_body], starts, passage_counts, lengths),
        identifier_starts=np.cumsum([0, *map(len, identifiers)]).astype(np.int64),
        identifiers=np.array([key for keys in identifiers for key in keys], np.uint64),
    )


def _occurrences(stream: TokenStream) -> tuple[_Occurrences, NDArray[np.int64]]:
    """All uses in a batch, gaps left out, and how many words each article's body has."""
    tokenizer, numbers = stream.tokenizer, stream.token_ids
    widths = tokenizer.term_keys.widths(numbers)
    term_keys = tokenizer.keys(numbers)
    begins = np.concatenate([[0], np.cumsum(widths)])
    bounds = begins[np.array(stream.bounds)]
    # For each key the row and the field of its text, and its place there.
    widths, texts = np.diff(bounds), np.arange(len(bounds) - 1)
    row_of = np.repeat((texts // fields.FIELD_COUNT).astype(np.int32), widths)
    field_of = np.repeat((texts % fields.FIELD_COUNT).astype(np.int8), widths)
    at = np.arange(len(term_keys)) - np.repeat(bounds[:-1], widths)
    pairs = pair_keys(term_keys)
    triples = pair_keys(pairs)
    # Of three words only those of running text: what else is rare and repeated is boilerplate.
    triples[~RUNNING_TEXT[field_of[: len(triples)]]] = 0
    # A use stands where the first of its words does; a compound, where the first of its keys does.
    # Key 0 is a gap, a pair across one, or a token that is no compound.
    compounds = tokenizer.compounds(numbers)
    compound_at = np.flatnonzero(compounds)
    found = [
        (keys, np.flatnonzero(keys), kind)
        for keys, kind in ((term_keys, 0), (pairs, PAIR), (triples, TRIPLE))
    ]
    places = np.concatenate([*(where for _, where, _ in found), begins[compound_at]])
    keys = np.concatenate([*(keys[where] for keys, where, _ in found), compounds[compound_at]])
    many = [*(len(where) for _, where, _ in found), len(compound_at)]
    kind = np.repeat(np.array([0, PAIR, TRIPLE, 0], np.uint8), many)
    uses = _Occurrences(keys, row_of[places], field_of[places], at[places], kind)
    return uses, np.diff(bounds)[fields.BODY :: fields.FIELD_COUNT] - 1


def _order(uses: _Occurrences, articles: int) -> NDArray[np.intp]:
    """The uses article by article, those of a key together. A lexsort takes three times as long."""
    by_row = np.argsort(uses.rows, kind="stable")
    keys = uses.keys[by_row]
    bounds = np.searchsorted(uses.rows[by_row], np.arange(articles + 1)).tolist()
    orders = [begin + np.argsort(keys[begin:end]) for begin, end in pairwise(bounds)]
    return np.asarray(by_row[np.concatenate([np.zeros(0, np.intp), *orders])])


def _summed(values: Any, begins: NDArray[np.intp], dtype: Any) -> Any:
    if not len(begins):
        return np.zeros(0, dtype)
    # As 32 bits first: reduceat casts as it goes, and slowly.
    sums = np.add.reduceat(values.astype(np.int32), begins)
    return np.minimum(sums, np.iinfo(dtype).max).astype(dtype)


def _flags(uses: _Occurrences, begins: NDArray[np.intp]) -> NDArray[np.uint8]:
    if not len(begins):
        return np.zeros(0, np.uint8)
    bits = np.where(uses.kind == TRIPLE, np.uint8(0), FIELD_FLAGS[uses.field]) | uses.kind
    return np.asarray(np.bitwise_or.reduceat(bits, begins), np.uint8)


def _passages(
    uses: _Occurrences,
    entry: NDArray[np.int64],
    starts: NDArray[np.intp],
    passage_counts: NDArray[np.uint8],
    lengths: NDArray[np.int64],
) -> dict[str, Any]:
    """Bodies cut into passages of one length: how often each has each of its article's entries.

    `entry` is for each of `uses` its place among all entries of the batch, of which the rows begin
    at `starts`.
    """
    many = passage_counts[uses.rows]
    which = np.minimum(uses.at * many // np.maximum(lengths, 1)[uses.rows], many - 1)
    cells = (entry * MOST_PASSAGES + which).astype(np.int64)
    found, counts = np.unique(cells, return_counts=True)
    in_each = np.bincount(found // MOST_PASSAGES, minlength=int(starts[-1]))
    before = np.concatenate([[0], np.cumsum(in_each)])
    return {
        "uses": in_each.astype(np.uint8),
        "use_starts": before[starts].astype(np.int64),
        "use_passage": (found % MOST_PASSAGES).astype(np.uint8),
        "use_count": np.minimum(counts, 255).astype(np.uint8),
    }


def identifier_keys(article: Article, tokenizer: Tokenizer) -> list[int]:
    """Keys of those among the title and the other names that are identifiers, ascending."""
    names = (name.strip() for name in (article.title, *article.aliases))
    return sorted({_identifier_key(name, tokenizer) for name in names if is_identifier(name)} - {0})


def _identifier_key(name: str, tokenizer: Tokenizer) -> int:
    """The key of one word, one compound or two words; 0 for anything else."""
    numbers = tokenizer.tokenize(name)
    keys = tokenizer.keys(numbers)
    if len(numbers) == 1:
        return int(tokenizer.compounds(numbers)[0] or (keys[0] if len(keys) == 1 else 0))
    pairs = pair_keys(keys).tolist() if len(numbers) == len(keys) else []
    return int(pairs[0]) if len(pairs) == 1 else 0
