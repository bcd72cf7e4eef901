"""All phrases of articles: neighbouring words that may belong together, and single words.

Texts are read as units, side by side: each a word or a piece of a run of ideographs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...common.values import dataclass
from ..array_table import ArrayTable
from ..text import token_flags
from ..text.fields import ALIASES, FIELD_COUNT, KEYPHRASE_FIELDS_END, TAGS
from ..text.hashing import SPREAD, Keys, phrase_key, phrase_keys
from ..text.words import TokenStream

Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """All arrays have one element a unit; marks of quotation are left out."""

    stream: TokenStream
    at: Places
    """The unit's token in the stream."""
    sign_offset: NDArray[np.int32] | None
    """How many signs of its token stand before it; None where no token is of ideographs."""
    bits: NDArray[np.uint16]
    """The `token_flags` of its token."""
    keys: Keys
    content: Flags
    named: Flags
    """A name by its letters, or by a capital inside a sentence."""
    starts_sentence: Flags
    """Where a capital says nothing: at the beginning of a sentence, in a title or a heading."""
    joins_next: Flags
    """The unit after it may go on the phrase that it is in."""
    fields: NDArray[np.int32]
    """Which field it is in: `fields.TITLE` to `fields.BODY`."""
    owners: Places
    """Which article it is of."""

    def has(self, trait: int) -> Flags:
        """Which units have the trait."""
        return np.asarray((self.bits & trait) != 0)


def units_of(stream: TokenStream) -> Units:
    """The units of the articles in the stream, of which `fields.texts_of` gave the texts."""
    bits = stream.tokenizer.token_flags.array[stream.token_ids]
    texts = np.repeat(np.arange(len(stream.bounds) - 1), np.diff(stream.bounds))
    fields = (texts % FIELD_COUNT).astype(np.int32)
    at = np.flatnonzero(_kept(bits, stream.place_in_chunk) & (fields < KEYPHRASE_FIELDS_END))
    numbers = stream.token_ids[at]
    bits, keys, sign_offset = bits[at], stream.tokenizer.whole_keys.array[numbers], None
    content = (bits & token_flags.CONTENT) != 0
    if (bits & token_flags.IDEOGRAPHS).any():
        of, sign_offset, keys, particles = _pieces(stream, numbers, bits)
        at, bits = at[of], bits[of]
        content = ((bits & token_flags.CONTENT) != 0) & ~particles
    fields, owners = fields[at], texts[at] // FIELD_COUNT
    content &= (fields < TAGS) | (fields > ALIASES)
    starts_sentence = np.ones(len(at), bool)
    starts_sentence[1:] = (bits[:-1] & token_flags.ENDS) != 0
    starts_sentence |= fields < TAGS
    named = (bits & token_flags.NAMED) != 0
    if not stream.tokenizer.language.nouns_capital:
        named |= ((bits & token_flags.CAPITAL) != 0) & ~starts_sentence
    return Units(
        stream=stream, at=at, sign_offset=sign_offset, bits=bits, keys=keys, content=content,
        named=named & content, starts_sentence=starts_sentence,
        joins_next=_joins_next(bits, content, at, sign_offset), fields=fields, owners=owners,
    )  # fmt: skip


def _kept(bits: NDArray[np.uint16], place_in_chunk: NDArray[np.int32]) -> Flags:
    """All tokens but marks of quotation, and the point after initials."""
    kept = (bits & token_flags.QUOTE) == 0
    point = ((bits[1:] & token_flags.ENDS) != 0) & ((bits[:-1] & token_flags.INITIALS) != 0)
    kept[1:] &= ~(point & (place_in_chunk[1:] > 0))
    return np.asarray(kept)


def _pieces(
    stream: TokenStream, numbers: NDArray[np.int32], bits: NDArray[np.uint16]
) -> tuple[Places, NDArray[np.int32], Keys, Flags]:
    """Each run of ideographs as its pieces: (which token, place in it, keys, particles)."""
    tokenizer = stream.tokenizer
    runs = (bits & token_flags.IDEOGRAPHS) != 0
    widths = np.where(runs, tokenizer.term_keys.widths(numbers), 1)
    of = np.repeat(np.arange(len(numbers)), widths)
    sign_offset = (np.arange(len(of)) - (np.cumsum(widths) - widths)[of]).astype(np.int32)
    keys = tokenizer.whole_keys.array[numbers][of]
    particles = np.zeros(len(of), bool)
    keys[runs[of]] = tokenizer.term_keys.gather(numbers[runs])
    particles[runs[of]] = tokenizer.particles.gather(numbers[runs])
    return of, sign_offset, keys, particles


