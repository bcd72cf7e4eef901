"""Who answers, and how a reader tells them of an error in exactly this text."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from ..common.frontmatter import Document, composed
from ..common.keys import SUMMARY, TITLE
from ..wording.catalogue import Words
from . import messages
from .contributors import Responsible

VERSION_LENGTH = 12
LONGEST_TITLE = 300


def making_url(url: str) -> str:
    """Where the making-of page of a text stands: below the text. Both relative to the site."""
    return (
        f"{url}making/"
        if url.endswith("/") or not url
        else f"{url.removesuffix('.html')}-making.html"
    )


def version_of(document: Document) -> str:
    """Twelve hexadecimal digits that change with title, summary and text; no seal, only a name."""
    parts = (document.text(TITLE), document.text(SUMMARY), document.body)
    data = "\0".join(map(composed, parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:VERSION_LENGTH]


def report_address(
    answers: Responsible | None, title: str, url: str, version: str, say: Words
) -> str:
    """What a reader follows to report an error: a mail with text and version filled in (RFC 6068).

    Where the contact is a web address, that; empty where there is none.
    """
    address = answers.contact_address if answers else ""
    if not address.startswith("mailto:"):
        return address
    subject = say(messages.REPORT_SUBJECT, title=title[:LONGEST_TITLE])
    body = say(messages.REPORT_BODY, url=url, version=version).replace("\n", "\r\n")
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}subject={_encoded(subject)}&body={_encoded(body)}"


def _encoded(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")
