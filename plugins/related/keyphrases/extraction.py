"""The keyphrases of an article, what it may be about: names, compounds, phrases, nouns, its tags.

Found from that article alone, so that they can be kept. How rare each is on the site (`rarity`)
decides later which of those that two articles share is worth naming (`explain`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..text import token_flags
from ..text.fields import BODY, WIDTH, token_batches
from ..text.hashing import Keys
from ..text.words import TokenStream
from .candidate_phrases import (
    LONGEST,
    Flags,
    PhraseUses,
    Places,
    Units,
    apart,
    candidate_phrases,
    labels_of,
    units_of,
)
from .phrase_features import Uses, features_of
from .spelling import written

if TYPE_CHECKING:
    from ..article import Article

TOGETHER = 0.8
"""What stands in a longer phrase in so many of its uses is given as that phrase."""

FRAGMENT = 0.6
"""What is so often cut out of a longer name is no subject: ‘San’."""

NOUN = 0.25
"""A single common word is a noun if so many of its uses follow a determiner."""

NOUN_PHRASE = 0.1
"""As `NOUN`, for a phrase."""

CLAUSE = 0.5
"""What so often stands before an article is no noun."""

SHORT = 2
"""Words in a phrase in lower case that is kept though it is used once."""

MOST = 256
"""Subjects kept of one article: those it speaks of most."""

# What is known of a subject in an article, as bits.
NAME = 1
PHRASE = 2
IN_TITLE = 4
IN_HEADING = 8
"""In a heading or the summary."""
LABEL = 16
"""A tag or another name."""
IS_NOUN = 32
PLAIN = 64
"""All its words are such as any text uses."""
PARTLY = 256
"""Some of its words are."""
INSIDE = 128
"""Spelled as inside a sentence, not as in a title or where a sentence begins."""


@dataclass(frozen=True, slots=True)
class ChosenPhrases:
    """One row for each subject of each article, in the order of `PhraseUses.keys`."""

    owners: Places
    """Which article."""
    keys: Keys
    """As in `PhraseUses`."""
    counts: NDArray[np.uint16]
    flags: NDArray[np.uint16]
    spans: PhraseUses
    """Their uses."""


def choose_phrases(units: Units, spans: PhraseUses, labels: Keys) -> ChosenPhrases:
    """Choose among the phrases; those whose keys are in `labels`, ascending, are tags or names."""
    spans = spans.only(_worth_a_look(units, spans, labels))
    firsts = spans.firsts()
    if not len(firsts):
        none = np.zeros(0, np.uint16)
        return ChosenPhrases(np.zeros(0, np.intp), spans.keys, none, none, spans)
    uses = features_of(units, spans, firsts)
    keys, owners = spans.keys[firsts], units.owners[spans.starts[firsts]]
    lengths = spans.lengths[firsts]
    name = np.where(uses.inside > 0, 2 * uses.named_inside > uses.inside, uses.named > 0)
    single = lengths == 1
    # A capital makes no subject of a word that any text uses, but may make one of a phrase.
    plain = uses.plain | (single & ((uses.bits & token_flags.GENERIC) != 0))
    name &= ~(single & plain)
    labelled = _in(keys, labels)
    noun = uses.noun >= np.where(single, NOUN, NOUN_PHRASE) * uses.counts

    title = np.where(single & ~name, uses.title_alone, uses.title) > 0
    heading = (uses.heading > 0) | (~title & (uses.title > 0))

    told = _told(uses, name, noun, plain, lengths)
    told &= ~_absorbed(units, spans, firsts, uses.counts, name)
    told |= labelled
    strength = uses.counts + MOST * ((uses.title > 0) | labelled)
    _limit(told, owners, strength, spans.starts[firsts])
    flags = (
        NAME * name + PHRASE * ~single + IN_TITLE * title
        + IN_HEADING * heading + LABEL * labelled + IS_NOUN * noun
        + PLAIN * plain + PARTLY * uses.partly + INSIDE * (uses.inside > 0)
    )  # fmt: skip
    counts = np.minimum(uses.counts[told], np.iinfo(np.uint16).max).astype(np.uint16)
    kept = spans.only(np.repeat(told, uses.counts))
    return ChosenPhrases(owners[told], keys[told], counts, flags[told].astype(np.uint16), kept)


def _worth_a_look(units: Units, spans: PhraseUses, labels: Keys) -> Flags:
    """Not so: a common word or a long phrase that is used once, outside titles and headings.

    These are most spans, and no rule below would keep one.
    """
    alone = np.ones(len(spans.keys), bool)
    alone[1:] &= spans.keys[1:] != spans.keys[:-1]
    alone[:-1] &= spans.keys[1:] != spans.keys[:-1]
    common = (spans.lengths != SHORT) & ~units.named[spans.starts]
    in_text = units.parts[spans.starts] == BODY
    return np.asarray(~(alone & common & in_text) | _in(spans.keys, labels))


def _in(keys: Keys, labels: Keys) -> Flags:
    """Which keys are among `labels`, which ascend."""
    if not len(labels):
        return np.zeros(len(keys), bool)
    places = np.minimum(np.searchsorted(labels, keys), len(labels) - 1)
    return np.asarray(labels[places] == keys)


def _told(uses: Uses, name: Flags, noun: Flags, plain: Flags, lengths: Places) -> Flags:
    """What may be a subject by its own form and places."""
    often, headed = uses.counts > 1, (uses.title > 0) | (uses.heading > 0)
    long = (uses.bits & token_flags.LONG) != 0
    word = ~plain & (name | (long & (headed | (often & noun))))
    phrase = (often | headed | ((lengths <= SHORT) & ~plain)) & uses.ends_well
    told = np.where(lengths == 1, word, name | phrase)
    told &= often | ((uses.bits & token_flags.IDEOGRAPHS) == 0)
    part = (uses.text > 0) & (uses.beside >= FRAGMENT * uses.text)
    clause = ~name & (uses.acts >= CLAUSE * uses.counts)
    return np.asarray(told & ~(uses.timely | part | clause))


def _limit(told: Flags, owners: Places, strength: NDArray[np.int32], starts: Places) -> None:
    """Keep the `MOST` strongest of each article, the first of equals."""
    for owner in np.flatnonzero(np.bincount(owners[told]) > MOST).tolist():
        mine = np.flatnonzero(told & (owners == owner))
        order = np.lexsort((starts[mine], -strength[mine]))
        told[mine[order[MOST:]]] = False


NAMED_TOO = 1 << 30


def _absorbed(
    units: Units, spans: PhraseUses, firsts: Places, counts: NDArray[np.int32], name: Flags
) -> Flags:
    """Which phrases nearly always stand in a longer one; a name only in a longer name."""
    often, named = np.repeat(counts, counts), np.repeat(name, counts)
    wide = len(units.bits) + 2 * LONGEST
    grid = np.zeros((LONGEST + 4) * wide, np.int32)
    places = spans.lengths * wide + spans.starts + LONGEST
    grid[places] = np.where(named, often + NAMED_TOO, np.where(often > 1, often, 0))
    most = np.zeros(len(places), np.int32)
    for longer in (1, 2, 3):
        for before in range(longer + 1):
            np.maximum(most, grid[places + (longer * wide - before)], out=most)
    most = np.maximum.reduceat(most, firsts)
    enough = (most & (NAMED_TOO - 1)) >= TOGETHER * counts
    return np.asarray((most > 0) & enough & (~name | (most >= NAMED_TOO)))


@dataclass(frozen=True)
class Keyphrases:
    """The subjects of one article, in ascending order of their keys."""

    keys: Keys
    counts: NDArray[np.uint16]
    """Uses in the title, headings, summary and text: 0 for a tag that they do not speak of."""
    flags: NDArray[np.uint16]
    """The bits of `subjects`."""
    spellings: str
    """As the article writes them most often inside sentences; one a line."""


def keyphrases_of(articles: Sequence[Article], lang: str) -> list[Keyphrases]:
    """The subjects of each article, all of one language (any tag); none for one without words."""
    return [
        topics for _, stream in token_batches(articles, lang) for topics in keyphrases_in(stream)
    ]


def keyphrases_in(stream: TokenStream) -> list[Keyphrases]:
    """The subjects of each article read, of which `parts.texts_of` gave the texts."""
    units = units_of(stream)
    spans, labels = candidate_phrases(units), labels_of(units)
    subjects = choose_phrases(units, spans, _labelled(labels))
    keys = apart(subjects.keys, subjects.owners)
    texts = written(units, subjects.spans)
    for at in np.flatnonzero(subjects.flags & LABEL).tolist():
        label = labels[int(subjects.owners[at]), int(keys[at])]
        # The author's word, ‘generics’, if the text has another form of it.
        if not subjects.flags[at] & NAME and label.casefold() != texts[at].casefold():
            texts[at] = label
    found = _Rows(subjects.owners, keys, subjects.counts, subjects.flags, texts)
    return list((found + _unspoken(found, labels)).split((len(stream.bounds) - 1) // WIDTH))


def _labelled(labels: dict[tuple[int, int], str]) -> Keys:
    owners = np.array([owner for owner, _ in labels], np.intp)
    return np.sort(apart(np.array([key for _, key in labels], np.uint64), owners))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Subjects of several articles."""

    owners: NDArray[np.intp]
    keys: Keys
    counts: NDArray[np.uint16]
    flags: NDArray[np.uint16]
    texts: list[str]

    def __add__(self, other: _Rows) -> _Rows:
        return _Rows(
            np.concatenate([self.owners, other.owners]), np.concatenate([self.keys, other.keys]),
            np.concatenate([self.counts, other.counts]), np.concatenate([self.flags, other.flags]),
            self.texts + other.texts,
        )  # fmt: skip

    def split(self, articles: int) -> Iterator[Keyphrases]:
        """The rows of each article, by key."""
        order = np.lexsort((self.keys, self.owners))
        bounds = np.searchsorted(self.owners[order], np.arange(articles + 1)).tolist()
        keys, counts, flags = self.keys[order], self.counts[order], self.flags[order]
        texts = [self.texts[at] for at in order.tolist()]
        for start, end in pairwise(bounds):
            one = slice(start, end)
            # Copies: else one article's would hold those of all that were read with it.
            yield Keyphrases(
                keys[one].copy(), counts[one].copy(), flags[one].copy(), "\n".join(texts[one])
            )


def _unspoken(found: _Rows, labels: dict[tuple[int, int], str]) -> _Rows:
    """Tags and other names that no text of their article uses."""
    spoken = (found.flags & LABEL) != 0
    known = set(zip(found.owners[spoken].tolist(), found.keys[spoken].tolist(), strict=True))
    missing = [label for label in labels if label not in known]
    return _Rows(
        np.array([owner for owner, _ in missing], np.intp),
        np.array([key for _, key in missing], np.uint64),
        np.zeros(len(missing), np.uint16),
        np.full(len(missing), LABEL, np.uint16),
        [labels[label] for label in missing],
    )