def _joins_next(
    bits: NDArray[np.uint16], content: Flags, at: Places, sign_offset: NDArray[np.int32] | None
) -> Flags:
    number, capital = (bits & token_flags.NUMBER) != 0, (bits & token_flags.CAPITAL) != 0
    link = (bits & token_flags.LINK) != 0
    name = capital & content
    joins_next = np.zeros(len(bits), bool)
    joins_next[:-1] = content[:-1] & content[1:] & ~number[:-1] & (~number[1:] | capital[:-1])
    one = name[:-2] & link[1:-1] & name[2:]
    joins_next[:-2] |= one
    joins_next[1:-1] |= one
    two = name[:-3] & link[1:-2] & link[2:-1] & name[3:]
    for shift in range(3):
        joins_next[shift : len(bits) - 3 + shift] |= two
    if sign_offset is not None:
        runs = (bits & token_flags.IDEOGRAPHS) != 0
        joins_next[:-1] &= ~(runs[:-1] | runs[1:]) | (at[:-1] == at[1:])
    return joins_next


LONGEST = 8
"""Units in a phrase: pieces of a run, which make nine ideographs."""

WORDS = 5
"""Words in a phrase, with those that link them."""


@dataclass(frozen=True, slots=True)
class PhraseUses(ArrayTable):
    """Uses of phrases, those of one phrase in one article side by side, in the text's order."""

    starts: Places
    """First unit."""
    lengths: Places
    """In units."""
    keys: Keys
    """Of the phrase in that article (`article_specific`), ascending."""

    def firsts(self) -> Places:
        """Where the uses of each phrase begin."""
        new = np.ones(len(self.keys), bool)
        new[1:] = self.keys[1:] != self.keys[:-1]
        return np.flatnonzero(new)


def candidate_phrases(units: Units) -> PhraseUses:
    """All phrases of at most `LONGEST` units outside tags and other names."""
    starts = np.flatnonzero(units.content)
    keys = units.keys[starts]
    found = [(starts, 1, keys)]
    for length in range(2, LONGEST + 1):
        on = units.joins_next[starts + (length - 2)]
        starts = starts[on]
        if not len(starts):
            break
        last = starts + (length - 1)
        keys = phrase_keys(keys[on], units.keys[last])
        whole = units.content[last]
        if length > WORDS:
            whole &= units.has(token_flags.IDEOGRAPHS)[last]
        found.append((starts[whole], length, keys[whole]))
    lengths = np.repeat([length for _, length, _ in found], [len(at) for at, _, _ in found])
    all_starts = np.concatenate([at for at, _, _ in found])
    all_keys = article_specific(
        np.concatenate([keys for _, _, keys in found]), units.owners[all_starts]
    )
    order = np.argsort(all_keys, kind="stable")
    return PhraseUses(all_starts[order], lengths[order], all_keys[order])


def article_specific(keys: Keys, owners: Places) -> Keys:
    """Keys that differ between articles. Applied twice, it gives the first keys again."""
    return keys ^ (owners.astype(np.uint64) * np.uint64(SPREAD))


def labels_of(units: Units) -> dict[tuple[int, int], str]:
    """Each tag and each other name by article and key as a phrase, and how it is written."""
    places = np.flatnonzero((units.fields >= TAGS) & (units.fields <= ALIASES))
    ends = (units.bits[places] & token_flags.PARAGRAPH) != 0
    found: dict[tuple[int, int], str] = {}
    label: list[int] = []
    owners = units.owners[places].tolist()
    for place, end, owner in zip(places.tolist(), ends.tolist(), owners, strict=True):
        if not end:
            label.append(place)
            continue
        phrase = phrase_key([k for k in units.keys[label].tolist() if k])
        if phrase:
            found.setdefault((owner, phrase), _label(units, label[0], label[-1]))
        label = []
    return found


def _label(units: Units, first: int, last: int) -> str:
    stream = units.stream
    tokens = slice(int(units.at[first]), int(units.at[last]) + 1)
    written = [stream.tokenizer.spelling[number] for number in stream.token_ids[tokens].tolist()]
    place_in_chunk = stream.place_in_chunk[tokens].tolist()
    spaced = [
        word if after or not at else f" {word}"
        for at, (word, after) in enumerate(zip(written, place_in_chunk, strict=True))
    ]
    return "".join(spaced)
