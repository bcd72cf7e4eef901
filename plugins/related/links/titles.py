"""How a title is built: its parts, which of its words are its own, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..text.languages import Language

MARKS = "\"'“”‘’«»„()[]{}<>*.,:;!?…`|–—"
"""What may stand around a word without being of it."""

PARTING = re.compile(r"([,:;…()\[\]{}“”\"«»|—–]|[.!?](?=\s|$)|\s-\s|['’]s?(?=\s))")
"""Marks between the parts of a title; a possessive parts too: 18F's | new visual identity."""

POSSESSIVE = tuple("'’")

HERALDS = frozenset(
    "announcing introducing introduction presenting meet welcome inside understanding about hello "
    "the a an our new to of".split()
)
"""English words that only lead up to what a title is about: Introducing the Race Detector."""

CONJUNCTIONS = frozenset("and & or vs und oder et ou y e o och og en i и".split())
"""What stands beside one of these shares the title with something else."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a title between marks."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    plain: tuple[bool, ...]
    """Whether any text may use the word."""

    core: tuple[int, int] | None
    """From where to where in the first part its subject stands: ‘Go 1.22’ in ‘Go 1.22 is out’."""

    asked: bool
    """Whether the title is one question about its core."""

    predicate: bool
    """Whether something is said of the subject in this part."""

    possessive: bool
    """Whether the part is the owner of what the next one names."""


def parts(title: str, language: Language, is_name: Callable[[str], bool]) -> Iterator[Part]:
    """The parts of a title that have words.

    `is_name` tells whether the article writes a common word (‘Go’) with a capital inside of
    sentences.
    """
    pieces = [piece for piece in PARTING.split(title) if piece and piece.strip()]
    asked = title.rstrip().endswith("?") and sum(bool(p.strip(f"{MARKS} ")) for p in pieces) == 1
    first = True
    for piece, mark in zip(pieces, [*pieces[1:], ""], strict=False):
        words = tuple(word for word in (w.strip(MARKS) for w in piece.split()) if word)
        if not words or PARTING.fullmatch(piece):
            continue
        folded = tuple(word.casefold() for word in words)
        plain = tuple(
            low in language.function_words
            or (low in language.generic_words and (word == low or not is_name(word)))
            for word, low in zip(words, folded, strict=True)
        )
        alone = mark.strip() in {":", "–", "—", "-"}
        core = _core(folded, plain, language, asked=asked, alone=alone) if first else None
        shares = mark.strip().startswith((",", *POSSESSIVE))
        if core and ((core[1] == len(words) and shares) or _is_coordinated(core, folded)):
            core = None
        predicate = core is not None and core[1] < len(words)
        yield Part(words, folded, plain, core, asked, predicate, mark.startswith(POSSESSIVE))
        first = False


def _core(
    folded: tuple[str, ...],
    plain: tuple[bool, ...],
    language: Language,
    *,
    asked: bool,
    alone: bool,
) -> tuple[int, int] | None:
    start = 0
    while start < len(folded) and (
        folded[start] in HERALDS or folded[start] in articles_of(language)
    ):
        start += 1
    if asked and not start:
        while start < len(folded) and folded[start] in language.function_words:
            start += 1
    end = start
    while end < len(folded) and (folded[end] not in language.function_words or folded[end] == "of"):
        end += 1
    if end < len(folded) and (
        asked or folded[end] in CONJUNCTIONS or folded[end] in articles_of(language)
    ):
        # ‘Demystifying the cloud’ is not about demystifying.
        return None
    whole = end
    while end > start and plain[end - 1]:
        end -= 1
    if end == start:
        return None
    # ‘The encasement strategy: …’ names one thing; ‘Customer experience: …’ is about any.
    return start, whole if start and alone and whole == len(folded) else end


def articles_of(language: Language) -> frozenset[str]:
    """Words that lead up to a noun and add nothing to it."""
    return language.articles or language.determiners


def _is_coordinated(span: tuple[int, int], folded: tuple[str, ...]) -> bool:
    start, end = span
    return bool(CONJUNCTIONS & {*folded[max(0, start - 1) : start], *folded[end : end + 1]})
