"""How long a text takes to read, by its words or, in scripts without blanks, its characters.

Adults read 238 words of English prose a minute in silence (Brysbaert 2019,
doi:10.1016/j.jml.2019.104047: 190 studies). How other languages compare is what IReST measured, the
same texts read aloud in 17 of them (Trauzettel-Klosinski and Dietz 2012, doi:10.1167/iovs.11-8284,
table 1): a language's figure there by that of English there.
"""

from __future__ import annotations

import re

from ..common.regex import regex
from ..common.values import dataclass
from ..html.elements import NO_WORDS
from ..html.tags import begin_of
from ..html.text import text_of

SILENT = 238 / 228
"""A minute's words in silence by a minute's words aloud, both of English."""

WORDS = {
    "ar": 138,
    "de": 179,
    "en": 228,
    "es": 218,
    "fi": 161,
    "fr": 195,
    "he": 187,
    "it": 188,
    "nl": 202,
    "pl": 166,
    "pt": 181,
    "ru": 184,
    "sl": 180,
    "sv": 199,
    "tr": 166,
}
"""Words a minute, aloud."""
OTHER_WORDS = 184
"""The mean of all 17 languages."""
CHARACTERS = {"ja": 357, "zh": 255, **dict.fromkeys(("th", "lo", "km", "my"), 863)}
"""Characters a minute, aloud, where no blanks part words; 863 is the mean of all 17 languages."""

WORDLESS = begin_of(NO_WORDS | {"!--"})
TAG = regex(r"<[^<>]*+>")
UNSPACED = regex(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]"
)
"""Characters of scripts without blanks, and their punctuation."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is to read."""

    words: int
    """What stands between blanks; in code and tables, too."""
    characters: int
    """Those of scripts that put no blanks between words."""


def amount_of(html: str) -> Amount:
    """What there is to read in a piece of HTML: all that it shows as text."""
    text = text_of(html) if WORDLESS.search(html) else TAG.sub("", html)
    characters = 0
    if not text.isascii() and UNSPACED.search(text):
        text, characters = UNSPACED.subn(" ", text)
    return Amount(len(text.split()), characters)


def minutes_of(amount: Amount, language: str) -> int:
    """Whole minutes, at least one; `language` is a BCP 47 tag."""
    main = re.split("[-_]", language.lower())[0]
    words = amount.words / WORDS.get(main, OTHER_WORDS)
    characters = amount.characters / CHARACTERS.get(main, CHARACTERS["zh"])
    return max(1, round((words + characters) / SILENT))
