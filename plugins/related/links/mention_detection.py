"""Mention detection: where in all articles a phrase stands; all phrases are searched for at once.

Words and phrases are compared by the hashes of `encoding`; what is found is likely a mention, and
`verification` says whether it is one. All work is on arrays: its time grows with the number of
words, and hardly with that of phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import ArrayTable, lookup, ranges
from .encoding import CASE, LONGEST, Codes, EncodedText

Indices = NDArray[np.int64]

MIXER = np.uint64(0x9E3779B97F4A7C15)
HEAD = 4
"""Atoms by which a phrase is looked up; the others are compared only where these are found."""

TABLE_BITS = 20
BLOCK = 1 << 19
"""Codes looked through at a time: memory does not grow with the site."""


@dataclass(frozen=True, slots=True)
class PhraseForms(ArrayTable):
    """Different phrases, whoever bears them: one row each. Letter case and number do not count."""

    keys: Codes
    """A hash of each, ascending."""

    codes: Codes
    """Without their case bits, 0 after the last."""

    lengths: Indices

    def begin(self, codes: Codes) -> NDArray[np.bool_]:
        """Whether a form may begin with each code: surely not where it says no."""
        seen = np.zeros(1 << TABLE_BITS, bool)
        seen[_slots(self.codes[:, 0])] = True
        return np.asarray(seen[_slots(codes)])


@dataclass(frozen=True, slots=True)
class Occurrences(ArrayTable):
    """Places where a form stands in one text, in order; where several do, the longest first."""

    keys: Codes
    """Of the form."""

    places: Indices
    """Index of its first code in the article's codes."""

    lengths: Indices

    cases: Codes
    """Letter case: two bits for each atom, the first lowest."""

    def with_(self, more: Occurrences) -> Occurrences:
        """These and others, in order."""
        both = Occurrences.concatenated([self, more])
        return both.take(np.lexsort((both.keys, -both.lengths, both.places)))


class OccurrencesByName(NamedTuple):
    """Occurrences in several texts: one table, which is written and read sooner."""

    names: tuple[str, ...]
    ends: tuple[int, ...]
    table: Occurrences

    def each(self) -> dict[str, Occurrences]:
        """Those in each text, by its name."""
        bounds = zip((0, *self.ends), self.ends, strict=False)
        return {
            name: self.table.take(slice(*bound))
            for name, bound in zip(self.names, bounds, strict=True)
        }


def by_name(found: Mapping[str, Occurrences]) -> OccurrencesByName:
    """The same as one table."""
    ends = accumulate(len(each.keys) for each in found.values())
    none = (
        np.zeros(0, np.uint64),
        np.zeros(0, np.int64),
        np.zeros(0, np.int64),
        np.zeros(0, np.uint64),
    )
    table = Occurrences.concatenated([Occurrences(*none), *found.values()])
    return OccurrencesByName(tuple(found), tuple(ends), table)


@dataclass(frozen=True, slots=True)
class EncodedPhrases:
    """The phrases of all articles, one row each."""

    rows: Codes
    """Their codes, padded with 0 to the longest."""

    lengths: Indices

    keys: Codes
    """A hash of each."""

    def cases(self) -> Codes:
        """The case bits of each phrase in one number."""
        shifts = np.arange(0, 2 * self.rows.shape[1], 2, dtype=np.uint64)
        bits = (self.rows & np.uint64(3)) << shifts
        return np.asarray(bits.sum(axis=1, dtype=np.uint64), np.uint64)

    def forms(self) -> PhraseForms:
        """The different ones."""
        keys, first = np.unique(self.keys, return_index=True)
        return PhraseForms(keys, self.rows[first] >> CASE, self.lengths[first])


def encoded_phrases(texts: Sequence[EncodedText]) -> EncodedPhrases:
    """The phrases of articles, one after another."""
    lengths = np.array([length for text in texts for length in text.names.lengths], np.int64)
    width = max(int(lengths.max(initial=0)), HEAD)
    rows = np.zeros((len(lengths), width), np.uint64)
    codes = [code for text in texts for code in text.names.spelled]
    rows[np.arange(width) < lengths[:, None]] = np.array(codes, np.uint64)
    keys = np.zeros(len(rows), np.uint64)
    for column in (rows >> CASE).T:
        keys = keys * MIXER + column
    # As if all were as long as a phrase can be: the same phrase has the same key in each build.
    for _ in range(LONGEST - width):
        keys *= MIXER
    return EncodedPhrases(rows, lengths, keys ^ (keys >> np.uint64(29)))


