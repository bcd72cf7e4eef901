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


def singular(folded: str) -> str:
    """An English noun in lower case without its plural ending: a guess, the same for both forms."""
    if len(folded) < SHORTEST or not folded.endswith("s"):
        return folded
    if folded.endswith(("ss", "us", "is")):
        return folded
    if folded.endswith("ies"):
        return folded[:-3] + "y"
    if folded.endswith(("ches", "shes", "sses", "xes", "zes")):
        return folded[:-2]
    return folded[:-1]


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
