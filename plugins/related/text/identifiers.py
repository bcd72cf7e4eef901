"""Names that are used as they are or not at all: Get-Help, about_If, camelCase, PEP 484."""

from __future__ import annotations

import re

NUMBERED = re.compile(r"[A-Z]{2,}\s\d+")
IDENTIFIER = re.compile(r"_|\d|[a-z][A-Z]|[A-Z]\w*[-./:]+[A-Z]|\w[./:]\w")


def is_identifier(text: str) -> bool:
    """Whether `text` is a name of that kind, by its form alone."""
    if len(text.split()) > 1:
        return NUMBERED.fullmatch(text) is not None
    return IDENTIFIER.search(text) is not None and any(map(str.isalpha, text))
