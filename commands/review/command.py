"""`invoke review`: a listed person, at a terminal, says what of one text they examined.

It refuses elsewhere. That prevents accidents, not forgery, and the kit claims no more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from plugins.common.characters import one_line, visible
from plugins.common.failure import CommandError
from plugins.common.problems import did_you_mean, shown_path
from plugins.disclosure.authoring.file_changes import write_all
from plugins.disclosure.authoring.reviewed import (
    earlier_reviews,
    note_of,
    reviewed_text,
    scope_of,
    sealed,
    valid_records,
)
from plugins.disclosure.authoring.source_files import SourceFile, today
from plugins.disclosure.contributors import Contributor
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import SCOPES, Role

from .. import console
from ..build.settings import open_content
from .git_history import history, is_kept
from .show import ReviewScreen

Ask = Callable[[str], str]

CONFIRMATION = "I examined this text"
EXAMINED = {
    "read": "the whole text, from beginning to end",
    "language": "spelling, grammar and wording",
    "facts": "names, figures, dates and claims, against their sources",
    "quotations": "each against what was really said or written",
    "links": "each opened; it leads to what the text says",
    "images": "the pictures and their captions",
    "law": "points of law: rights, privacy, defamation",
}


def review(article: str, *, content: str | None = None, ask: Ask = input) -> ReviewRecord:
    """Show the article or what changed in it, ask who examined what, and add one line to the file.

    :raises CommandError: without a terminal, in CI, for a text without a role, where nobody is
        listed, where the person does not confirm, or where the file changes meanwhile; then
        nothing is changed.
    """
    if not console.at_terminal() or os.environ.get("CI"):
        raise CommandError("A review is a person's own act at a terminal; nothing was changed.")
    if not article:
        raise CommandError("Name the file with --article PATH; nothing was changed.")
    site = open_content(content)
    source = site.read(Path(article))
    role = source.declaration.role
    if role is None:
        cure = "Declare it first: `invoke disclose --article PATH --role ...`."
        raise CommandError(f"{shown_path(source.path)} does not say how it was written. {cure}")
    people = site.contributors.people
    if not people:
        message = "lists nobody who may review. Add a [people.…] section."
        raise CommandError(f"{site.contributors_file} {message}")
    screen = _screen(source, role)
    screen.show_changes()
    person = _ask_who(people, ask)
    screen.show_rest(person)
    record, change = sealed(_ask_what(person, ask), source, role)
    _confirm(record, ask)
    write_all([change])
    if is_kept(source.path):
        console.say("Commit this file, so that a later review can show what has changed since.")
    console.say(f"Recorded: {record}")
    return record


def _screen(source: SourceFile, role: Role) -> ReviewScreen:
    text = reviewed_text(source.document, role)
    records = tuple(dict.fromkeys(source.declaration.records))
    if not records:
        return ReviewScreen(text)
    valid = valid_records(source.document, role, records)
    past = history(source.path)
    others = [record for record in records if record not in valid]
    return ReviewScreen(text, valid, earlier_reviews(past.versions(), others), records, past.limit)


def _ask_who(people: Mapping[str, Contributor], ask: Ask) -> str:
    """The identifier of the person who reviews."""
    for person in people.values():
        console.say(f"  {person.id}: readers see ‘{visible(person.shown)}’")
    answer = ask(f"Who are you ({', '.join(people)})? ").strip()
    if answer in people:
        return answer
    message = f"‘{one_line(answer, 60)}’ is not listed; nothing was changed."
    offer = did_you_mean(answer, people)
    raise CommandError(f"{message} {offer or 'People are listed in contributors.toml.'}".rstrip())


def _ask_what(person: str, ask: Ask) -> ReviewRecord:
    """What `person` says to have examined, as a record that is not yet bound to a text."""
    for word in SCOPES:
        console.say(f"  {word}: {EXAMINED[word]}")
    scope = scope_of(ask(f"What did you examine ({', '.join(SCOPES)})? "))
    note = note_of(ask("A note for readers (may stay empty): "))
    return ReviewRecord(today(), person, scope, note)


def _confirm(record: ReviewRecord, ask: Ask) -> None:
    """Let the person see the line, less its hash, and type that they mean it."""
    console.say(f"The line to be added: {str(record).rpartition(' ')[0]}")
    if ask(f"Type ‘{CONFIRMATION}’ to put it on record: ").strip() != CONFIRMATION:
        raise CommandError("Not confirmed; nothing was changed.")
