"""What all slugs share: signs that tell names apart, and a length that file names may have."""

from __future__ import annotations

import re
from hashlib import blake2b

LONGEST = 100
"""Characters of a slug; file systems allow 255 bytes for a name."""

SIGNS = re.compile(r"(?<=\w)[+#]+(?!\w)")
SIGN_WORDS = {"+": " plus", "#": " sharp"}


def signs_in_words(name: str) -> str:
    """`name` with the signs at the end of a word spelled: ``C``, ``C++`` and ``C#`` stay three."""
    return SIGNS.sub(lambda signs: "".join(SIGN_WORDS[sign] for sign in signs[0]), name)


def fitted(slug: str, name: str, ends: str = "") -> str:
    """`slug`, or where nothing of `name` remains in it, or too much, one with a hash of `name`.

    So two such names stay apart. A slug that is cut ends with none of the characters `ends`.
    """
    if slug and len(slug) <= LONGEST:
        return slug
    mark = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    cut = slug[: LONGEST - len(mark) - 1].rsplit("-", 1)[0].rstrip(ends)
    return f"{cut}-{mark}" if cut else f"x{mark}"