def find_occurrences(texts: Sequence[EncodedText], forms: PhraseForms) -> list[Occurrences]:
    """What stands in each text."""
    tables = [_Table(forms, size) for size in range(1, HEAD + 1)]
    return [found for block in _blocks(texts) for found in _in_block(block, forms, tables)]


def _slots(hashes: Codes) -> Codes:
    # The high bits: those of a product are the well mixed ones.
    return (hashes * MIXER) >> np.uint64(64 - TABLE_BITS)


def _blocks(texts: Sequence[EncodedText]) -> Iterator[list[Codes]]:
    block: list[Codes] = []
    size = 0
    for text in texts:
        block.append(text.codes)
        size += len(text.codes)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


class _Table:
    """The forms of one length; of length `HEAD`, those of that length or more."""

    def __init__(self, forms: PhraseForms, size: int) -> None:
        matching = forms.lengths == size if size < HEAD else forms.lengths >= HEAD
        rows = np.flatnonzero(matching)
        heads = np.zeros(len(rows), np.uint64)
        for column in forms.codes[rows, :size].T:
            heads = heads * MIXER + column
        order = np.argsort(heads, kind="stable")
        self.rows = rows[order]
        self.heads, self.starts, self.counts = np.unique(
            heads[order], return_index=True, return_counts=True
        )
        self._seen = np.zeros(1 << TABLE_BITS, bool)
        self._seen[_slots(self.heads)] = True

    def lookup(self, heads: Codes) -> tuple[Indices, Indices]:
        """(index in `heads`, row of the form) of all that begin so."""
        at = np.flatnonzero(self._seen[_slots(heads)])
        which, same = lookup(self.heads, heads[at])
        at, which = at[same], which[same]
        counts = self.counts[which]
        return np.repeat(at, counts), self.rows[ranges(self.starts[which], counts)]


def _in_block(block: list[Codes], forms: PhraseForms, tables: list[_Table]) -> list[Occurrences]:
    whole = np.concatenate([*block, np.zeros(LONGEST, np.uint64)])
    codes = whole >> CASE
    places = np.flatnonzero(forms.begin(codes[:-LONGEST]))
    found = [(places[:0], places[:0])]
    heads = np.zeros(len(places), np.uint64)
    for offset, table in enumerate(tables):
        heads = heads * MIXER + codes[places + offset]
        which, rows = table.lookup(heads)
        found.append(_longer(codes, forms, places[which], rows))
    places, rows = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.lexsort((forms.keys[rows], -forms.lengths[rows], places))
    return _split(block, whole, forms, places[order], rows[order])


def _longer(
    codes: Codes, forms: PhraseForms, places: Indices, rows: Indices
) -> tuple[Indices, Indices]:
    """Those whose other atoms follow too."""
    most = int(forms.lengths[rows].max(initial=0))
    for offset in range(HEAD, most):
        wanted = forms.codes[rows, offset]
        kept = (wanted == 0) | (wanted == codes[places + offset])
        places, rows = places[kept], rows[kept]
    return places, rows


def _split(
    block: list[Codes], whole: Codes, forms: PhraseForms, places: Indices, rows: Indices
) -> list[Occurrences]:
    starts = np.concatenate([[0], np.cumsum([len(codes) for codes in block])]).astype(np.int64)
    lengths = forms.lengths[rows]
    cases = np.zeros(len(places), np.uint64)
    for offset in range(int(lengths.max(initial=0))):
        bits = whole[places + offset] & np.uint64(3)
        cases |= np.where(lengths > offset, bits, np.uint64(0)) << np.uint64(2 * offset)
    keys = forms.keys[rows]
    cuts = np.searchsorted(places, starts)
    return [
        Occurrences(keys[a:b], places[a:b] - start, lengths[a:b], cases[a:b])
        for a, b, start in zip(cuts[:-1], cuts[1:], starts, strict=False)
    ]
