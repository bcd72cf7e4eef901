"""The keyphrases of an article, what it may be about: names, compounds, phrases, nouns, its tags.

Found from that article alone, so that they can be kept. How rare each is on the site (`rarity`)
decides later which of those that two articles share is worth naming (`explain`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import ArrayTable, chained
from ..text import token_flags
from ..text.fields import BODY, FIELD_COUNT
from ..text.hashing import Keys, among
from ..text.words import TokenStream
from .candidate_phrases import (
    LONGEST,
    Flags,
    PhraseUses,
    Places,
    Units,
    article_specific,
    candidate_phrases,
    labels_of,
    units_of,
)
from .phrase_features import PhraseFeatures, features_of
from .spelling import written

TOGETHER = 0.8
"""A phrase is dropped for a longer one that holds it in at least this share of its uses."""

FRAGMENT = 0.6
"""What is so often cut out of a longer name is no keyphrase: ‘San’."""

NOUN = 0.25
"""A single common word is a noun if so many of its uses follow a determiner."""

NOUN_PHRASE = 0.1
"""As `NOUN`, for a phrase."""

CLAUSE = 0.5
"""What so often stands before ‘the’ or ‘a’ is no noun."""

SHORT = 2
"""A lower-case phrase used once is kept if it has so many words."""

MOST = 256
"""Keyphrases kept of one article: those it speaks of most."""

# What is known of a keyphrase in an article, as bits.
NAME = 1
PHRASE = 2
IN_TITLE = 4
IN_HEADING = 8
"""In a heading or the summary."""
LABEL = 16
"""A tag or another name."""
IS_NOUN = 32
ALL_GENERIC = 64
"""All its words are such as any text uses."""
SOME_GENERIC = 256
"""Some of its words are."""
IN_SENTENCE = 128
"""Spelled as inside a sentence, not as in a title or where a sentence begins."""


@dataclass(frozen=True, slots=True)
class Keyphrases:
    """The keyphrases of one article, by ascending key."""

    keys: Keys
    counts: NDArray[np.uint16]
    """Uses in the title, headings, summary and text: 0 for a tag that they do not speak of."""
    flags: NDArray[np.uint16]
    """`NAME` to `IN_SENTENCE`."""
    spellings: str
    """As the article writes them most often inside sentences; one a line."""


@dataclass(frozen=True, slots=True)
class KeyphraseRows:
    """The keyphrases of many articles: their columns, a row each."""

    starts: NDArray[np.int64]
    """Where those of each article begin, then their number."""
    keys: Keys
    counts: NDArray[np.uint16]
    flags: NDArray[np.uint16]
    spellings: tuple[str, ...]
    """Of each article."""

    def __len__(self) -> int:
        return len(self.spellings)

    def __getitem__(self, row: int) -> Keyphrases:
        mine = slice(int(self.starts[row]), int(self.starts[row + 1]))
        return Keyphrases(self.keys[mine], self.counts[mine], self.flags[mine], self.spellings[row])

    def rows(self, first: int, last: int) -> KeyphraseRows:
        """Rows `first` up to, not including, `last`; no copy of what they hold."""
        starts = self.starts[first : last + 1]
        mine = slice(int(starts[0]), int(starts[-1]))
        return KeyphraseRows(
            starts - starts[0],
            self.keys[mine],
            self.counts[mine],
            self.flags[mine],
            self.spellings[first:last],
        )


def keyphrase_rows(articles: Iterable[Keyphrases]) -> KeyphraseRows:
    """The keyphrases of articles, a row each."""
    return joined_rows(
        [
            KeyphraseRows(np.array([0, len(a.keys)]), a.keys, a.counts, a.flags, (a.spellings,))
            for a in articles
        ]
    )


def joined_rows(tables: Sequence[KeyphraseRows]) -> KeyphraseRows:
    """The rows of all tables, one table after the other."""
    none = np.zeros(0, np.uint16)
    return KeyphraseRows(
        chained([np.zeros(1, np.int64), *(table.starts for table in tables)]),
        np.concatenate([np.zeros(0, np.uint64), *(table.keys for table in tables)]),
        np.concatenate([none, *(table.counts for table in tables)]),
        np.concatenate([none, *(table.flags for table in tables)]),
        tuple(spelling for table in tables for spelling in table.spellings),
    )


@dataclass(frozen=True, slots=True)
class _KeyphraseTable(ArrayTable):
    """Keyphrases of several articles."""

    owners: NDArray[np.intp]
    """Which article."""
    keys: Keys
    counts: NDArray[np.uint16]
    flags: NDArray[np.uint16]
    spellings: NDArray[np.object_]

    def split(self, articles: int) -> Iterator[Keyphrases]:
        """Those of each article, by key."""
        ordered = self.take(np.lexsort((self.keys, self.owners)))
        bounds = np.searchsorted(ordered.owners, np.arange(articles + 1)).tolist()
        for start, end in pairwise(bounds):
            # A list of numbers makes copies: else one article's would hold those of all.
            mine = ordered.take(np.arange(start, end))
            yield Keyphrases(mine.keys, mine.counts, mine.flags, "\n".join(mine.spellings))


def keyphrases_in(stream: TokenStream) -> list[Keyphrases]:
    """Those of each article in the stream, of which `fields.texts_of` gave the texts."""
    units = units_of(stream)
    labels = labels_of(units)
    found = choose_phrases(units, candidate_phrases(units), _label_keys(labels))
    for at in np.flatnonzero(found.flags & LABEL).tolist():
        label = labels[int(found.owners[at]), int(found.keys[at])]
        # The author's word, ‘generics’, if the text has another form of it.
        if not found.flags[at] & NAME and label.casefold() != found.spellings[at].casefold():
            found.spellings[at] = label
    every = _KeyphraseTable.concatenated([found, _unspoken(found, labels)])
    return list(every.split((len(stream.bounds) - 1) // FIELD_COUNT))


def _label_keys(labels: dict[tuple[int, int], str]) -> Keys:
    owners = np.array([owner for owner, _ in labels], np.intp)
    return np.sort(article_specific(np.array([key for _, key in labels], np.uint64), owners))


def _unspoken(found: _KeyphraseTable, labels: dict[tuple[int, int], str]) -> _KeyphraseTable:
    """Tags and other names that no text of their article uses."""
    spoken = (found.flags & LABEL) != 0
    known = set(zip(found.owners[spoken].tolist(), found.keys[spoken].tolist(), strict=True))
    missing = [label for label in labels if label not in known]
    return _KeyphraseTable(
        np.array([owner for owner, _ in missing], np.intp),
        np.array([key for _, key in missing], np.uint64),
        np.zeros(len(missing), np.uint16),
        np.full(len(missing), LABEL, np.uint16),
        np.array([labels[label] for label in missing], object),
    )


def choose_phrases(units: Units, uses: PhraseUses, labels: Keys) -> _KeyphraseTable:
    """Choose among the phrases; those whose keys are in `labels`, ascending, are tags or names."""
    uses = uses.take(_possible(units, uses, labels))
    firsts = uses.firsts()
    if not len(firsts):
        none = np.zeros(0, np.uint16)
        return _KeyphraseTable(np.zeros(0, np.intp), uses.keys, none, none, np.zeros(0, object))
    features = features_of(units, uses, firsts)
    keys, owners = uses.keys[firsts], units.owners[uses.starts[firsts]]
    lengths = uses.lengths[firsts]
    mostly_name = 2 * features.as_name_in_sentence > features.in_sentence
    name = np.where(features.in_sentence > 0, mostly_name, features.as_name > 0)
    single = lengths == 1
    # A capital makes no keyphrase of a word that any text uses, but may make one of a phrase.
    plain = features.all_generic | (single & ((features.bits & token_flags.GENERIC) != 0))
    name &= ~(single & plain)
    labelled = among(keys, labels)
    noun = features.as_noun >= np.where(single, NOUN, NOUN_PHRASE) * features.counts

    title = np.where(single & ~name, features.title_alone, features.title) > 0
    heading = (features.heading > 0) | (~title & (features.title > 0))

    chosen = _may_be_keyphrase(features, name, noun, plain, lengths)
    chosen &= ~_stands_in_longer(units, uses, firsts, features.counts, name)
    chosen |= labelled
    strength = features.counts + MOST * ((features.title > 0) | labelled)
    _limit(chosen, owners, strength, uses.starts[firsts])
    flags = (
        NAME * name + PHRASE * ~single + IN_TITLE * title
        + IN_HEADING * heading + LABEL * labelled + IS_NOUN * noun + ALL_GENERIC * plain
        + SOME_GENERIC * features.some_generic + IN_SENTENCE * (features.in_sentence > 0)
    )  # fmt: skip
    owners, keys = owners[chosen], keys[chosen]
    return _KeyphraseTable(
        owners,
        article_specific(keys, owners),
        np.minimum(features.counts[chosen], np.iinfo(np.uint16).max).astype(np.uint16),
        flags[chosen].astype(np.uint16),
        np.array(written(units, uses.take(np.repeat(chosen, features.counts))), object),
    )


def _possible(units: Units, uses: PhraseUses, labels: Keys) -> Flags:
    """Which uses may become keyphrases.

    Dropped here: a common word or a long phrase that is used once, outside titles and headings.
    These are most phrases, and no rule below would keep one.
    """
    alone = np.ones(len(uses.keys), bool)
    alone[1:] &= uses.keys[1:] != uses.keys[:-1]
    alone[:-1] &= uses.keys[1:] != uses.keys[:-1]
    common = (uses.lengths != SHORT) & ~units.named[uses.starts]
    in_text = units.fields[uses.starts] == BODY
    return np.asarray(~(alone & common & in_text) | among(uses.keys, labels))


def _may_be_keyphrase(
    features: PhraseFeatures, name: Flags, noun: Flags, plain: Flags, lengths: Places
) -> Flags:
    """What may be a keyphrase by its own form and places."""
    often, headed = features.counts > 1, (features.title > 0) | (features.heading > 0)
    long = (features.bits & token_flags.LONG) != 0
    word = ~plain & (name | (long & (headed | (often & noun))))
    phrase = (often | headed | ((lengths <= SHORT) & ~plain)) & features.ends_well
    chosen = np.where(lengths == 1, word, name | phrase)
    chosen &= often | ((features.bits & token_flags.IDEOGRAPHS) == 0)
    part = (features.text > 0) & (features.cut_from_name >= FRAGMENT * features.text)
    clause = ~name & (features.before_the >= CLAUSE * features.counts)
    return np.asarray(chosen & ~(features.only_dates | part | clause))


def _limit(chosen: Flags, owners: Places, strength: NDArray[np.int32], starts: Places) -> None:
    """Keep the `MOST` strongest of each article, the first of equals."""
    at = np.flatnonzero(chosen)
    owners = owners[at]
    for owner in np.flatnonzero(np.bincount(owners) > MOST).tolist():
        mine = at[owners == owner]
        order = np.lexsort((starts[mine], -strength[mine]))
        chosen[mine[order[MOST:]]] = False


NAMED_BIT = 1 << 30
"""Added to the number of uses of a phrase that is a name."""


def _stands_in_longer(
    units: Units, uses: PhraseUses, firsts: Places, counts: NDArray[np.int32], name: Flags
) -> Flags:
    """Which phrases nearly always stand in a longer one; a name only in a longer name.

    ``grid[length, start]`` is the number of uses of the phrase there, 0 for one used once that is
    no name; it has room at both ends of a row, as longer phrases may begin before the first unit.
    """
    often, named = np.repeat(counts, counts), np.repeat(name, counts)
    wide = len(units.bits) + 2 * LONGEST
    grid = np.zeros((LONGEST + 4) * wide, np.int32)
    places = uses.lengths * wide + uses.starts + LONGEST
    grid[places] = np.where(named, often + NAMED_BIT, np.where(often > 1, often, 0))
    most = np.zeros(len(places), np.int32)
    for longer in (1, 2, 3):
        for before in range(longer + 1):
            np.maximum(most, grid[places + (longer * wide - before)], out=most)
    most = np.maximum.reduceat(most, firsts)
    enough = (most & (NAMED_BIT - 1)) >= TOGETHER * counts
    return np.asarray((most > 0) & enough & (~name | (most >= NAMED_BIT)))
