"""Recipe v1: the hash that binds a review to the exact text and to the claim itself.

Frozen: records written with it must verify for ever. A better recipe gets a new name and voids
nothing. The hash shows change; it proves nobody's identity.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ..common.frontmatter import Document, composed

if TYPE_CHECKING:
    from .records import ReviewRecord
    from .vocabulary import Role

RECIPE = "v1"
PREAMBLE = "colophon review v1"


def fingerprint(document: Document, role: Role, record: ReviewRecord) -> str:
    """SHA-256 in hexadecimal (64 characters) over the text and over one record's own claim.

    Covered, each in Unicode form NFC with LF line ends and encoded as UTF-8: title, summary, text,
    role, and the record's date, person, scope, note and door. Each part is written as a netstring
    (D. J. Bernstein, 1997: ``length:bytes,``), so that no two different lists give the same bytes.
    Links, labels, tags, theme and rebuilds are not covered.
    """
    parts = (
        PREAMBLE,
        document.text("title"),
        document.text("summary"),
        document.body,
        role.value,
        record.date.isoformat(),
        record.person,
        ", ".join(record.scope),
        record.note,
        record.door,
    )
    return hashlib.sha256(b"".join(map(_netstring, parts))).hexdigest()


def _netstring(part: str) -> bytes:
    data = composed(part).encode("utf-8", "surrogatepass")
    return b"%d:%s," % (len(data), data)
