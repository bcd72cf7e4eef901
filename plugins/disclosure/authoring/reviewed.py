"""What a review covers, which text a recorded one belongs to, and how a new one is put on record.

The hash decides; where earlier versions come from is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...common import keys
from ...common.characters import UNSEEN, one_line
from ...common.failure import CommandError
from ...common.frontmatter import Document, composed, parse
from ...common.problems import shown_path
from ...common.values import dataclass
from ..fingerprint import fingerprint, recipe_for
from ..records import ReviewRecord
from ..vocabulary import SCOPES, Role
from .edit import EditError, add_review
from .file_changes import Change
from .source_files import SourceFile

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """All that a review covers of an article, in Unicode form NFC as the hash reads it."""

    title: str
    summary: str
    role: Role
    body: str
    parts: str = ""
    """The lines of `AI-Parts`."""


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A file's text as its history has it."""

    text: str
    commit: str = ""
    """Empty: only in Git's index."""
    day: str = ""
    """ISO date of the commit."""

    def __str__(self) -> str:
        """As messages name it."""
        if not self.commit:
            return "the version in Git's index"
        return f"the version of commit {self.commit[:10]} ({self.day})"


@dataclass(frozen=True, slots=True)
class EarlierReview:
    """An earlier version, and the records whose hash says that it was the text examined."""

    version: FileVersion
    text: ReviewedText
    records: tuple[ReviewRecord, ...]


def reviewed_text(document: Document, role: Role) -> ReviewedText:
    """What a review of `document` covers."""
    title, summary = composed(document.text(keys.TITLE)), composed(document.text(keys.SUMMARY))
    parts = "\n".join(line.value for line in document.values(keys.PARTS))
    return ReviewedText(title, summary, role, composed(document.body), composed(parts))


def valid_records(
    document: Document, role: Role, records: Iterable[ReviewRecord]
) -> list[ReviewRecord]:
    """The records that hold for `document`, oldest first."""
    held = {record for record in records if record.hash == fingerprint(document, role, record)}
    return sorted(held, key=lambda record: (record.date, record.person))


def earlier_reviews(
    versions: Iterable[FileVersion], records: Iterable[ReviewRecord]
) -> list[EarlierReview]:
    """Newest first, the newest version for which each record holds; others have none here.

    A version without a role of its own had one by a default, which may have changed since: every
    role that a default can give is tried, and the hash holds for one at most.
    """
    unplaced, found = set(records), []
    for version in versions:
        if not unplaced:
            break
        document = parse(version.text)
        for role in _roles(document):
            held = valid_records(document, role, unplaced)
            if held:
                found.append(EarlierReview(version, reviewed_text(document, role), tuple(held)))
                unplaced.difference_update(held)
    return found


def scope_of(answer: str) -> tuple[str, ...]:
    """The words of `answer`, separated by commas, that say what was examined, in their own order.

    :raises CommandError: where it holds another word, or none.
    """
    words = [word.strip().lower() for word in answer.split(",") if word.strip()]
    other = next((word for word in words if word not in SCOPES), "")
    if other or not words:
        message = f"‘{one_line(other, 60)}’ is none of these. " if other else ""
        cure = f"Say what you examined, separated by commas, of: {', '.join(SCOPES)}."
        raise CommandError(f"{message}{cure} Nothing was changed.")
    return tuple(word for word in SCOPES if word in words)


def note_of(answer: str) -> str:
    """A reviewer's note for readers, on one line and without characters that nobody sees."""
    return one_line(UNSEEN.sub("", answer), LONGEST_NOTE)


def sealed(record: ReviewRecord, source: SourceFile, role: Role) -> tuple[ReviewRecord, Change]:
    """`record` bound to the text of `source`, and the file with its line, read back.

    :raises CommandError: where the file cannot take the line.
    """
    name = shown_path(source.path)
    bound = replace(
        record,
        recipe=recipe_for(source.document),
        hash=fingerprint(source.document, role, record),
    )
    try:
        after = add_review(source.text, str(bound))
    except EditError as error:
        raise CommandError(f"{name} {error}.") from error
    document = parse(after)
    lines = [line.value for line in document.values(keys.REVIEW)]
    if str(bound) not in lines or not valid_records(document, role, [bound]):
        raise CommandError(f"{name} does not read the same with a line more; nothing was changed.")
    return bound, Change(source.path, source.text, after)


def _roles(document: Document) -> list[Role]:
    own = document.values(keys.ROLE)
    if own:
        return [role for role in Role if role == own[0].value.lower()]
    return [role for role in Role if role is not Role.NONE]
