"""Earlier versions of one file, from Git: newest first, through renames, within bounds.

Only contents count here. Names in Git's answers may be any bytes and are used for nothing else than
asking Git again; what a version is worth, its reader decides by a hash.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.failure import CommandError
from plugins.disclosure.authoring.reviewed import FileVersion

from ..git import Git

MOST_VERSIONS = 300
LONGEST_VERSION = 2_000_000
"""Bytes; no article is as long, but an old file of the same name may be a film."""
MOST_SECONDS = 20.0
MOST_NAMES = 20
LITERAL = "--literal-pathspecs"  # a name like ``:(top)*.md`` is only a name
UNSET = set("0")  # the blob of a file that is not there


@dataclass(frozen=True, slots=True)
class History:
    """Where all versions are that may be looked at, and why there are no more."""

    git: Git
    blobs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Git's object of each different text, newest first: the newest commit and its ISO date; both
    empty where it is in the index alone."""
    limit: str = ""
    """A sentence for people on what bounds it; empty: this is the whole history."""

    def versions(self) -> Iterator[FileVersion]:
        """Each different text once; versions that are no UTF-8 or far too long are left out."""
        if not self.blobs:
            return
        names = "".join(f"{blob}\n" for blob in self.blobs).encode()
        answer = self.git.read("cat-file", "--batch-check", feed=names).decode().splitlines()
        sizes = {words[0]: int(words[2]) for line in answer if (words := line.split())[1] == "blob"}
        for blob, (commit, day) in self.blobs.items():
            if sizes.get(blob, LONGEST_VERSION + 1) <= LONGEST_VERSION:
                with suppress(UnicodeDecodeError):
                    text = self.git.read("cat-file", "blob", blob).decode("utf-8")
                    yield FileVersion(text, commit, day)


def history(path: Path) -> History:
    """What Git knows of the file at `path`; no Git, no repository and no commit are no error."""
    found = path.resolve()
    git = Git(found.parent)
    try:
        top = git.ask("rev-parse", "--show-toplevel")
    except CommandError:
        return History(git, limit="Git is not installed, so no version is known.")
    if top is None:
        limit = "The file is in no Git repository that can be read, so no version is known."
        return History(git, limit=limit)
    git, name = Git(Path(top)), os.path.relpath(found, Path(top).resolve())
    committed, limit = _committed(git, name)
    if not committed:  # moved since the last commit; a hash decides whether it is the same text
        for other in _gone(git):
            more, shorter = _committed(git, other)
            committed, limit = [*committed, *more], limit or shorter
    if not limit and git.ask("rev-parse", "--is-shallow-repository") == "true":
        limit = "This clone has only the newest commits; `git fetch --unshallow` gets the others."
    blobs: dict[str, tuple[str, str]] = {}
    for blob, commit, day in committed:
        blobs.setdefault(blob, (commit, day))
    staged = git.read(LITERAL, "ls-files", "--stage", "-z", "--", name).decode("ascii", "replace")
    index = {blob: ("", "") for blob in staged.split()[1:2] if blob not in blobs}
    return History(git, index | blobs, limit or ("" if blobs else "The file was never committed."))


def is_kept(path: Path) -> bool:
    """Whether a repository could keep the version that `path` holds now."""
    try:
        return Git(path.resolve().parent).ask("rev-parse", "--show-toplevel") is not None
    except CommandError:
        return False


def _committed(git: Git, name: str) -> tuple[list[tuple[str, str, str]], str]:
    """(blob, commit, day) of each version, newest first, and what cut the search short."""
    arguments = (
        *(LITERAL, "log", "--follow", "-m", "--find-renames=20%", "--raw", "-z", "--no-abbrev"),
        *("--no-color", "--no-show-signature", "--format=%H %cI"),
        *(f"--max-count={MOST_VERSIONS + 1}", "--", name),
    )
    cut = ""
    try:
        answer = git.read(*arguments, seconds=MOST_SECONDS)
    except TimeoutError as error:
        answer, cut = error.args[1], f"Git was stopped after {MOST_SECONDS:.0f} seconds."
    places = list(_places(answer))
    if len(places) > MOST_VERSIONS:
        cut = f"Only the newest {MOST_VERSIONS} versions were looked at."
    return places[:MOST_VERSIONS], cut


def _places(answer: bytes) -> Iterator[tuple[str, str, str]]:
    """Read Git's answer (git-diff, raw format), whose parts end with a null byte each.

    They are ``COMMIT DATE``, ``:MODE MODE BLOB BLOB STATUS`` and one name, or two of a rename.
    """
    tokens = iter(answer.split(b"\0"))
    commit = day = ""
    for token in tokens:
        words = token.decode("ascii", "replace").split()
        if not words:
            continue
        if not words[0].startswith(":"):
            commit, day = words[0], words[-1][:10]
            continue
        if len(words) < len(":MODE MODE BLOB BLOB STATUS".split()):
            return  # Git was stopped in the middle of a line
        for _ in range(2 if words[4][0] in "RC" else 1):
            next(tokens, b"")
        if set(words[3]) != UNSET:
            yield words[3], commit, day


def _gone(git: Git) -> list[str]:
    """Files that were committed and are no longer there, so that ours may be one of them."""
    answers = (
        git.read(
            "diff", "--cached", "--no-renames", "--diff-filter=D", "--name-only", "-z", "HEAD"
        ),
        git.read("ls-files", "--deleted", "-z"),
    )
    names = [os.fsdecode(name) for answer in answers for name in answer.split(b"\0") if name]
    return names[:MOST_NAMES]
