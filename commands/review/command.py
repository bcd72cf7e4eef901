"""`invoke review`: a listed person, at a terminal, says what of one text they examined.

It refuses elsewhere. That prevents accidents, not forgery, and the kit claims no more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from plugins.common.frontmatter import parse
from plugins.common.problems import shown_path
from plugins.disclosure import keys
from plugins.disclosure.contributors import Person
from plugins.disclosure.edit import EditError, add_review
from plugins.disclosure.fingerprint import fingerprint, recipe_for
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import Role

from .. import console
from ..failure import CommandError
from ..sources import Site, Source, open_site, today
from ..writing import Change, write_all
from .earlier import pasts, text_of, valid
from .git_history import history, is_kept
from .questions import confirm, what, who
from .show import Reading


def review(
    article: str, *, content: str | None = None, ask: Callable[[str], str] = input
) -> ReviewRecord:
    """Show the article or what changed in it, ask who examined what, and add one line to the file.

    :raises CommandError: without a terminal, in CI, for a text without a role, where nobody is
        listed, where the person does not confirm, or where the file changes meanwhile; then
        nothing is changed.
    """
    if not console.at_terminal() or os.environ.get("CI"):
        raise CommandError("A review is a person's own act at a terminal; nothing was changed.")
    if not article:
        raise CommandError("Name the file with --article PATH; nothing was changed.")
    site = open_site(content)
    source = site.read(Path(article))
    role = _role(source)
    people = _people(site)
    reading = _reading(source, role)
    reading.begin()
    person = who(people, ask)
    reading.go_on(person)
    record = what(person, today(), ask)
    sealed = replace(
        record,
        recipe=recipe_for(source.document),
        hash=fingerprint(source.document, role, record),
    )
    after = _with(source, role, sealed)
    confirm(record, ask)
    write_all([Change(source.path, source.text, after)])
    if is_kept(source.path):
        console.say("Commit this file, so that a later review can show what has changed since.")
    return sealed


def _reading(source: Source, role: Role) -> Reading:
    text = text_of(source.document, role)
    records = tuple(dict.fromkeys(source.declaration.records))
    if not records:
        return Reading(text)
    held = valid(source.document, role, records)
    known = history(source.path)
    others = [record for record in records if record not in held]
    return Reading(text, held, pasts(known.versions(), others), records, known.limit)


def _with(source: Source, role: Role, record: ReviewRecord) -> str:
    """The file with one line more, read back before anything is written.

    :raises CommandError: where the file cannot take the line.
    """
    name = shown_path(source.path)
    try:
        after = add_review(source.text, str(record))
    except EditError as error:
        raise CommandError(f"{name} {error}.") from error
    document = parse(after)
    lines = [line.value for line in document.values(keys.REVIEW)]
    if str(record) not in lines or not valid(document, role, [record]):
        raise CommandError(f"{name} does not read the same with a line more; nothing was changed.")
    return after


def _role(source: Source) -> Role:
    role = source.declaration.role
    if role is None:
        cure = "Declare it first: `invoke disclose --article PATH --role ...`."
        raise CommandError(f"{shown_path(source.path)} does not say how it was written. {cure}")
    return role


def _people(site: Site) -> Mapping[str, Person]:
    if not site.contributors.people:
        told = "lists nobody who may review. Add a [people.…] section."
        raise CommandError(f"{site.listed} {told}")
    return site.contributors.people
