"""The words that readers see about related articles, in one language."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ...wording.catalogue import ENGLISH, languages_in, words_in

__all__ = ["ENGLISH", "FOLDER", "languages", "words_for"]

FOLDER = Path(__file__).parent.parent / "translations"

languages = partial(languages_in, FOLDER)
words_for = partial(words_in, FOLDER)
