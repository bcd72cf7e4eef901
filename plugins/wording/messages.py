"""What a capability says to readers, and what no translation or rewording of it may leave out.

Each capability has a module of messages: whole English sentences, never glued from pieces, so that
each language can say them its own way. A name stands in them as its owner writes it, so in most
languages after a colon or in quotation marks, where nothing inflects it. To change one, change it
there and in the catalogues (``locale/``, `invoke words`); a test holds the two together.
Conjunctions, dates and the names of languages come from CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field

from ..common.characters import FORBIDDEN, TURNING
from ..common.values import dataclass
from .catalogue import PLACEHOLDER, Words, words_for

FULL_STOPS = (".", "。", "۔")

UNSPACED = "\u3005-\u30ff\u3400-\u9fff"
"""Kana and Chinese characters: no space parts words that are written in them."""
DENYING = "未不非無"
"""Those that turn the word behind them into its contrary."""

Fault = tuple[str, str, str]
"""(value, message, cure)"""


@dataclass(frozen=True, slots=True)
class Messages:
    """Every sentence and label of one capability, in English: the message ids of the catalogues."""

    capability: str
    """Their context in the catalogues."""
    notes: Mapping[str, Sequence[str]]
    """Every message, with what a translator has to know of it."""
    plurals: Mapping[str, str] = field(default_factory=dict)
    """Of a message that counts something, its form for several things."""
    longest: Mapping[str, int] = field(default_factory=dict)
    """Message to the most characters that there is room for."""
    must_say: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Meaning to the messages that say it: each catalogue lists, in the context ``must-say``, the
    words of its language of which one has to stand in them."""

    def words_for(self, tag: str) -> Words:
        """The words for a text in the language `tag`; see `catalogue.words_for`."""
        return words_for(self.capability, tag)

    def comments(self, message: str) -> list[str]:
        """What a translator has to know of a message."""
        room = [f"at most {self.longest[message]} characters"] if message in self.longest else []
        meanings = [meaning for meaning, where in self.must_say.items() if message in where]
        return [*self.notes[message], *room, *(f"says ‘{meaning}’" for meaning in meanings)]

    def faults(self, words: Words, message: str, sentence: str) -> Iterator[Fault]:
        """What is wrong with `sentence` for an English `message`, in the language of `words`."""
        expected, found = set(PLACEHOLDER.findall(message)), set(PLACEHOLDER.findall(sentence))
        for name in sorted(expected - found):
            yield sentence, f"leaves out {{{name}}}", "Say it too; readers are to know."
        for name in sorted(found - expected):
            yield sentence, f"has {{{name}}}, for which there is no value", "Remove it."
        if FORBIDDEN.search(sentence) or TURNING.search(sentence):
            yield sentence, "has characters that hide or turn text", "Remove them."
        if message.endswith(".") and not sentence.rstrip().endswith(FULL_STOPS):
            cure = "End the sentence; Reader View wants it."
            yield sentence, "does not end with a full stop", cure
        if len(sentence) > (longest := self.longest.get(message, len(sentence))):
            yield sentence, f"has {len(sentence)} characters", f"Cards hold {longest} characters."
        for meaning, where in self.must_say.items():
            said = words.must_say.get(meaning, ())
            if message in where and not any(_says(sentence, word) for word in said):
                cure = " or ".join(f"‘{word.strip()}’" for word in said)
                yield (
                    sentence,
                    f"does not say ‘{meaning}’",
                    f"Say it in one of these words: {cure}.",
                )


def _says(sentence: str, word: str) -> bool:
    """Whether a word of `sentence` begins with `word`: ‘unchecked’ does not say ‘checked’.

    Words of Japanese and Chinese stand side by side; there the sign before it would deny it.
    """
    return bool(re.search(rf"(?<![^\W\d_{UNSPACED}])(?<![{DENYING}]){re.escape(word)}", sentence))
