"""Forbidden characters in a source, which the kit removes from the text: where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..common.characters import FORBIDDEN, REFERENCE, is_harmless, name_of, referred_to
from ..common.problems import Problem

CURE = "The page is built without it; remove it from the source."


def control_characters(source: str, path: str) -> Iterator[Problem]:
    """One problem for each line of `source` with forbidden characters or references to them."""
    if is_harmless(source):
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", source), 1):
        referred = map(referred_to, REFERENCE.finditer(line))
        characters = [*FORBIDDEN.findall(line), *filter(FORBIDDEN.match, referred)]
        if characters:
            names = ", ".join(dict.fromkeys(map(name_of, characters)))
            yield Problem(path, number, "", names, "is a control character", CURE)
