"""What an article may be said to be about: names, compounds, phrases, nouns, its tags.

Found from that article alone, so that it can be kept. How rare each subject is on the site decides
later (`reasons`) which of those that two articles share is worth naming.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from . import traits
from .keys import Keys
from .languages import primary
from .spans import LONGEST, Spans, labels_of, spans_of
from .spelling import written
from .units import Flags, Places, Units, units_of
from .words import Reading, reader_of

if TYPE_CHECKING:
    from .article import Article

TOGETHER = 0.6
"""What stands in a longer phrase in so many of its uses is given as that phrase."""

FRAGMENT = 0.75
"""A name that so often stands beside another capitalized word is part of longer ones: ‘San’."""

NOUN = 0.25
"""A single common word is a noun if so many of its uses follow a determiner."""

SHORT = 2
"""Words in a phrase in lower case that is kept though it is used once."""

MOST = 256
"""Subjects kept of one article: those it speaks of most."""

# What is known of a subject in an article, as bits.
NAME = 1
PHRASE = 2
TITLE = 4
HEADING = 8
"""In a heading or the summary."""
LABEL = 16
"""A tag or another name."""
NOUN_BIT = 32
PLAIN = 64
"""All its words are such as any text uses."""
INSIDE = 128
"""Spelled as inside a sentence, not as in a title or where a sentence begins."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The subjects of one article, in ascending order of their keys."""

    keys: Keys
    counts: NDArray[np.uint16]
    """Uses in the title, headings, summary and text: 0 for a tag that they do not speak of."""
    flags: NDArray[np.uint8]
    spellings: str
    """As the article writes them most often inside sentences; one a line."""


def parts_of(article: Article) -> list[str]:
    """The texts of an article in the order in which `topics_in` wants them read.

    Title, headings, tags, other names, summary, body; the first five are short.
    """
    labels = "\n\n".join(article.tags), "\n\n".join(article.aliases)
    return [article.title, article.headings, *labels, article.summary, article.body]


PARTS, HEADED = 6, 2
LABELS = slice(2, 4)
TITLES, HEADINGS, SUMMARY = 0, 1, 4


def topics_of(article: Article) -> Topics:
    """The subjects of an article; none for one without words."""
    reader = reader_of(primary(article.lang))
    return topics_in(reader.read_parts(parts_of(article)))


def topics_in(reading: Reading) -> Topics:
    """The subjects of an article of which `parts_of` are the first texts read."""
    units = units_of(reading, PARTS, HEADED, LABELS)
    labels = labels_of(units, LABELS)
    spans = spans_of(units)
    found = _found(units, spans, np.array(sorted(labels), np.uint64))
    text = written(units, spans.only(found.kept))
    keys, counts, flags = found.keys, found.counts, found.flags
    missing = sorted(labels.keys() - set(keys[flags & LABEL != 0].tolist()))
    if missing:
        keys = np.concatenate([keys, np.array(missing, np.uint64)])
        order = np.argsort(keys)
        counts = np.concatenate([counts, np.zeros(len(missing), np.uint16)])[order]
        flags = np.concatenate([flags, np.full(len(missing), LABEL, np.uint8)])[order]
        lines = [*(text.split("\n") if found.counts.size else []), *(labels[k] for k in missing)]
        keys, text = keys[order], "\n".join(lines[at] for at in order.tolist())
    return Topics(keys, counts, flags, text)


@dataclass(frozen=True, slots=True)
class _Found:
    """Those phrases that are subjects, one row each."""

    keys: Keys
    counts: NDArray[np.uint16]
    flags: NDArray[np.uint8]
    kept: Flags
    """Which spans are of them."""


