"""Features of each candidate phrase: in how many places of which kind it is used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..text import token_flags
from ..text.fields import HEADINGS, SUMMARY, TITLE
from .candidate_phrases import Flags, PhraseUses, Places, Units

Counted = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseFeatures:
    """One row a phrase; counts of its uses where nothing else is said."""

    counts: Counted
    """All uses."""
    in_sentence: Counted
    """Inside a sentence."""
    as_name_in_sentence: Counted
    """Of these, as a name."""
    as_name: Counted
    as_noun: Counted
    """Where a noun would stand: after a determiner; every use where the language lists none."""
    cut_from_name: Counted
    """Cut out of a name."""
    text: Counted
    """Outside titles and headings."""
    title: Counted
    title_alone: Counted
    """In a title, and no part of a longer phrase there."""
    before_the: Counted
    """Before ‘the’ or ‘a’, so with a verb: ‘cmdlet sends’ the."""
    heading: Counted
    """In a heading or the summary."""
    all_generic: Flags
    """All its words are such as any text uses."""
    some_generic: Flags
    """Some of its words are."""
    only_dates: Flags
    """Only months, days and numbers."""
    ends_well: Flags
    """Its last word may be a noun."""
    bits: NDArray[np.uint16]
    """The `token_flags` of its first word."""


def features_of(units: Units, uses: PhraseUses, firsts: Places) -> PhraseFeatures:
    """Count the uses; `firsts` are the places of each phrase's first in `uses`."""
    starts, ends = uses.starts, uses.starts + uses.lengths
    fields = units.fields[starts]
    loose = units.has(token_flags.LINK | token_flags.NUMBER)
    named = _all(units.named | loose, starts, ends)
    in_sentence = ~units.starts_sentence[starts]
    columns = [
        in_sentence, in_sentence & named, named, _as_noun(units, starts, ends),
        _cuts_name(units, starts, ends),
        fields >= SUMMARY, fields == TITLE, (fields == TITLE) & ~_in_phrase(units, starts, ends),
        (fields == HEADINGS) | (fields == SUMMARY), _before_the(units, ends),
    ]  # fmt: skip
    # As 32 bits first: reduceat casts as it goes, and slowly.
    sums = [np.add.reduceat(column.astype(np.int32), firsts) for column in columns]
    begin, end = starts[firsts], ends[firsts]
    generic = units.has(token_flags.GENERIC) & ~units.named
    capital = units.has(token_flags.CAPITAL) | (not units.stream.tokenizer.language.nouns_capital)
    return PhraseFeatures(
        counts=np.diff(firsts, append=len(starts)).astype(np.int32),
        in_sentence=sums[0], as_name_in_sentence=sums[1], as_name=sums[2], as_noun=sums[3],
        cut_from_name=sums[4],
        text=sums[5], title=sums[6], title_alone=sums[7], heading=sums[8], before_the=sums[9],
        all_generic=_all(generic | loose, begin, end),
        some_generic=~_all(~generic, begin, end),
        only_dates=_all(units.has(token_flags.CALENDAR) | loose, begin, end),
        ends_well=(capital & ~units.has(token_flags.NUMBER))[end - 1],
        bits=units.bits[begin],
    )  # fmt: skip


def _all(flags: Flags, starts: Places, ends: Places) -> Flags:
    """Whether all units of each span have the flag."""
    missing = np.zeros(len(flags) + 1, np.int32)
    np.cumsum(~flags, out=missing[1:])
    return np.asarray(missing[ends] == missing[starts])


def _as_noun(units: Units, starts: Places, ends: Places) -> Flags:
    language = units.stream.tokenizer.language
    if language.nouns_capital:
        return np.asarray((units.has(token_flags.CAPITAL) & ~units.starts_sentence)[ends - 1])
    if not language.determiners:
        return np.ones(len(starts), bool)
    after = np.zeros(len(units.bits), bool)
    after[1:] = units.has(token_flags.DETERMINER)[:-1]
    return after[starts]


def _in_phrase(units: Units, starts: Places, ends: Places) -> Flags:
    """Whether the phrase goes on before its first or after its last unit."""
    joins_next = np.concatenate([[False], units.joins_next])
    return np.asarray(joins_next[starts] | joins_next[ends])


def _before_the(units: Units, ends: Places) -> Flags:
    """Whether the next unit is ‘the’ or ‘a’."""
    before = np.zeros(len(units.bits), bool)
    before[:-1] = units.has(token_flags.THE)[1:]
    return np.asarray(before[ends - 1])


def _cuts_name(units: Units, starts: Places, ends: Places) -> Flags:
    """Whether an end of the span cuts a name."""
    near = units.named | units.has(token_flags.LINK)
    before, after = np.zeros(len(near), bool), np.zeros(len(near), bool)
    before[1:] = units.joins_next[:-1] & near[:-1] & units.named[1:]
    after[:-1] = units.joins_next[:-1] & near[1:] & units.named[:-1]
    return np.asarray(before[starts] | after[ends - 1])
