"""The kit's own words in feeds and on the page about them, in one language."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..wording.catalogue import languages_in, words_in

FOLDER = Path(__file__).parent / "translations"

languages = partial(languages_in, FOLDER)
words_for = partial(words_in, FOLDER)
