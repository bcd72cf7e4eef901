"""The part of an address that names one text, category, tag or author."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b

LONGEST = 100
"""Characters; file systems allow 255 bytes for a name."""

WRITTEN = re.compile(r"[\w-]+(?:\.[\w-]+)*")
"""What an author may write as `Slug`: one path segment, nothing that needs quoting."""

RESERVED = frozenset(
    "archives author category drafts feeds images model search series subscribe tag theme"
    " transparency".split()
)
"""First segments that the kit's own pages use."""


def slug_of(name: str, slugify: Callable[[str], str]) -> str:
    """A slug for any name, never empty, at most 100 characters.

    `slugify` is Pelican's, given the name as HTML text, because it drops whatever looks like a tag:
    ``How <canvas> works`` must keep its word. A name of which nothing remains (emoji, punctuation)
    and one too long get a short hash of the whole name, so that two of them stay apart.
    """
    slug = slugify(_as_html(name)).strip("-")
    if slug and len(slug) <= LONGEST:
        return slug
    mark = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    cut = slug[: LONGEST - len(mark) - 1].rsplit("-", 1)[0]
    return f"{cut}-{mark}" if cut else f"x{mark}"


def _as_html(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
