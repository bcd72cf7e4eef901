"""`invoke review`: a listed person, at a terminal, says what of one text they examined.

It refuses elsewhere. That prevents accidents, not forgery, and the kit claims no more.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from plugins.common.characters import FORBIDDEN, TURNING, name_of, one_line
from plugins.common.problems import shown_path
from plugins.disclosure.edit import EditError, add_review
from plugins.disclosure.fingerprint import fingerprint
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import SCOPES, Role

from . import console
from .failure import CommandError
from .sources import Site, Source, open_site, today, write_text

LONGEST_NOTE = 200
# Zero-width and tag characters too: they carry text that nobody sees (Unicode 23.2, 23.9).
UNSEEN = re.compile(
    f"{FORBIDDEN.pattern}|{TURNING.pattern}|[\u200b\u2060-\u2064\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)
CONFIRMATION = "I examined this text"


def review(
    article: str, *, content: str | None = None, ask: Callable[[str], str] = input
) -> ReviewRecord:
    """Show the article, ask who examined what, and add one line to the file.

    :raises CommandError: without a terminal, in CI, for a text without a role, where nobody is
        listed, or where the person does not confirm; then nothing is changed.
    """
    if not console.at_terminal() or os.environ.get("CI"):
        raise CommandError("A review is a person's own act at a terminal; nothing was changed.")
    site = open_site(content)
    source = site.read(Path(article))
    role = _role(source)
    people = _people(site)
    for part in (source.document.text("title"), source.document.text("summary"), ""):
        console.say(visible(part))
    console.say(f"{visible(source.document.body)}\n")
    record = _asked(people, ask)
    sealed = replace(record, hash=fingerprint(source.document, role, record))
    _confirm(ask)
    try:
        write_text(source.path, add_review(source.text, str(sealed)))
    except EditError as error:
        raise CommandError(f"{shown_path(source.path)} {error}.") from error
    return sealed


def visible(text: str) -> str:
    """`text` with every character by which it could hide or turn itself on a terminal spelled out.

    The hash covers the text as it is; what a reviewer sees must be all of it.
    """
    return UNSEEN.sub(lambda match: f"‹{name_of(match[0])}›", text)


def _role(source: Source) -> Role:
    role = source.declaration.role
    if role is None:
        cure = "Declare it first: `invoke disclose --article PATH --role ...`."
        raise CommandError(f"{shown_path(source.path)} does not say how it was written. {cure}")
    return role


def _people(site: Site) -> Collection[str]:
    if not site.contributors.people:
        listed = shown_path(site.content / "contributors.toml")
        raise CommandError(f"{listed} lists nobody who may review. Add a [people.…] section.")
    return site.contributors.people


def _asked(people: Collection[str], ask: Callable[[str], str]) -> ReviewRecord:
    person = ask(f"Who are you ({', '.join(people)})? ").strip()
    if person not in people:
        raise CommandError(f"‘{one_line(person, 60)}’ is not listed; nothing was changed.")
    answer = ask(f"What did you examine ({', '.join(SCOPES)})? ")
    words = [word.strip().lower() for word in answer.split(",") if word.strip()]
    unknown = [word for word in words if word not in SCOPES]
    if unknown or not words:
        raise CommandError(f"Say what you examined, of: {', '.join(SCOPES)}. Nothing was changed.")
    note = one_line(ask("A note for readers (may stay empty): "), LONGEST_NOTE)
    scope = tuple(word for word in SCOPES if word in words)
    return ReviewRecord(today(), person, scope, note)


def _confirm(ask: Callable[[str], str]) -> None:
    if ask(f"Type ‘{CONFIRMATION}’ to put it on record: ").strip() != CONFIRMATION:
        raise CommandError("Not confirmed; nothing was changed.")
