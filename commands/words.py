"""`invoke words`: bring every catalogue up to date with what the kit says to readers.

New messages stand empty in each, for somebody to translate; those that are no longer said are
dropped. What is translated already stays as it is. An empty file becomes a catalogue with nothing
translated yet. Who has checked a catalogue has not read what is new in it, so the name goes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.disclosure.messages import MESSAGES as DISCLOSURE
from plugins.feeds.messages import MESSAGES as FEEDS
from plugins.related.wording.messages import MESSAGES as RELATED
from plugins.wording.catalogue import ABOUT, FOLDER, MUST_SAY
from plugins.wording.theme_messages import MESSAGES as THEME

from . import console

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

CAPABILITIES = (DISCLOSURE, RELATED, FEEDS, THEME)
CHECKED_BY = "checked by"
ABOUT_KEYS = {
    "translated by": "who or what translated this catalogue, from which language",
    CHECKED_BY: "a speaker of the language who has read all of it; empty: nobody",
}
HEADER = """\
# What the kit tells readers. See CONTRIBUTING.md, ‘Languages’.
# Licence: AGPL-3.0-or-later, as the kit.
#"""
DROPPED = tuple(
    f'"{name}'
    for name in ("Project-Id", "Report-", "POT-Cr", "PO-Rev", "Last-T", "Language-T", "Gen")
)
"""Headers that say nothing here, and would change with every run."""


def words() -> None:
    """Bring the catalogues up to date and name those that changed."""
    for path in update():
        console.say(f"Changed: {path.name}")


def update(folder: Path = FOLDER) -> list[Path]:
    """Rewrite the catalogues in `folder`; gives the files that changed."""
    return [path for path in sorted(folder.glob("*.po")) if _update(path)]


def _update(path: Path) -> bool:
    from babel.messages.pofile import read_po

    before = path.read_bytes()
    old, new = read_po(BytesIO(before), locale=path.stem), _template(path.stem)
    for message in new:
        if not message.id:
            continue
        if known := old.get(message.id, message.context):
            message.string, message.user_comments = known.string, known.user_comments
            message.flags |= known.flags & {"fuzzy"}
        elif checked := new.get(CHECKED_BY, ABOUT):
            checked.string = ""
    after = _written(new)
    path.write_bytes(after)
    return after != before


def _template(language: str) -> Catalog:
    """A catalogue with nothing translated yet."""
    from babel.messages.catalog import Catalog

    catalogue = Catalog(locale=language, header_comment=HEADER, fuzzy=False)
    for key, comment in ABOUT_KEYS.items():
        catalogue.add(key, context=ABOUT, auto_comments=[comment])
    for capability in CAPABILITIES:
        for meaning in capability.must_say:
            comment = "words or stems of this language, split by |, one of which has to be said"
            catalogue.add(meaning, context=MUST_SAY, auto_comments=[comment])
    for capability in CAPABILITIES:
        for text in capability.notes:
            plural = capability.plurals.get(text)
            catalogue.add(
                (text, plural) if plural else text,
                context=capability.capability,
                auto_comments=capability.comments(text),
            )
    return catalogue


def _written(catalogue: Catalog) -> bytes:
    from babel.messages.pofile import write_po

    out = BytesIO()
    write_po(out, catalogue, omit_header=False, width=100, no_location=True)
    lines = out.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith(DROPPED)).encode()
