"""Earlier versions of one file, from Git: newest first, through renames, within bounds.

Only contents count here. Names in Git's answers may be any bytes and are used for nothing else than
asking Git again; what a version is worth, its reader decides by a hash.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from plugins.common.failure import CommandError
from plugins.disclosure.authoring.reviewed import FileVersion

from ..git import Git

MOST_VERSIONS = 300
LONGEST_VERSION = 2_000_000
"""Bytes; no article is as long, but an old file of the same name may be a film."""
MOST_SECONDS = 20.0
MOST_NAMES = 20
AT_ONCE = 25
LITERAL = "--literal-pathspecs"  # a name like ``:(top)*.md`` is only a name
UNSET = set("0")  # the blob of a file that is not there


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a version is to be had."""

    blob: str
    commit: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The places of all versions that may be looked at, and why there are no more."""

    git: Git
    places: tuple[_Place, ...] = ()
    limit: str = ""
    """A sentence for people on what bounds it; empty: this is the whole history."""

    def versions(self) -> Iterator[FileVersion]:
        """Each different text once; versions that are no UTF-8 or far too long are left out."""
        newest = {place.blob: place for place in reversed(self.places)}
        once = (place for place in self.places if newest[place.blob] is place)
        while some := list(islice(once, AT_ONCE)):
            contents = _contents(self.git, [place.blob for place in some])
            for place in some:
                text = _decoded(contents.get(place.blob))
                if text is not None:
                    yield FileVersion(text, place.commit, place.day)


def history(path: Path) -> History:
    """What Git knows of the file at `path`; no Git, no repository and no commit are no error."""
    found = path.resolve()
    try:
        top = Git(found.parent).ask("rev-parse", "--show-toplevel")
    except CommandError:
        return History(Git(found.parent), limit="Git is not installed, so no version is known.")
    if top is None:
        told = "The file is in no Git repository that can be read, so no version is known."
        return History(Git(found.parent), limit=told)
    git = Git(Path(top))
    name = os.path.relpath(found, Path(top).resolve())
    places, cut = _committed(git, name)
    if not places:  # moved since the last commit; a hash decides whether it is the same text
        for other in _gone(git):
            more, shorter = _committed(git, other)
            places, cut = [*places, *more], cut or shorter
    blobs = {place.blob for place in places}
    staged = [place for place in _staged(git, name) if place.blob not in blobs]
    return History(git, (*staged, *places), cut or _limit(git, places))


def is_kept(path: Path) -> bool:
    """Whether a repository could keep the version that `path` holds now."""
    try:
        return Git(path.resolve().parent).ask("rev-parse", "--show-toplevel") is not None
    except CommandError:
        return False


def _limit(git: Git, places: list[_Place]) -> str:
    if git.ask("rev-parse", "--is-shallow-repository") == "true":
        return "This clone has only the newest commits; `git fetch --unshallow` gets the others."
    return "" if places else "The file was never committed."


def _committed(git: Git, name: str) -> tuple[list[_Place], str]:
    """The places of committed versions, newest first, and what cut the search short."""
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


def _places(answer: bytes) -> Iterator[_Place]:
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
            yield _Place(words[3], commit, day)


def _staged(git: Git, name: str) -> list[_Place]:
    """The place of the version in the index."""
    entry = git.read(LITERAL, "ls-files", "--stage", "-z", "--", name).split()
    return [_Place(entry[1].decode())] if len(entry) > 1 else []


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


def _contents(git: Git, blobs: list[str]) -> dict[str, bytes]:
    """The content of each of `blobs` that is there and no longer than `LONGEST_VERSION`."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    checked = git.read("cat-file", "--batch-check", feed=asked).decode().splitlines()
    sizes = {words[0]: int(words[2]) for words in map(str.split, checked) if words[1:2] == ["blob"]}
    wanted = [blob for blob, size in sizes.items() if size <= LONGEST_VERSION]
    answer = git.read("cat-file", "--batch", feed="".join(f"{b}\n" for b in wanted).encode())
    found, at = {}, 0
    for blob in wanted:  # each is ``BLOB blob SIZE\nCONTENT\n``
        start = answer.find(b"\n", at) + 1
        at = start + sizes[blob] + 1
        if not start or at > len(answer):
            break  # Git failed on the way
        found[blob] = answer[start : at - 1]
    return found


def _decoded(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError:
        return None
