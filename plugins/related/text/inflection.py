"""One form for a noun's singular and plural, by language: what a mention may differ in.

Not a stemmer: those join words of different sense (organ and organization), and a link must lead
where its words say. Each rule only undoes endings that a plural or a case adds. A language that has
no rule is matched as written.
"""

from __future__ import annotations

from collections.abc import Callable

SHORTEST = 4
"""Letters of the shortest word that is taken for an inflected one."""

LEFT = 4
"""Letters that an ending of two must leave."""

OWN_S = frozenset(
    "alias atlas bias cannabis canvas christmas debris gas iris lens means news pelvis series "
    "species tennis trellis".split()
)
"""English words that end with an s of their own, beside those in `OWN_ENDS`."""

OWN_ENDS = ("ss", "us", "sis", "xis", "tis", "polis")
"""Other words in -is are plurals: APIs, wikis, taxis."""

IN_VOWEL = frozenset("cpu emu gnu gpu guru haiku menu npu sku submenu taxi tpu tutu yeti".split())
"""Words whose plurals end so all the same."""

IN_IE = frozenset(
    "auntie birdie brownie calorie collie cookie cutie eyrie foodie freebie genie hippie hoodie "
    "indie junkie magpie menagerie movie necktie newbie pixie prairie reverie rookie rotisserie "
    "selfie smoothie sortie techie veggie zombie".split()
)
"""Words in -ie; other plurals in -ies are of words in -y."""

IN_VOWELSE = frozenset(
    "abuse disuse excuse fuse misuse muse overuse recluse reuse ruse use".split()
)
"""Words in -use beside those in -ause and -ouse; other plurals in -uses are of words in -us."""

IN_CHE = tuple(
    "apache avalanche brioche cache cliche creche headache microfiche moustache mustache niche "
    "pastiche psyche quiche toothache tranche".split()
)
"""Ends of words in -che; other plurals in -ches are of words in -ch."""

IN_O = tuple(
    "cargo domino echo embargo hero mango mosquito potato tomato tornado torpedo veto volcano "
    "zero".split()
)
"""Ends of words in -o that add -es; others add -s."""

OTHERWISE = dict(
    pair.split()
    for pair in """
    aches ache, appendices appendix, axes axis, crises crisis, ellipses ellipsis, halves half,
    hypotheses hypothesis, indices index, knives knife, matrices matrix, oases oasis,
    parentheses parenthesis, quizzes quiz, shelves shelf, syntheses synthesis, theses thesis,
    thieves thief, vertices vertex, wolves wolf
    """.split(",")
)
"""Plurals in -s that follow no rule below. Not analyses and diagnoses, which are verbs too."""


def singular(folded: str) -> str:
    """An English noun in lower case without its plural ending; a singular stays as it is.

    The one rule for English, for links and for reasons. It is a guess where letters do not tell;
    what counts is that both forms come to the same.
    """
    if len(folded) < SHORTEST or not folded.endswith("s") or folded in OWN_S:
        return folded
    if folded in OTHERWISE:
        return OTHERWISE[folded]
    less, least = folded[:-1], folded[:-2]
    if folded.endswith(OWN_ENDS):
        return less if less in IN_VOWEL else folded
    if folded.endswith("ies"):
        return less if len(less) < SHORTEST or less in IN_IE else f"{least[:-1]}y"
    return least if folded.endswith("es") and _adds_es(least) else less


def _adds_es(word: str) -> bool:
    """Whether a word makes its plural with -es: box, church, bus, hero."""
    if word.endswith("us"):
        return not (word.endswith(("aus", "ous")) or f"{word}e" in IN_VOWELSE)
    if word.endswith("ch"):
        return not f"{word}e".endswith(IN_CHE)
    return word in OWN_S or word.endswith(("ss", "sh", "x", "zz", "tz", *IN_O))


def german(folded: str) -> str:
    """Without -e, -n, -en, -s, -es: plural, cases, and what an adjective adds before a noun.

    Not without -er: a Nutzer is no Nutzen.
    """
    for ending in ("en", "es", "e", "n", "s"):
        if folded.endswith(ending) and len(folded) - len(ending) >= LEFT:
            return folded[: -len(ending)]
    return folded


def french(folded: str) -> str:
    """Without plural -s and -x."""
    plural = len(folded) >= SHORTEST and folded.endswith(("s", "aux", "eux"))
    return folded[:-1] if plural and not folded.endswith("ss") else folded


def spanish(folded: str) -> str:
    """Without -s and -es; a final -e goes too, for ‘clases’ does not show that it is ‘clase’."""
    if len(folded) < SHORTEST:
        return folded
    less = folded.removesuffix("s")
    return less[:-1] if len(less) >= LEFT and less.endswith("e") else less


def portuguese(folded: str) -> str:
    """As Spanish, and -ões, -ais, -eis, -ns, which are -ão, -al, -el, -m."""
    if len(folded) > LEFT:
        for plural, one in (("ões", "ão"), ("ais", "al"), ("eis", "el"), ("ns", "m")):
            if folded.endswith(plural):
                return folded.removesuffix(plural) + one
    return spanish(folded)


def italian(folded: str) -> str:
    """With -i for a final -o or -e. Not for -a: a banca is no banco."""
    return f"{folded[:-1]}i" if len(folded) > LEFT and folded[-1] in "oe" else folded


def dutch(folded: str) -> str:
    """Without -s after -el, -em, -en, -er, and without -en after a doubled consonant or two."""
    if folded.endswith(("els", "ems", "ens", "ers")) and len(folded) > LEFT:
        return folded[:-1]
    stem = folded.removesuffix("en")
    if stem == folded or len(stem) < LEFT or any(letter in "aeiou" for letter in stem[-2:]):
        return folded
    return stem[:-1] if stem[-1] == stem[-2] else stem


def genitive(folded: str) -> str:
    """Without the -s that a noun or name takes for ‘of’."""
    return folded[:-1] if len(folded) > LEFT and folded[-1] == "s" != folded[-2] else folded


RULES: dict[str, Callable[[str], str]] = {
    "da": genitive,
    "de": german,
    "en": singular,
    "es": spanish,
    "fr": french,
    "it": italian,
    "nb": genitive,
    "nl": dutch,
    "nn": genitive,
    "no": genitive,
    "pt": portuguese,
    "sv": genitive,
}

AGREEING = frozenset({"de", "es", "fr", "it", "pt"})
"""Where adjectives agree with their noun, so that each word of a title may be inflected, not only
the last: centrales nucléaires, offene Modelle."""

GENITIVE = frozenset({"da", "de", "nb", "nl", "nn", "no", "sv"})
"""Where a name takes a bare -s: Huaweis Chips."""


def base(folded: str, lang: str) -> str:
    """The form that stands for a word, in lower case, of a primary language subtag."""
    rule = RULES.get(lang)
    return rule(folded) if rule and folded.isalpha() else folded
