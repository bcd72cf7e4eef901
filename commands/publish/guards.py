"""What must be true of the repository before anything is published from it.

Each guard raises CommandError with the cure, or returns what it had to find out.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import takewhile

from plugins.common.failure import CommandError

from ..git import Git

# GitHub's own account for workflows; the number is part of its address.
_WORKFLOW_IDENTITY = (
    "github-actions[bot]",
    "41898282+github-actions[bot]@users.noreply.github.com",
)

_SOURCE = re.compile(r"[0-9a-f]{40,64}")
_HISTORY_READ = 500
_NAMED = 5


@dataclass(frozen=True)
class Commit:
    """A commit on the branch: who made it, its subject, and the source it was built from."""

    id: str
    author: str
    subject: str
    source: str
    """Given by `invoke publish` alone, in a trailer."""


def source_commit(git: Git) -> str:
    """The commit the site is built from."""
    if git.ask("rev-parse", "--git-dir") is None:
        raise CommandError(
            f"{git.repo} is not a Git repository. Create one: git init, git add, git commit; "
            "then add the repository on GitHub: git remote add origin ADDRESS",
        )
    commit = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if commit is None:
        raise CommandError("Nothing is committed yet: git add and git commit first.")
    return commit


def uncommitted(git: Git) -> list[str]:
    """Paths that differ from the last commit, new ones that Git does not ignore included."""
    status = git.run("status", "--porcelain", "-z", "--untracked-files=normal", "--no-renames")
    return [line[3:] for line in status.split("\0") if line]


def refuse_uncommitted(paths: list[str]) -> None:
    """What is online must be found again in the repository."""
    if paths:
        names = ", ".join(paths[:_NAMED]) + (", ..." if len(paths) > _NAMED else "")
        raise CommandError(
            f"{len(paths)} files are not committed ({names}). Commit them, or put them aside "
            "with: git stash --include-untracked",
        )


def remote_tip(git: Git, remote: str, branch: str) -> str | None:
    """Fetch *branch* and return its last commit; None where *remote* has no such branch.

    Refuses a branch that holds the sources: publishing would replace them by the site.
    """
    if git.ask("check-ref-format", "--branch", branch) is None:
        raise CommandError(f"{branch!r} is no name for a branch. The usual one is gh-pages.")
    if remote not in git.run("remote").splitlines():
        raise CommandError(
            f"There is no remote {remote!r}. Add it: git remote add {remote} ADDRESS"
        )
    try:
        answer = git.run("ls-remote", "--symref", remote, "HEAD", f"refs/heads/{branch}")
    except CommandError as problem:
        raise CommandError(f"The remote {remote!r} cannot be read: {problem}") from None
    current = git.ask("symbolic-ref", "--quiet", "--short", "HEAD")
    default = re.search(r"^ref: refs/heads/(\S+)\tHEAD$", answer, re.MULTILINE)
    if branch in {current, default and default[1], "main", "master"}:
        raise CommandError(f"{branch!r} is a branch of sources. Publish to another: gh-pages")
    return _fetch(git, remote, branch, exists=f"\trefs/heads/{branch}\n" in answer)


def _fetch(git: Git, remote: str, branch: str, *, exists: bool) -> str | None:
    tracking = f"refs/remotes/{remote}/{branch}"
    if not exists:
        # ghp-import would build on what the remote no longer has.
        git.ask("update-ref", "-d", tracking)
        return None
    git.run("fetch", "--no-tags", "--quiet", remote, f"+refs/heads/{branch}:{tracking}")
    return git.run("rev-parse", "--verify", tracking).strip()


def refuse_foreign(git: Git, remote: str, branch: str, tip: str | None, *, adopt: bool) -> None:
    """Refuse to replace what somebody else put on the branch, unless told to *adopt* it.

    Commits that exist only in this repository's own branch are refused even then: ghp-import
    sets that branch to the remote's, and they would be lost.
    """
    if tip and not adopt and (strangers := _foreign(git, tip)):
        cure = (
            "If the site may replace what they did: invoke publish --adopt "
            "(the commits stay in the branch's history)."
        )
        raise CommandError(_message(strangers, f"{branch} on {remote}", cure))
    local = git.ask("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}^{{commit}}")
    if local and (strangers := _foreign(git, local, without=tip)):
        cure = f"Put it aside: git branch -m {branch} {branch}-before"
        raise CommandError(_message(strangers, f"your own branch {branch}", cure))


def _foreign(git: Git, tip: str, without: str | None = None) -> list[Commit]:
    """Commits since the last publication that `invoke publish` did not make.

    One that touches nothing but CNAME is no stranger: GitHub makes it when the owner sets a
    domain there, and the file is kept.
    """
    since = takewhile(
        lambda commit: not _SOURCE.fullmatch(commit.source), _history(git, tip, without)
    )
    touched = ("diff-tree", "--no-commit-id", "--name-only", "--root", "-r", "-z")
    return [commit for commit in since if git.run(*touched, commit.id) != "CNAME\0"]


def _history(git: Git, tip: str, without: str | None = None) -> list[Commit]:
    """The last commits up to *tip*, newest first, less those reachable from *without*."""
    trailer = "%(trailers:key=Source,valueonly,separator=%x20)"
    shape = f"--format=%H%x1f%an%x1f%s%x1f{trailer}%x1e"
    limits = ("--first-parent", f"--max-count={_HISTORY_READ}")
    log = git.run("log", *limits, shape, tip, *([f"^{without}"] if without else []), "--")
    records = [record.strip("\n").split("\x1f") for record in log.split("\x1e")]
    return [Commit(*record) for record in records if len(record) == 4]  # noqa: PLR2004


def _message(strangers: list[Commit], place: str, cure: str) -> str:
    shown = [f"  {commit.id[:10]} {commit.author}: {commit.subject}" for commit in strangers]
    more = [f"  ... and {len(shown) - _NAMED} more"] if len(shown) > _NAMED else []
    head = f"{place} holds commits that `invoke publish` did not make:"
    return "\n".join([head, *shown[:_NAMED], *more, cure])


def refuse_checked_out(git: Git, branch: str) -> None:
    """A working tree that has the branch checked out would be left inconsistent."""
    for tree in git.run("worktree", "list", "--porcelain").split("\n\n"):
        place, *about = tree.splitlines() or [""]
        if f"branch refs/heads/{branch}" in about:
            place = place.removeprefix("worktree ")
            raise CommandError(f"{branch} is checked out in {place}. Switch to another there.")


def identity(git: Git) -> tuple[str, str]:
    """Name and address for the commit, as ghp-import reads them.

    The workflow on GitHub has none; it acts under the account that GitHub gives it.
    """
    name = os.environ.get("GIT_COMMITTER_NAME") or git.ask("config", "user.name")
    address = os.environ.get("GIT_COMMITTER_EMAIL") or git.ask("config", "user.email")
    if name and address:
        return name, address
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return _WORKFLOW_IDENTITY
    raise CommandError(
        "Git does not know who publishes. Tell it: "
        'git config user.name "YOUR NAME" and git config user.email ADDRESS',
    )
