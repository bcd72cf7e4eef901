"""How articles write their subjects: as they do most often inside sentences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..array_table import ranges
from ..text import token_flags
from .candidate_phrases import Flags, PhraseUses, Places, Units

SEPARATORS = ("", " ", "\n")


def written(units: Units, uses: PhraseUses) -> list[str]:
    """The phrases that `uses` are uses of, in order."""
    if not len(uses.keys):
        return []
    best = _best(units, uses)
    starts, ends = uses.starts[best], uses.starts[best] + uses.lengths[best]
    first, last = units.at[starts], units.at[ends - 1]
    lines = _lines(units, first, last + 1).split("\n")
    if units.sign_offset is None:
        return lines
    runs = np.flatnonzero(units.has(token_flags.IDEOGRAPHS)[starts])
    for row in runs.tolist():
        begin = int(units.sign_offset[starts[row]])
        lines[row] = lines[row][begin : begin + int(uses.lengths[best[row]]) + 1]
    return lines


def _best(units: Units, uses: PhraseUses) -> Places:
    """For each phrase the first use of its most frequent form, inside sentences if there is one."""
    group = np.cumsum(_new(uses.keys)) - 1
    outside, forms = units.starts_sentence[uses.starts], _forms(units, uses)
    order = np.lexsort((forms, outside, group))
    new = _new(group[order], outside[order], forms[order])
    runs = np.flatnonzero(new)
    sizes = np.diff(runs, append=len(order))
    first = order[runs]
    by_size = np.lexsort((uses.starts[first], -sizes, outside[first], group[first]))
    return np.asarray(first[by_size][_new(group[first][by_size])])


def _new(*columns: NDArray[np.generic]) -> Flags:
    """Where any column differs from the row before."""
    new = np.ones(len(columns[0]), bool)
    new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return new


def _forms(units: Units, uses: PhraseUses) -> NDArray[np.int64]:
    """A number for each use, the same where the words are written alike."""
    numbers = units.stream.token_ids[units.at].astype(np.int64)
    forms = numbers[uses.starts]
    for nth in range(1, int(uses.lengths.max())):
        longer = np.flatnonzero(uses.lengths > nth)
        forms[longer] = forms[longer] * 1_000_003 + numbers[uses.starts[longer] + nth]
    return forms


def _lines(units: Units, starts: Places, ends: Places) -> str:
    """The tokens of each range as written, one range a line; marks of quotation left out."""
    stream, sizes = units.stream, ends - starts
    at = ranges(starts, sizes)
    numbers, places = stream.token_ids[at], stream.place_in_chunk
    joins = np.where(at == np.repeat(starts, sizes), 2, np.where(places[at] > 0, 0, 1))
    outer = (places[at] == 0) | (places[np.minimum(at + 1, len(places) - 1)] == 0)
    kept = ~(((stream.tokenizer.token_flags.array[numbers] & token_flags.QUOTE) != 0) & outer)
    pieces = [""] * (2 * int(kept.sum()))
    pieces[0::2] = map(SEPARATORS.__getitem__, joins[kept].tolist())
    pieces[1::2] = map(stream.tokenizer.spelling.__getitem__, numbers[kept].tolist())
    return "".join(pieces)[1:]
