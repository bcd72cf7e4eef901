"""`invoke ids`: write into each article the id by which feed readers know it now."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plugins.common.failure import refuse
from plugins.common.frontmatter import MARKDOWN
from plugins.common.keys import ID
from plugins.common.problems import shown_path
from plugins.disclosure.authoring.edit import EditError, add_fields
from plugins.disclosure.authoring.file_changes import Change, write_all
from plugins.disclosure.authoring.source_files import read_text
from plugins.run import Entry

from . import console
from .build.pelican_run import read_site

PREFIX = "urn:uuid:"
"""What a reader sees before a UUID; in a source the UUID alone will do."""


def ids(*, content: str | None = None, settings: str | None = None, dry_run: bool = False) -> None:
    """Add a line `Id` to every published article that has none.

    The ids are those of a build for readers, so no reader sees anything new, and a file can be
    moved from then on. With `FEED_IDS = "pelican"` they are those of Pelican's own feeds.
    :raises CommandError: where the site cannot be read or a file cannot take the line; then no file
        is changed.
    """
    # Whether all is declared that a publication needs is not the question here.
    run = read_site(
        settings=settings,
        content=content,
        production=True,
        overrides={"COLOPHON_PRODUCTION": False},
    )
    changes = _changes([entry for entry in run.listed() if not entry.values(ID)])
    if not dry_run:
        write_all(changes)
    for change in changes if dry_run else ():
        console.say(f"  {shown_path(change.path)}")
    noun = "article" if len(changes) == 1 else "articles"
    verb = "would get" if dry_run else "got"
    done = f"{len(changes)} {noun} {verb} a line {ID}." if changes else "Every article has an Id."
    console.say(done)


def _changes(entries: Iterable[Entry]) -> list[Change]:
    """What each file is to hold.

    :raises CommandError: naming every file that cannot take the line, with the line.
    """
    changes, failures = [], []
    for entry in sorted(entries, key=lambda entry: entry.path):
        value = (entry.feed_id or "").removeprefix(PREFIX)
        try:
            changes.append(_change(entry.path, value))
        except EditError as error:
            failures.append(f"{entry.shown} {error}. Write there yourself: {ID}: {value}")
    refuse(failures)
    return changes


def _change(path: Path, value: str) -> Change:
    if path.suffix.lower() not in MARKDOWN:
        raise EditError("is no Markdown file")
    before = read_text(path)
    return Change(path, before, add_fields(before, [(ID, value)]))
