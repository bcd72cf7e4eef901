"""The questions of `invoke review`, and what counts as an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from plugins.common.characters import one_line
from plugins.common.problems import did_you_mean
from plugins.disclosure.contributors import Person
from plugins.disclosure.records import ReviewRecord
from plugins.disclosure.vocabulary import SCOPES

from .. import console
from ..failure import CommandError
from .visible import UNSEEN, visible

Ask = Callable[[str], str]

LONGEST_NOTE = 200
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


def who(people: Mapping[str, Person], ask: Ask) -> str:
    """The identifier of the person who reviews.

    :raises CommandError: where the answer is nobody listed.
    """
    for person in people.values():
        console.say(f"  {person.id}: readers see ‘{visible(person.shown)}’")
    answer = ask(f"Who are you ({', '.join(people)})? ").strip()
    if answer in people:
        return answer
    told = f"‘{one_line(answer, 60)}’ is not listed; nothing was changed."
    offer = did_you_mean(answer, people)
    raise CommandError(f"{told} {offer or 'People are listed in contributors.toml.'}".rstrip())


def what(person: str, today: date, ask: Ask) -> ReviewRecord:
    """What `person` says to have examined, as a record that is not yet bound to a text.

    :raises CommandError: where the answer holds another word, or none.
    """
    for word in SCOPES:
        console.say(f"  {word}: {EXAMINED[word]}")
    answer = ask(f"What did you examine ({', '.join(SCOPES)})? ")
    words = [word.strip().lower() for word in answer.split(",") if word.strip()]
    other = next((word for word in words if word not in SCOPES), "")
    if other or not words:
        told = f"‘{one_line(other, 60)}’ is none of these. " if other else ""
        cure = f"Say what you examined, separated by commas, of: {', '.join(SCOPES)}."
        raise CommandError(f"{told}{cure} Nothing was changed.")
    note = UNSEEN.sub("", ask("A note for readers (may stay empty): "))
    scope = tuple(word for word in SCOPES if word in words)
    return ReviewRecord(today, person, scope, one_line(note, LONGEST_NOTE))


def confirm(record: ReviewRecord, ask: Ask) -> None:
    """Let the person see the line and type that they mean it.

    :raises CommandError: where they do not.
    """
    console.say(f"The line to be added: {str(record).rpartition(' ')[0]}")
    if ask(f"Type ‘{CONFIRMATION}’ to put it on record: ").strip() != CONFIRMATION:
        raise CommandError("Not confirmed; nothing was changed.")
