"""The words that readers see about related articles, in one language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ...common.catalogue import SOURCE, Words, languages_in, nearest, read_catalogue

FOLDER = Path(__file__).parent.parent / "translations"


def languages() -> tuple[str, ...]:
    """Every language there are words in, English first."""
    return languages_in(FOLDER)


@cache
def words_for(tag: str) -> Words:
    """The words for a text in the language `tag` (BCP 47, any letter case).

    The nearest catalogue counts, and a language without one is told in English, which
    `Words.language` then says.
    """
    language = nearest(tag, languages())
    return _read(language) if language and language != SOURCE else ENGLISH


@cache
def _read(language: str) -> Words:
    read = read_catalogue(FOLDER, language)
    by, checked = read.about("translated by"), read.about("checked by")
    return Words(language, read.messages, by, checked)


ENGLISH = Words(checked_by="its authors")
