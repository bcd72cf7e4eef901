"""What `invoke disclose` is to write: checked first, then put into the text of each file."""

from __future__ import annotations

from collections.abc import Iterable

from ...common import keys
from ...common.characters import FORBIDDEN, TURNING, name_of, one_line
from ...common.failure import CommandError, refuse
from ...common.problems import shown_path
from ...common.regex import regex
from ...common.values import dataclass
from ..vocabulary import WHO, Role, role_cure
from .edit import EditError, add_fields
from .file_changes import Change
from .source_files import SourceFile

LONGEST_VALUE = 200
# What would begin another line or hide in one. Joiners and marks that names in some scripts need
# (U+200C to U+200F, U+061C) may stay.
UNFIT = regex(
    f"{FORBIDDEN.pattern}|{TURNING.pattern}"
    "|[\\t\\n\\r\u200b\u2028\u2029\u2060-\u2064\ufeff\U000e0000-\U000e007f]"
)

FREE_TEXTS = {
    "model": keys.MODEL,
    "provider": keys.PROVIDER,
    "tools": keys.TOOLS,
    "tasks": keys.TASKS,
}
"""The options that hold a person's own words, with the keys they are written under."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be written into each file; an empty role is still to be asked for."""

    role: str = ""
    model: str = ""
    provider: str = ""
    tools: str = ""
    tasks: str = ""
    unreviewed: bool = False

    def fields(self) -> list[tuple[str, str]]:
        """Key and value of each line to write, in the order of the keys."""
        given = [
            (keys.ROLE, self.role),
            *((key, getattr(self, name)) for name, key in FREE_TEXTS.items()),
            (keys.REVIEW, "none" if self.unreviewed else ""),
        ]
        return [(key, value.strip()) for key, value in given if value.strip()]


def check(claim: Claim) -> None:
    """Refuse what no file may say.

    :raises CommandError: for an unknown role, a contradiction, or a text that is not one line.
    """
    if claim.role and claim.role not in set(Role):
        message = f"--role: ‘{one_line(claim.role, 60)}’ is not a role."
        raise CommandError(f"{message} {role_cure(claim.role)}")
    for name in FREE_TEXTS:
        value: str = getattr(claim, name)
        shown = f"--{name}: ‘{one_line(value, 60)}’"
        if unfit := UNFIT.search(value):
            message = f"{shown} holds {name_of(unfit[0])}, which cannot stand in a line of metadata"
            raise CommandError(f"{message}. Give plain text on one line.")
        if len(value.strip()) > LONGEST_VALUE:
            message = f"{shown} has {len(value.strip())} characters"
            raise CommandError(f"{message}. Give at most {LONGEST_VALUE}.")
        if value and claim.role == Role.NONE and name in {"model", "provider"}:
            raise CommandError(f"--{name} contradicts --role none. {WHO}")


def changes_for(claim: Claim, sources: Iterable[SourceFile]) -> list[Change]:
    """What each file is to hold: its text with the claim's lines more.

    :raises CommandError: naming every file that cannot take the lines.
    """
    changes, failures = [], []
    for source in sources:
        try:
            after = add_fields(source.text, claim.fields())
            changes.append(Change(source.path, source.text, after))
        except EditError as error:
            failures.append(f"{shown_path(source.path)} {error}.")
    there = any("already" in failure for failure in failures)
    cure = "Edit it there; after publication, tell readers with a line of Corrections."
    refuse(failures, cure=cure if there else "")
    return changes


def roles_listed() -> str:
    """The six roles, one a line, with what each says."""
    return "\n".join(f"  {role.value}: {role.answer}" for role in Role)
