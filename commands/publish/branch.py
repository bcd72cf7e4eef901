"""Put a folder on a branch, as GitHub Pages serves it, and push that branch.

Two steps, so that a person can look in between: `prepare` finds out what would change and
touches neither branch nor remote; `put` makes the commit with ghp-import and pushes it.
A publication's message ends with the trailer `Source: <commit>`, the commit it was built from.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.common.failure import CommandError

from ..git import Git
from . import guards
from .site_files import files_of

_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


@dataclass(frozen=True)
class Changes:
    """Paths that a publication adds, changes and removes, each sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Target:
    """Where a publication goes, and from which sources it comes."""

    repo: Path
    """A folder of the working tree that holds the sources."""
    site: str
    """The site's name, for the commit's message."""
    branch: str = "gh-pages"
    remote: str = "origin"
    adopt: bool = False
    """Publish on top of commits on the remote's branch that `publish` did not make."""


@dataclass(frozen=True)
class Plan:
    """A publication that has passed every guard and can be put on its branch."""

    git: Git
    folder: Path
    target: Target
    message: str
    cname: str | None
    """The domain to write beside the files; None if there is none or the folder has it."""
    tip: str | None
    """The branch's last commit on the remote; None before the first publication."""
    blobs: Mapping[str, str]
    """The tree to be published: each path with its Git object id."""
    changes: Changes


def prepare(folder: Path, target: Target) -> Plan:
    """Check folder and repository, fetch the branch, compare; raises CommandError."""
    git = Git(target.repo)
    source = guards.source_commit(git)
    files = files_of(folder)
    tip = guards.remote_tip(git, target.remote, target.branch)
    guards.refuse_foreign(git, target.remote, target.branch, tip, adopt=target.adopt)
    guards.refuse_checked_out(git, target.branch)
    present = _tree(git, tip) if tip else {}
    cname = _domain_to_keep(git, files, tip, present)
    blobs = _blobs(git, files) | _written_by_ghp_import(git, cname)
    return Plan(
        git=git,
        folder=folder,
        target=target,
        message=f"Publish {_one_line(target.site)} from {source[:10]}\n\nSource: {source}\n",
        cname=cname,
        tip=tip,
        blobs=blobs,
        changes=_compare(present, blobs),
    )


def put(plan: Plan) -> str:
    """Commit and push; the new commit. On any failure the local branch is as it was before."""
    ref = f"refs/heads/{plan.target.branch}"
    before = plan.git.ask("rev-parse", "--verify", "--quiet", ref)
    try:
        if plan.tip is None:  # begin anew: what the remote no longer has is not brought back
            plan.git.ask("update-ref", "-d", ref)
        _commit(plan)
        _push(plan, ref)
    except BaseException:
        plan.git.ask("update-ref", *([ref, before] if before else ["-d", ref]))
        raise
    return plan.git.run("rev-parse", ref).strip()


def _commit(plan: Plan) -> None:
    """Let ghp-import make the commit, under an identity that it takes from the environment."""
    name, address = guards.identity(plan.git)
    target, cname = plan.target, [] if plan.cname is None else [f"--cname={plan.cname}"]
    options = [f"--branch={target.branch}", f"--remote={target.remote}", "--no-jekyll", *cname]
    folder = str(plan.folder.resolve())
    result = subprocess.run(
        [sys.executable, "-P", "-m", "ghp_import", *options, f"--message={plan.message}", folder],
        cwd=plan.git.repo,
        env={**os.environ, "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address},
        capture_output=True,
        check=False,
    )
    if result.returncode:
        lines = result.stderr.decode("utf-8", "replace").splitlines()
        reasons = [line for line in lines if "fatal: " in line or "error: " in line]
        raise CommandError(f"ghp-import could not make the commit: {' '.join(reasons[:1])}")


def _push(plan: Plan, ref: str) -> None:
    """What was shown, and perhaps agreed to, is what goes online."""
    if _tree(plan.git, ref) != plan.blobs:
        raise CommandError(f"{plan.folder} changed while it was published. Try again.")
    remote, branch = plan.target.remote, plan.target.branch
    try:
        plan.git.run("push", "--quiet", remote, f"{ref}:{ref}")
    except CommandError as problem:
        raise CommandError(
            f"{remote} did not take {branch}, nothing is published. ({problem}) "
            "If somebody else has just published, publish again; otherwise see whether you "
            "may push there.",
        ) from None


def _domain_to_keep(
    git: Git, files: dict[str, Path], tip: str | None, present: Mapping[str, str]
) -> str | None:
    """The domain on the branch, which a tree without CNAME would lose; checked if ours."""
    if "CNAME" in files:
        domain = files["CNAME"].read_text("utf-8", "replace").strip()
        if not _DOMAIN.fullmatch(domain):
            raise CommandError(
                f"content/extra/CNAME: {domain!r} is no domain. One name on one line, "
                "without https:// and slashes, e.g. www.example.org",
            )
        return None
    return git.run("cat-file", "blob", f"{tip}:CNAME") if "CNAME" in present else None


def _blobs(git: Git, files: dict[str, Path]) -> dict[str, str]:
    """Each path's object id, as ghp-import will store it: no filter, no line-end conversion."""
    listed = "".join(f"{path.resolve()}\n" for path in files.values()).encode()
    ids = git.run("hash-object", "--no-filters", "--stdin-paths", feed=listed).split()
    return dict(zip(files, ids, strict=True))


def _written_by_ghp_import(git: Git, cname: str | None) -> dict[str, str]:
    """The files that ghp-import adds to the folder's own."""
    contents = {".nojekyll": ""} | ({} if cname is None else {"CNAME": cname})
    stored = ("hash-object", "--stdin")
    return {name: git.run(*stored, feed=text.encode()).strip() for name, text in contents.items()}


def _tree(git: Git, commit: str) -> dict[str, str]:
    """Each path of *commit* with its object id."""
    entries = git.run("ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
    split = [entry.partition("\t") for entry in entries if entry]
    return {path: about.split()[2] for about, _, path in split}


def _compare(present: Mapping[str, str], wanted: Mapping[str, str]) -> Changes:
    return Changes(
        added=tuple(sorted(wanted.keys() - present.keys())),
        changed=tuple(sorted(p for p in wanted.keys() & present.keys() if wanted[p] != present[p])),
        removed=tuple(sorted(present.keys() - wanted.keys())),
    )


def _one_line(text: str) -> str:
    """A site's name as a part of a subject line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
