"""The part of an address that names one model."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b

LONGEST = 100
"""Characters, all of them ASCII; file systems allow 255 bytes for a name."""

SIGNS = re.compile(r"(?<=\w)[+#]+(?!\w)")
SIGN_WORDS = {"+": " plus", "#": " sharp"}
NO_WORD = re.compile(r"[^\w.]+")
# A full stop belongs to a number: gpt-4.1 is not gpt-41, and no name ends in ``.html``.
WORD = re.compile(r"[a-z0-9]+(?:(?<=\d)\.(?=\d)[a-z0-9]+)*")


def model_slug(identifier: str, to_ascii: Callable[[str], str]) -> str:
    """A slug for any identifier: never empty, at most 100 ASCII letters, digits, ``-`` and ``.``.

    ``openai/gpt-4.1`` becomes ``openai-gpt-4.1``; ``C``, ``C++`` and ``C#`` stay three. `to_ascii`
    spells letters of other scripts (文心 becomes Wen Xin). An identifier of which nothing remains,
    and one too long, get a short hash of the whole, so that two of them stay apart.
    """
    spelt = SIGNS.sub(lambda signs: "".join(SIGN_WORDS[sign] for sign in signs[0]), identifier)
    slug = "-".join(WORD.findall(to_ascii(NO_WORD.sub(" ", spelt)).lower()))
    if slug and len(slug) <= LONGEST:
        return slug
    mark = blake2b(identifier.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    cut = slug[: LONGEST - len(mark) - 1].rsplit("-", 1)[0].rstrip(".-")
    return f"{cut}-{mark}" if cut else f"x{mark}"
