"""What an image file says of AI, in XMP or in signed Content Credentials."""

from __future__ import annotations

from ..common.regex import regex
from ..disclosure.vocabulary import BY_MODEL, COMPOSITE, IPTC_SCHEME
from .containers import stated, with_statement
from .image_file import ImageError

TERMS = {"generated": BY_MODEL, "edited": COMPOSITE}
"""The word after the file in `AI-Images` to its IPTC term."""

MEANING = {
    BY_MODEL: "generated",
    COMPOSITE: "edited",
    "compositeSynthetic": "edited",
    "algorithmicMedia": "generated",
}
"""Terms that say AI, or an algorithm, made an image or part of it, to the word they suggest."""

# Content Credentials (C2PA) hold the same addresses as plain text; so does XMP in any container,
# also in those that the kit cannot write.
IN_BYTES = regex(rb"/digitalsourcetype/(%b)(?![A-Za-z])" % "|".join(MEANING).encode())
CREDENTIALS = b"jumdc2pa"
"""Type and first label bytes of the box around a manifest store (C2PA 2.4, 11.1.4)."""


def terms_in(data: bytes) -> tuple[str, ...]:
    """The terms of `MEANING` that a file states, once each; empty also for a broken one."""
    try:
        written = stated(data)
    except ImageError:
        written = ()
    named = (address.rpartition("/")[2] for address in written)
    in_bytes = (match.decode() for match in IN_BYTES.findall(data))
    return tuple(term for term in dict.fromkeys((*named, *in_bytes)) if term in MEANING)


def is_signed(data: bytes) -> bool:
    """Whether a file carries Content Credentials, whose signature any change breaks."""
    return CREDENTIALS in data


def marked(data: bytes, what: str) -> bytes:
    """An image that says in its metadata what AI did to it: ``generated`` or ``edited``.

    One whose Content Credentials already say so comes back as it is, its signature whole.

    :raises ImageError: where the file is broken or cannot be written.
    """
    term = TERMS[what]
    stated_terms = IN_BYTES.findall(data)
    if is_signed(data) and stated_terms and set(stated_terms) == {term.encode()}:
        return data
    return with_statement(data, IPTC_SCHEME + term)


def address_of_term(what: str) -> str:
    """The address of IPTC's term for what AI did to an image; empty: nobody says what."""
    return IPTC_SCHEME + TERMS[what] if what else ""
