"""The phrases of `phrases.toml`, compiled once: what assistants say, language by language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .source_view import UNSPACED, WORD

DATA = Path(__file__).with_name("phrases.toml")
COLON = r"[:：]\W*$"
HANDED = r"[:：!！]\W*$"
NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in one language; every pattern is for `View.folded`."""

    words: frozenset[str]
    """Where none of these stands in a text, neither `opening` nor `first` nor `closing` does."""

    opening: re.Pattern[str]
    first: re.Pattern[str]
    closing: re.Pattern[str]

    hints: tuple[str, ...]
    """What a line with `about_itself` holds, one of them."""

    its_words: frozenset[str]
    """The longest word of each hint, or its first character in scripts without blanks."""

    about_itself: re.Pattern[str]


@cache
def speech() -> tuple[Speech, ...]:
    """Read and compile; once, and not before a text is looked at."""
    languages = tomllib.loads(DATA.read_text(encoding="utf-8")).values()
    return tuple(
        Speech(
            words=frozenset(language["words"].split()),
            opening=_any([_opening(**language)]),
            first=_any(language.get("first", [NEVER])),
            closing=_any(language["closing"]),
            hints=tuple(language["hints"]),
            its_words=frozenset(map(_telling, language["hints"])),
            about_itself=_any(language["self"]),
        )
        for language in languages
    )


def _opening(*, accept: str, hand: str, done: str = "", **_others: object) -> str:
    """Accepted with an exclamation mark; or a line that ends as what announces something."""
    shouted = rf"(?:{accept})\s?[!！]+\s*(?:{hand})"
    calm = rf"(?:{accept})[\s.,:;，。、…–—-]{{1,3}}(?:{hand})\b[^\n]{{0,200}}{COLON}"
    given = rf"(?:{hand})\b[^\n]{{0,80}}\b(?:{done})\b[^\n]{{0,160}}{HANDED}"
    return "|".join([shouted, calm, *([given] if done else [])])


def _telling(hint: str) -> str:
    unspaced = UNSPACED.search(hint)
    return unspaced[0] if unspaced else max(WORD.findall(hint), key=len)


def _any(parts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in parts), re.MULTILINE)
