"""How each phrase is used: in how many places of which kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..text import token_flags
from ..text.fields import HEADINGS, SUMMARY, TITLE
from .candidate_phrases import Flags, PhraseUses, Places, Units

Counted = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """One row a phrase; counts of its uses where nothing else is said."""

    counts: Counted
    """All."""
    inside: Counted
    """Inside a sentence."""
    named_inside: Counted
    """Of these, as a name."""
    named: Counted
    noun: Counted
    """Where a noun would stand: after a determiner; every use where the language lists none."""
    beside: Counted
    """Cut out of a name."""
    text: Counted
    """Outside titles and headings."""
    title: Counted
    title_alone: Counted
    """In a title, and no part of a longer phrase there."""
    acts: Counted
    """Before an article: with a verb, as ‘cmdlet sends’ the."""
    heading: Counted
    """In a heading or the summary."""
    plain: Flags
    """All its words are such as any text uses."""
    partly: Flags
    """Some of its words are."""
    timely: Flags
    """Only months, days and numbers."""
    ends_well: Flags
    """Its last word may be a noun."""
    bits: NDArray[np.uint16]
    """Traits of its first word."""


def features_of(units: Units, spans: PhraseUses, firsts: Places) -> Uses:
    """Count the uses; `firsts` are the places of each phrase's first in `spans`."""
    starts, ends = spans.starts, spans.starts + spans.lengths
    parts = units.parts[starts]
    loose = units.has(token_flags.LINK | token_flags.NUMBER)
    named = _all(units.named | loose, starts, ends)
    inside = ~units.opens[starts]
    columns = [
        inside, inside & named, named, _noun(units, starts, ends), _beside(units, starts, ends),
        parts >= SUMMARY, parts == TITLE, (parts == TITLE) & ~_in_phrase(units, starts, ends),
        (parts == HEADINGS) | (parts == SUMMARY), _acts(units, ends),
    ]  # fmt: skip
    # As 32 bits first: reduceat casts as it goes, and slowly.
    sums = [np.add.reduceat(column.astype(np.int32), firsts) for column in columns]
    begin, end = starts[firsts], ends[firsts]
    generic = units.has(token_flags.GENERIC) & ~units.named
    capital = units.has(token_flags.CAPITAL) | (not units.stream.tokenizer.language.nouns_capital)
    return Uses(
        counts=np.diff(firsts, append=len(starts)).astype(np.int32),
        inside=sums[0], named_inside=sums[1], named=sums[2], noun=sums[3], beside=sums[4],
        text=sums[5], title=sums[6], title_alone=sums[7], heading=sums[8], acts=sums[9],
        plain=_all(generic | loose, begin, end),
        partly=~_all(~generic, begin, end),
        timely=_all(units.has(token_flags.CALENDAR) | loose, begin, end),
        ends_well=(capital & ~units.has(token_flags.NUMBER))[end - 1],
        bits=units.bits[begin],
    )  # fmt: skip


def _all(flags: Flags, starts: Places, ends: Places) -> Flags:
    """Whether all units of each span have the flag."""
    missing = np.zeros(len(flags) + 1, np.int32)
    np.cumsum(~flags, out=missing[1:])
    return np.asarray(missing[ends] == missing[starts])


def _noun(units: Units, starts: Places, ends: Places) -> Flags:
    language = units.stream.tokenizer.language
    if language.nouns_capital:
        return np.asarray((units.has(token_flags.CAPITAL) & ~units.opens)[ends - 1])
    if not language.determiners:
        return np.ones(len(starts), bool)
    after = np.zeros(len(units.bits), bool)
    after[1:] = units.has(token_flags.DETERMINER)[:-1]
    return after[starts]


def _in_phrase(units: Units, starts: Places, ends: Places) -> Flags:
    follows = np.concatenate([[False], units.follows])
    return np.asarray(follows[starts] | follows[ends])


def _acts(units: Units, ends: Places) -> Flags:
    before = np.zeros(len(units.bits), bool)
    before[:-1] = units.has(token_flags.ARTICLE)[1:]
    return np.asarray(before[ends - 1])


def _beside(units: Units, starts: Places, ends: Places) -> Flags:
    """Whether an end of the span cuts a name."""
    near = units.named | units.has(token_flags.LINK)
    before, after = np.zeros(len(near), bool), np.zeros(len(near), bool)
    before[1:] = units.follows[:-1] & near[:-1] & units.named[1:]
    after[:-1] = units.follows[:-1] & near[1:] & units.named[:-1]
    return np.asarray(before[starts] | after[ends - 1])
