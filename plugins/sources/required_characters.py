"""The characters without which a regular expression cannot match, read from the expression itself.

Where one is missing from a text, no search is needed. What is not understood requires nothing.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_letters, digits
from typing import Any

REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
EVERYWHERE = frozenset(ascii_letters + digits + " .,;/")
"""Characters that most texts have: to look for them is not worth it."""
WIDEST = 64
"""A range of more characters is hardly ever missing."""


@lru_cache(maxsize=1000)
def required(pattern: re.Pattern[str]) -> frozenset[frozenset[str]]:
    """Sets of characters: each text in which `pattern` matches has at least one of each set."""
    if not isinstance(pattern, re.Pattern) or pattern.flags & re.IGNORECASE:
        return frozenset()
    # The tree that `re` makes of an expression has no public name.
    tree = importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags)
    return frozenset(filter(EVERYWHERE.isdisjoint, _of_sequence(tree)))


def _of_sequence(nodes: Iterable[Any]) -> Iterator[frozenset[str]]:
    for kind, given in nodes:
        yield from _of_node(str(kind), given)


def _of_node(kind: str, given: Any) -> Iterable[frozenset[str]]:
    if kind == "LITERAL":
        return [frozenset(chr(given))]
    if kind == "IN":
        return _of_set(given)
    if kind == "BRANCH":
        return _of_branches([set(_of_sequence(branch)) for branch in given[1]])
    # A group can switch the case of letters off.
    plain = kind == "ASSERT" or (kind == "SUBPATTERN" and not given[1])
    if plain or (kind in REPEATS and given[0] > 0):
        return _of_sequence(given[-1])
    return []


def _of_set(members: list[Any]) -> Iterable[frozenset[str]]:
    found: set[str] = set()
    for kind, given in members:
        first, last = (given, given) if str(kind) == "LITERAL" else (0, WIDEST)
        if str(kind) == "RANGE":
            first, last = given
        if last - first >= WIDEST:
            return []
        found.update(map(chr, range(first, last + 1)))
    return [frozenset(found)]


def _of_branches(branches: list[set[frozenset[str]]]) -> Iterable[frozenset[str]]:
    """The smallest set of each, as one: a match takes one of the branches."""
    if not all(branches):
        return []
    smallest = (min(branch, key=lambda one: (len(one), sorted(one))) for branch in branches)
    return [frozenset().union(*smallest)]
