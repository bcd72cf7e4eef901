"""One text made safe: what is wrong with its source and its HTML, and the HTML without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..common.characters import (
    FORBIDDEN,
    REFERENCE,
    html_without_forbidden,
    is_harmless,
    name_of,
    referred_to,
)
from ..common.problems import Problem
from .html_mending import mended
from .tidying import tidied

CURE = "The page is built without it; remove it from the source."
CURE_HTML = "The page is built as a browser would read it; correct the HTML in the text."


def cleaned(html: str, source: str, path: str) -> tuple[str, list[Problem]]:
    """`html` tidied, without forbidden characters and broken markup, and a problem for each.

    `source` is the text that it was made of, `path` names its file.
    """
    whole, fault = mended(html_without_forbidden(html))
    message = f"has HTML that does not add up ({fault})"
    broken = [Problem(path, 0, "", "", message, CURE_HTML)] if fault else []
    return tidied(whole), [*broken, *control_characters(source, path)]


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
