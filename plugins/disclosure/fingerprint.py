"""The hash that binds a review to the exact text and to the claim itself.

Two recipes, both frozen: records written with them must verify for ever. v1 is that of a text with
one claim; v2 also covers what `AI-Parts` claims of title, summary and image descriptions, and is
that of a text which has the key. The hash shows change; it proves nobody's identity.
"""

from __future__ import annotations

import hashlib

from ..common.frontmatter import Document, composed
from ..common.keys import PARTS, SUMMARY, TITLE
from .records import ReviewRecord
from .vocabulary import Role


def recipe_for(document: Document) -> str:
    """The recipe by which reviews of `document` are sealed."""
    return "v2" if document.values(PARTS) else "v1"


def fingerprint(document: Document, role: Role, record: ReviewRecord) -> str:
    """SHA-256 in hexadecimal (64 characters) over the text and over one record's own claim.

    Covered, each in Unicode form NFC with LF line ends and encoded as UTF-8: title, summary, text,
    role, the record's date, person, scope, note and door, and each line of `AI-Parts`. Each is
    written as a netstring (D. J. Bernstein, 1997: ``length:bytes,``), so that no two different
    lists give the same bytes.
    Links, labels, tags, theme and rebuilds are not covered.
    """
    recipe = recipe_for(document)
    parts = (
        f"colophon review {recipe}",
        document.text(TITLE),
        document.text(SUMMARY),
        document.body,
        role.value,
        record.date.isoformat(),
        record.person,
        ", ".join(record.scope),
        record.note,
        record.door,
        *(line.value for line in document.values(PARTS)),
    )
    return hashlib.sha256(b"".join(map(_netstring, parts))).hexdigest()


def _netstring(part: str) -> bytes:
    data = composed(part).encode("utf-8", "surrogatepass")
    return b"%d:%s," % (len(data), data)
