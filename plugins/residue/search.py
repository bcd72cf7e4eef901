"""Finds every residue in one Markdown source."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator

from ..common.characters import name_of
from ..common.keys import RESIDUE_ALLOWED
from ..common.problems import Problem, did_you_mean
from ..common.regex import regex
from .code_masking import MASK
from .residue_rules import RULES
from .source_view import view_of

LONGEST = 100
"""Characters of what is shown of a finding."""
INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
SELECTOR = regex("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
CODE = regex(f"{MASK}+")
SEPARATOR = regex(r"[\s,;]+")


def find(source: str, path: str, skip: Collection[str] = ()) -> list[Problem]:
    """What AI tools left in `source`, in the order of lines; `path` names the file.

    A problem's key is the rule's id, its value what stands there, cut, with unseen characters
    spelled ``U+200B``. Rules in `skip`, and those that the article's own `Residue-Allowed` names,
    find nothing. An id there that no rule has is a problem itself.
    """
    view = view_of(source)
    meant = f" If it is meant: {RESIDUE_ALLOWED}: "
    allowed = [
        (row.number, name)
        for row in view.document.values(RESIDUE_ALLOWED)
        for name in filter(None, SEPARATOR.split(row.value))
    ]
    silenced = {*skip, *(name.lower() for _, name in allowed)}
    problems = {
        Problem(path, line, rule.id, _printable(what), rule.reason, f"{rule.cure}{meant}{rule.id}.")
        for rule in RULES.values()
        if rule.id not in silenced
        for line, what in rule.find(view)
    }
    return sorted([*problems, *_unknown(allowed, path)])


def _unknown(allowed: Iterable[tuple[int, str]], path: str) -> Iterator[Problem]:
    for line, name in allowed:
        if name.lower() not in RULES:
            offer = did_you_mean(name.lower(), RULES).rstrip()
            cure = offer or f"The rules are: {', '.join(RULES)}."
            message = "is no rule, and allows nothing"
            yield Problem(path, line, RESIDUE_ALLOWED, name, message, cure)


def _printable(text: str) -> str:
    """`text` on one line, cut, with every character spelled that would not be seen."""
    flat = " ".join(CODE.sub("…", text[: 4 * LONGEST]).split())[: LONGEST + 1]
    spelled = flat if flat.isascii() and flat.isprintable() else "".join(map(_spelled, flat))
    return spelled if len(spelled) <= LONGEST else spelled[: LONGEST - 1] + "…"


def _spelled(character: str) -> str:
    unseen = unicodedata.category(character) in INVISIBLE or SELECTOR.match(character)
    return name_of(character) if unseen else character