def _found(units: Units, spans: Spans, labels: Keys) -> _Found:
    firsts = spans.firsts()
    if not len(firsts):
        none = np.zeros(0, np.uint16)
        return _Found(np.zeros(0, np.uint64), none, none.astype(np.uint8), np.zeros(0, bool))
    keys, counts = spans.keys[firsts], np.diff(firsts, append=len(spans.keys))
    uses = _uses(units, spans, firsts)
    name = np.where(uses.inside > 0, 2 * uses.named_inside > uses.inside, uses.named > 0)
    single = (spans.lengths[firsts] == 1) & ((uses.bits & traits.COMPOUND) == 0)
    labelled = np.isin(keys, labels)
    headed = (uses.title > 0) | (uses.heading > 0)
    noun = uses.noun >= NOUN * counts
    long = (uses.bits & traits.LONG) != 0
    often = counts > 1
    han = (uses.bits & traits.IDEOGRAPHS) != 0

    common = long & ~uses.plain & (headed | (often & noun))
    short = spans.lengths[firsts] <= SHORT
    phrase = (often | headed | (short & ~uses.plain)) & uses.nominal
    told = np.where(single, np.where(name, ~uses.plain, common), name | phrase)
    told &= often | ~han
    part = name & (uses.beside >= FRAGMENT * uses.text) & (uses.text > 0)
    told &= ~(uses.timely | part | _absorbed(units, spans, firsts, counts, name))
    told |= labelled
    if told.sum() > MOST:
        strength = np.minimum(counts, 999) + 1000 * ((uses.title > 0) | labelled)
        weakest = np.argsort(np.where(told, -strength, 1), kind="stable")[MOST:]
        told[weakest] = False
    flags = (
        NAME * name + PHRASE * ~single + TITLE * (uses.title > 0) + HEADING * (uses.heading > 0)
        + LABEL * labelled + NOUN_BIT * noun + PLAIN * uses.plain + INSIDE * (uses.inside > 0)
    )  # fmt: skip
    kept = np.repeat(told, counts)
    counted = np.minimum(counts[told], np.iinfo(np.uint16).max).astype(np.uint16)
    return _Found(keys[told], counted, flags[told].astype(np.uint8), kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Uses:
    """Of each phrase: how many of its uses are such."""

    inside: NDArray[np.intp]
    """Inside a sentence."""
    named_inside: NDArray[np.intp]
    named: NDArray[np.intp]
    noun: NDArray[np.intp]
    """After a determiner; every use, where the language has no list of them."""
    beside: NDArray[np.intp]
    """Next to a word that may be a part of the same name."""
    text: NDArray[np.intp]
    """Outside titles and headings."""
    title: NDArray[np.intp]
    heading: NDArray[np.intp]
    plain: Flags
    timely: Flags
    """Only months, days and numbers."""
    nominal: Flags
    """May end as a noun does."""
    bits: NDArray[np.uint16]
    """Traits of its first word."""


def _uses(units: Units, spans: Spans, firsts: Places) -> _Uses:
    starts, ends, size = spans.starts, spans.starts + spans.lengths, len(units.bits)
    language = units.reading.reader.language
    loose = units.has(traits.LINK | traits.NUMBER)
    named = _all(units.named | loose, starts, ends)
    inside = ~units.opens[starts]
    before, after = np.maximum(starts - 1, 0), np.minimum(ends, size - 1)
    near = units.named | units.has(traits.LINK)
    beside = (units.follows[before] & near[before] & (starts > 0)) | (
        units.follows[ends - 1] & near[after] & (ends < size)
    )
    noun = units.has(traits.DETERMINER)[before] & (starts > 0)
    if language.nouns_capital:
        noun = inside & units.has(traits.CAPITAL)[starts]
    elif not language.determiners:
        noun = np.ones(len(starts), bool)
    summary = (starts >= units.bounds[SUMMARY]) & (starts < units.bounds[SUMMARY + 1])
    title, text = starts < units.bounds[1], starts >= units.bounds[HEADED]
    columns = [inside, inside & named, named, noun, beside, text, title, summary | ~(text | title)]
    sums = np.add.reduceat(np.array(columns, np.intp), firsts, axis=1)
    s, e = starts[firsts], ends[firsts]
    number = units.has(traits.NUMBER)
    capital_end = units.has(traits.CAPITAL)[e - 1] if language.nouns_capital else True
    return _Uses(
        inside=sums[0], named_inside=sums[1], named=sums[2], noun=sums[3], beside=sums[4],
        text=sums[5], title=sums[6], heading=sums[7],
        plain=_all(units.has(traits.GENERIC) | loose, s, e),
        timely=_all(units.has(traits.CALENDAR) | loose, s, e),
        nominal=~number[e - 1] & capital_end,
        bits=units.bits[s],
    )  # fmt: skip


def _all(flags: Flags, starts: Places, ends: Places) -> Flags:
    """Whether all units of each span have the flag."""
    missing = np.concatenate([[0], np.cumsum(~flags)])
    return np.asarray(missing[ends] == missing[starts])


NAMED_TOO = 1 << 30


def _absorbed(
    units: Units, spans: Spans, firsts: Places, counts: NDArray[np.intp], name: Flags
) -> Flags:
    """Which phrases nearly always stand in a longer one; a name only in a longer name."""
    often = np.repeat(counts, counts)
    named = np.repeat(name, counts)
    wide = len(units.bits) + 2 * LONGEST
    grid = np.zeros((LONGEST + 4) * wide, np.int32)
    places = spans.lengths * wide + spans.starts + LONGEST
    grid[places] = np.where(named, often + NAMED_TOO, np.where(often > 1, often, 0))
    most = np.zeros(len(places), np.int32)
    for longer in (1, 2, 3):
        for before in range(longer + 1):
            np.maximum(most, grid[places + longer * wide - before], out=most)
    most = np.maximum.reduceat(most, firsts)
    enough = (most & (NAMED_TOO - 1)) >= TOGETHER * counts
    return np.asarray((most > 0) & enough & (~name | (most >= NAMED_TOO)))
