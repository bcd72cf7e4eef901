"""`invoke words`: bring every plugin's catalogues up to date with its sentences.

New messages stand empty in each, for somebody to translate; those that are no longer said are
dropped. What is translated already stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.disclosure import catalogue as disclosure
from plugins.disclosure import messages
from plugins.feeds import messages as feeds_messages
from plugins.feeds import wording as feeds
from plugins.related.saying import messages as related_messages
from plugins.related.saying import wording as related
from plugins.wording.catalogue import ABOUT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ABOUT_KEYS = {
    "translated by": "who or what translated this catalogue, from which language",
    "checked by": "a speaker of the language who has read all of it; empty: nobody",
}
HEADER = """\
# What the kit tells readers. See ARCHITECTURE.md, ‘Languages’.
# Licence: AGPL-3.0-or-later, as the kit.
#"""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What one plugin says, and where its catalogues lie."""

    folder: Path
    messages: Sequence[str]
    must_say: Iterable[str] = ()
    """Meanings for which each catalogue lists its words (context ``must-say``)."""

    comments: Callable[[str], list[str]] = lambda _: []
    """What a translator has to know of a message."""


def update(*every: Sentences) -> list[Path]:
    """Rewrite the catalogues, of all plugins if none is named; gives the files that changed."""
    return [
        path
        for sentences in every or (DISCLOSURE, RELATED, FEEDS)
        for path in sorted(sentences.folder.glob("*.po"))
        if _update(path, sentences)
    ]


def empty(language: str, sentences: Sentences) -> bytes:
    """A catalogue with nothing translated yet."""
    return _written(_template(language, sentences))


def _update(path: Path, sentences: Sentences) -> bool:
    from babel.messages.pofile import read_po

    before = path.read_bytes()
    old = read_po(BytesIO(before), locale=path.stem)
    new = _template(path.stem, sentences)
    for message in new:
        known = old.get(message.id, message.context) if message.id else None
        if known:
            message.string = known.string
    after = _written(new)
    path.write_bytes(after)
    return after != before


def _template(language: str, sentences: Sentences) -> Catalog:
    from babel.messages.catalog import Catalog

    catalogue = Catalog(locale=language, header_comment=HEADER, fuzzy=False)
    for key, comment in ABOUT_KEYS.items():
        catalogue.add(key, context=ABOUT, auto_comments=[comment])
    for meaning in sentences.must_say:
        comment = "words or stems of this language, split by |, one of which has to be said"
        catalogue.add(meaning, context=disclosure.MUST_SAY, auto_comments=[comment])
    for text in sentences.messages:
        catalogue.add(text, auto_comments=sentences.comments(text))
    return catalogue


def _comments(text: str) -> list[str]:
    short = [f"at most {messages.LONGEST_SHORT} characters"] if text in messages.SHORTS else []
    return short + [f"says ‘{m}’" for m, texts in messages.MUST_SAY.items() if text in texts]


def _written(catalogue: Catalog) -> bytes:
    from babel.messages.pofile import write_po

    out = BytesIO()
    write_po(out, catalogue, omit_header=False, width=100, no_location=True)
    lines = out.getvalue().decode().split("\n")
    # Dates and addresses of people say nothing here, and would change with every run.
    kept = [line for line in lines if not line.startswith(DROPPED)]
    return "\n".join(kept).encode()


DROPPED = tuple(
    f'"{name}'
    for name in ("Project-Id", "Report-", "POT-Cr", "PO-Rev", "Last-T", "Language-T", "Gen")
)

DISCLOSURE = Sentences(disclosure.FOLDER, messages.EVERY, messages.MUST_SAY, _comments)
RELATED = Sentences(
    related.FOLDER, related_messages.EVERY, comments=related_messages.NOTES.__getitem__
)
FEEDS = Sentences(feeds.FOLDER, feeds_messages.EVERY, comments=feeds_messages.NOTES.__getitem__)
