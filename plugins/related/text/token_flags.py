"""What can be said of a token without its neighbours, as bits: looked up once for each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...common.regex import regex
from .tokens import APOSTROPHES, IDEOGRAPHIC, UNSPACED_RUN

if TYPE_CHECKING:
    from .languages import Language

CONTENT = 1
"""A word that may be a subject or a part of one."""
LINK = 2
"""A word in lower case that stands within names: Department ‘of’ Justice."""
CAPITAL = 4
NAMED = 8
"""A name wherever it stands: GitHub, HTML, about_If, context.Context."""
GENERIC = 16
"""Any text may use it."""
DETERMINER = 32
"""A noun follows it."""
CALENDAR = 64
NUMBER = 128
"""Without letters, or a version."""
ENDS = 256
"""After it a capital says nothing: a sentence's end, a bullet, a paragraph's end."""
QUOTE = 512
"""A mark of quotation or emphasis: it parts nothing."""
IDEOGRAPHS = 1024
LONG = 2048
"""Long enough to be a subject though it is a single common word."""
INITIALS = 4096
"""U.S: the point after it ends no sentence."""
PARAGRAPH = 8192
THE = 16384
"""‘the’ or ‘a’: no noun stands before it."""

SENTENCE_ENDS = frozenset(".!?:。！？-•·|>#–—")
QUOTES = frozenset("\"'“”‘’«»*`_„‚")
CAPITAL_INITIALS = regex(r"[^\W\d_](?:\.[^\W\d_])+")
VERSION = regex(r"[vV]?[\d._-]+")
SHORTEST = 4
"""Letters in a single common word of an alphabet; shorter ones are seldom a subject."""

PARTICLES = frozenset(
    "的了是在和与與及或不也都就而等这這那我你他她它们們吧吗嗎呢把被让讓给給对對从從到为為以于於之其并並但"
    "则則将將已还還又再很更最个個些每该該此"
)
"""Ideographs that are seldom part of a subject of two or more."""
HIRAGANA = regex("[\u3040-\u309f]")


def token_flags_of(token: str, language: Language) -> int:
    """The bits of a token of that language."""
    if token.isspace():
        return ENDS | PARAGRAPH
    if not token[0].isalnum():
        return (ENDS if token in SENTENCE_ENDS else 0) | (QUOTE if token in QUOTES else 0)
    if IDEOGRAPHIC.match(token):
        return CONTENT | IDEOGRAPHS | LONG
    if UNSPACED_RUN.match(token):
        return 0
    return _of_word(token, language)


def _of_word(token: str, language: Language) -> int:
    lower = token.lower().replace(APOSTROPHES[1], APOSTROPHES[0])
    bare = lower.removesuffix("'s")
    found = DETERMINER if lower in language.determiners else 0
    found |= THE if lower in language.articles else 0
    if lower in language.function_words:
        linking = language.linking or language.function_words
        return found | (LINK if token == token.lower() and lower in linking else 0)
    if CAPITAL_INITIALS.fullmatch(token) and token == lower:
        return found
    generic = bare in language.generic_words
    found |= CONTENT | (GENERIC if generic else 0)
    found |= CALENDAR if bare in language.calendar else 0
    found |= LONG if len(bare) >= SHORTEST or not bare.isascii() else 0
    if token == lower and token.isalpha():
        return found  # Most words: nothing below is of them.
    found |= CAPITAL if token[0] != token[0].lower() else 0
    found |= NUMBER if VERSION.fullmatch(token) else 0
    found |= INITIALS if CAPITAL_INITIALS.fullmatch(token) else 0
    return found | (NAMED if not generic and _is_name(token) else 0)


def _is_name(token: str) -> bool:
    """Whether its letters show a name: a capital inside, a point or low line between words."""
    if VERSION.fullmatch(token) or not any(c.isalpha() for c in token):
        return False
    inner = token[1:].removesuffix("'s").removesuffix("’s")
    if "." in inner or "_" in inner:
        return True
    if token[0].isdigit():
        return False
    return inner != inner.lower() or any(c.isdigit() for c in inner)


def is_particle(piece: str) -> bool:
    """Whether a piece of a run of ideographs holds a sign that stands between subjects."""
    return bool(HIRAGANA.search(piece)) or not PARTICLES.isdisjoint(piece)
