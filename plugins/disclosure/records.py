"""One line of `AI-Review`: a person's act, as the software that carried it over wrote it down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from ..common.regex import regex
from ..common.values import dataclass
from .vocabulary import DOORS, SCOPES

RECIPES = ("v1", "v2")
"""Ways in which a hash was made (fingerprint.py)."""

LINE = regex(
    r"(?P<date>\d{4}-\d\d-\d\d) (?P<person>[^\s:]+): (?P<scope>[a-z]+(?:, [a-z]+)*)"
    r"(?:; (?P<note>.+))? \((?P<door>[a-z-]+)\) (?P<recipe>v\d+):(?P<hash>[0-9a-f]{64})"
)
CURE = (
    "A review is a person's own act: remove the line and run"
    " `invoke review --article PATH` at a terminal."
)


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """Who examined what, when, and by which door the act came in."""

    date: date
    person: str
    """Identifier in contributors.toml; how the person is shown can change without voiding this."""
    scope: tuple[str, ...]
    note: str = ""
    door: str = "terminal"
    hash: str = ""
    recipe: str = RECIPES[0]

    def __str__(self) -> str:
        """The line as it stands in a source file."""
        scope = ", ".join(self.scope) + (f"; {self.note}" if self.note else "")
        return f"{self.date} {self.person}: {scope} ({self.door}) {self.recipe}:{self.hash}"


class RecordError(ValueError):
    """A line that no command of the kit could have written; the message says why."""


def read_record(line: str, people: Collection[str], today: date) -> ReviewRecord:
    """Parse one line.

    :raises RecordError: where the form, date, person, scope, door or recipe cannot be genuine.
    """
    match = LINE.fullmatch(line)
    if not match:
        raise RecordError("is not a record that a command could have written")
    if match["recipe"] not in RECIPES:
        raise RecordError(f"names a recipe {match['recipe']} that this version does not know")
    if match["person"] not in people:
        raise RecordError(f"names ‘{match['person']}’, who is not in contributors.toml")
    if match["door"] not in DOORS:
        raise RecordError(f"names a way ‘{match['door']}’ by which no review comes in")
    scope = tuple(match["scope"].split(", "))
    return ReviewRecord(
        date=_date(match["date"], today),
        person=match["person"],
        scope=_scope(scope),
        note=match["note"] or "",
        door=match["door"],
        hash=match["hash"],
        recipe=match["recipe"],
    )


def _date(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise RecordError(f"has a date ‘{text}’ that is none") from None
    if found > today + timedelta(days=1):  # a reviewer's clock may be a day ahead of ours
        raise RecordError(f"is dated {text}, in the future")
    return found


def _scope(words: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [word for word in words if word not in SCOPES]
    if unknown:
        raise RecordError(f"says ‘{unknown[0]}’ was examined; known are {', '.join(SCOPES)}")
    if len(set(words)) < len(words):
        raise RecordError("names one thing twice")
    return words
