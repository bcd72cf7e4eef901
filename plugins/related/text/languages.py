"""What the engine knows of a language: its stems, the words that carry no topic, its elisions."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from ...common.values import dataclass
from .inflection import singular

WORDS_FILE = Path(__file__).parent.parent / "data" / "function-words.toml"

STEMMERS = dict(
    pair.split()
    for pair in """
    ar arabic, ca catalan, cs czech, da danish, de german, el greek, en english, eo esperanto,
    es spanish, et estonian, eu basque, fa persian, fi finnish, fr french, ga irish, hi hindi,
    hu hungarian, hy armenian, id indonesian, it italian, lt lithuanian, nb norwegian, ne nepali,
    nl dutch, nn norwegian, no norwegian, pl polish, pt portuguese, ro romanian, ru russian,
    sr serbian, st sesotho, sv swedish, ta tamil, tr turkish, yi yiddish
    """.split(",")
)
"""Primary language subtag (BCP 47) to the Snowball algorithm's name (snowballstem.org)."""

WORDS_OF = {"nb": "no", "nn": "no"}
"""Languages that use the function words listed for another."""

CUT = tuple("s y i e ed ll al er ic ing ful ion ism ant ent ist ator".split())
"""Ends of which the stemmer may cut English words. A quarter of a site's words have none of them,
and a stemmer takes long to see it."""

ELIDING = frozenset({"ca", "fr", "ga", "it"})
"""Languages where an apostrophe ends a word (l'article) rather than stands inside one (it's)."""

NOUNS_CAPITAL = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Language:
    """How words of one language are read."""

    code: str
    """Primary subtag in lower case: ``en`` for ``en-GB``."""

    stem: Callable[[str], str]
    """Lower-case word to its stem; the word itself where no stemmer is known."""

    one_form: Callable[[str], str]
    """Lower-case word to the form that stands for it as a subject: as `stem`, but for English its
    singular only. ‘Testing’ is not a test, nor is profiling a profile."""

    function_words: frozenset[str]
    """Articles, pronouns, auxiliaries and the like: never a topic, never part of a pair."""

    generic_words: frozenset[str]
    """Words that any text uses (‘people’, ‘work’): they count, but are no reason to give."""

    calendar: frozenset[str]
    """Names of months and days."""

    determiners: frozenset[str]
    """Words that a noun follows; empty where the language has no list."""

    articles: frozenset[str]
    """Determiners that seldom follow a noun: what stands before them is a verb or ends in one."""

    linking: frozenset[str]
    """Words that stand within names (Department ‘of’ Justice); empty where there is no list."""

    elides: bool

    nouns_capital: bool
    """Whether every noun has a capital, so that a capital shows no name."""


def primary(tag: str) -> str:
    """The primary subtag of a language tag, in lower case."""
    return tag.replace("_", "-").partition("-")[0].strip().lower()


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """The language for a tag such as ``en``, ``pt-BR`` or ``zh_Hans``; any tag is accepted."""
    code = primary(tag)
    words = _words().get(WORDS_OF.get(code, code), {})
    return Language(
        code=code,
        stem=_stemmer(code),
        one_form=singular if code == "en" else _stemmer(code),
        function_words=_set(words.get("function", ())),
        generic_words=_set(words.get("generic", ())),
        calendar=_set(words.get("calendar", ())),
        determiners=_set(words.get("determiners", ())),
        articles=_set(words.get("articles", ())),
        linking=_set(words.get("linking", ())),
        elides=code in ELIDING,
        nouns_capital=code in NOUNS_CAPITAL,
    )


def _set(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


def _stemmer(code: str) -> Callable[[str], str]:
    import snowballstemmer

    name = STEMMERS.get(code)
    if name not in snowballstemmer.algorithms():
        return str
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    if code != "en":
        return stem
    return lambda word: word if _is_english_stem(word) else stem(word)


def _is_english_stem(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower() and not word.endswith(CUT)


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
