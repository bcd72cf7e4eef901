"""`invoke words`: bring every catalogue up to date with what the kit says to readers.

New messages stand empty in each, for somebody to translate; those that are no longer said are
dropped. What is translated already stays as it is, with doubts (fuzzy) and remarks. An empty file
becomes a catalogue with nothing translated yet. Who has checked a catalogue has not read what is
new in it, so the name goes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from plugins.disclosure.messages import MESSAGES as DISCLOSURE
from plugins.feeds.messages import MESSAGES as FEEDS
from plugins.reading.messages import MESSAGES as READING
from plugins.related.wording.messages import MESSAGES as RELATED
from plugins.videos.messages import MESSAGES as VIDEOS
from plugins.wording.catalogue import ABOUT, FOLDER, MUST_SAY
from plugins.wording.theme_messages import MESSAGES as THEME

from . import console

CAPABILITIES = (DISCLOSURE, RELATED, FEEDS, READING, VIDEOS, THEME)
TRANSLATED_BY = "who or what translated this catalogue, from which language"
CHECKED_BY = "a speaker of the language who has read all of it; empty: nobody"
STEMS = "words or stems of this language, split by |, one of which has to be said"
HEADER = """\
# What the kit tells readers. See CONTRIBUTING.md, ‘Languages’.
# Licence: AGPL-3.0-or-later, as the kit.
#"""
UNUSED = ("Project-Id", "Report-", "POT-Cr", "PO-Rev", "Last-T", "Language-T", "Gen")
"""Headers that say nothing here, and would change with every run."""


def words() -> None:
    """Bring the catalogues up to date and name those that changed."""
    for path in update():
        console.say(f"Changed: {path.name}")


def update(folder: Path = FOLDER) -> list[Path]:
    """Rewrite the catalogues in `folder`; gives the files that changed."""
    return [path for path in sorted(folder.glob("*.po")) if _update(path)]


def _update(path: Path) -> bool:
    before = path.read_bytes()
    catalogue, template = read_po(BytesIO(before), locale=path.stem), _template()
    checked = catalogue.get("checked by", ABOUT)
    if checked and any(new.id and not catalogue.get(new.id, new.context) for new in template):
        checked.string = ""
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=True)
    catalogue.fuzzy = False
    out = BytesIO()
    write_po(out, catalogue, width=100, ignore_obsolete=True)
    lines = out.getvalue().decode().split("\n")
    after = "\n".join(line for line in lines if not line[1:].startswith(UNUSED)).encode()
    path.write_bytes(after)
    return after != before


def _template() -> Catalog:
    """A catalogue with nothing translated yet."""
    template = Catalog(header_comment=HEADER)
    template.add("translated by", context=ABOUT, auto_comments=[TRANSLATED_BY])
    template.add("checked by", context=ABOUT, auto_comments=[CHECKED_BY])
    for meaning in DISCLOSURE.must_say:
        template.add(meaning, context=MUST_SAY, auto_comments=[STEMS])
    for one in CAPABILITIES:
        for text in one.notes:
            id_ = (text, one.plurals[text]) if text in one.plurals else text
            template.add(id_, context=one.capability, auto_comments=one.comments(text))
    return template
