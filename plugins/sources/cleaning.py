"""Removing characters that would break a page or a feed, and telling where they stood."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from ..common.characters import FORBIDDEN, name_of, without_forbidden
from ..common.problems import Problem

REFERENCE = re.compile(r"&#(?:x(?P<hex>[0-9a-fA-F]{1,6})|(?P<dec>\d{1,7}));")
CURE = "The page is built without it; remove it from the source."


def clean_text(text: str) -> str:
    """`text` without forbidden characters."""
    return without_forbidden(text)


def clean_html(html: str) -> str:
    """`html` without forbidden characters, whether they stand there or are only referred to.

    ``&#8;`` is a parse error that yields the very character (HTML Living Standard 13.2.5.80).
    """
    return REFERENCE.sub(_kept, without_forbidden(html))


def findings(source: str, path: str) -> Iterator[Problem]:
    """One problem for each line of `source` with forbidden characters or references to them."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", source), 1):
        referred = [_character(match) for match in REFERENCE.finditer(line)]
        found = [*FORBIDDEN.findall(line), *(c for c in referred if FORBIDDEN.match(c))]
        if found:
            names = ", ".join(dict.fromkeys(map(name_of, found)))
            yield Problem(path, number, "", names, "is a control character", CURE)


def _kept(match: re.Match[str]) -> str:
    return "" if FORBIDDEN.match(_character(match)) else match[0]


def _character(match: re.Match[str]) -> str:
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    # Beyond Unicode and null, the parser puts U+FFFD in place: also an error, also removed.
    return chr(code) if 0 < code <= sys.maxunicode else "\0"
