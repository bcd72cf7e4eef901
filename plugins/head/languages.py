"""The attributes of a piece of a page in another language than what stands around it."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from ..wording.catalogue import Words, direction_of


@lru_cache(maxsize=1024)
def language_attributes(lang: str, around: str) -> Markup:
    """`lang` and `dir` of a piece in the language `lang`; nothing where that is the one around."""
    attributes = Markup(' lang="{}" dir="{}"').format(lang, direction_of(lang))
    return Markup("") if lang == around else attributes


def words_attributes(words: Words, around: str) -> Markup:
    """The same for words of the kit, which are English where it has none in the language around."""
    return Markup("") if words.speaks(around) else language_attributes(words.language, "")
