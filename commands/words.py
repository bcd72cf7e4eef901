"""`invoke words`: bring the catalogues up to date with the sentences in the code.

New messages stand empty in each, for somebody to translate; those that are no longer said are
dropped. What is translated already stays as it is.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.disclosure import messages
from plugins.disclosure.catalogue import ABOUT, FOLDER, MUST_SAY

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


def update(folder: Path = FOLDER) -> list[Path]:
    """Rewrite every catalogue in `folder`; gives the files that changed."""
    return [path for path in sorted(folder.glob("*.po")) if _update(path)]


def empty(language: str) -> bytes:
    """A catalogue with nothing translated yet."""
    return _written(_template(language))


def _update(path: Path) -> bool:
    from babel.messages.pofile import read_po

    before = path.read_bytes()
    old = read_po(BytesIO(before), locale=path.stem)
    new = _template(path.stem)
    for message in new:
        known = old.get(message.id, message.context) if message.id else None
        if known:
            message.string = known.string
    after = _written(new)
    path.write_bytes(after)
    return after != before


def _template(language: str) -> Catalog:
    from babel.messages.catalog import Catalog

    catalogue = Catalog(locale=language, header_comment=HEADER, fuzzy=False)
    for key, comment in ABOUT_KEYS.items():
        catalogue.add(key, context=ABOUT, auto_comments=[comment])
    for meaning in messages.MUST_SAY:
        comment = "words or stems of this language, split by |, one of which has to be said"
        catalogue.add(meaning, context=MUST_SAY, auto_comments=[comment])
    for text in messages.EVERY:
        catalogue.add(text, auto_comments=list(_comments(text)))
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
