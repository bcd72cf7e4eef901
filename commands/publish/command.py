"""`invoke publish`: build the site for production and put it on the branch that is served.

Build and check come before anything is pushed; the guards are in guards and site_files.
"""

from __future__ import annotations

from plugins.common.failure import CommandError

from .. import ROOT, console
from ..build.command import build
from ..build.settings import read_settings
from ..git import Git
from . import guards
from .branch import Changes, Plan, Target, prepare, put
from .websub import LATER, feeds_among, site_of, tell
from .websub import announce as announce_hub

_NAMED = 5


def publish(
    *,
    dry_run: bool = False,
    yes: bool = False,
    adopt: bool = False,
    branch: str = "gh-pages",
    remote: str = "origin",
    allow_undeclared: bool = False,
) -> None:
    """Build `public/` and publish it; with *dry_run* only say what would change.

    *yes* answers the question before the push, for workflows. *adopt* publishes on top of a
    branch that something else has filled. *allow_undeclared* publishes this once although articles
    do not say how they were written.

    :raises CommandError: when a guard refuses, the build fails, or the push is not accepted.
    """
    if not (dry_run or yes or console.at_terminal()):
        raise CommandError("No terminal to ask at: say `invoke publish --yes`, or --dry-run.")
    git = Git(ROOT)
    guards.source_commit(git)
    try:
        guards.refuse_uncommitted(guards.uncommitted(git))
    except CommandError as problem:
        if not dry_run:
            raise
        console.warn(str(problem))
    # Asked of the remote before the build: who may not publish need not wait for it.
    guards.remote_tip(git, remote, branch)
    output = build(production=True, allow_undeclared=allow_undeclared)
    site = str(read_settings(production=True).get("SITENAME", "site"))
    plan = prepare(output, Target(ROOT, site, branch, remote, adopt))
    nothing = f"{branch} already holds this very site; nothing to publish."
    for line in _described(plan.changes) or [nothing]:
        console.say(line)
    if dry_run:
        console.say("Dry run: nothing was published.")
    elif plan.changes and (yes or _agreed(plan)):
        _publish(plan)


def _agreed(plan: Plan) -> bool:
    address = plan.git.run("remote", "get-url", "--push", plan.target.remote).strip()
    answer = input(f"Publish to {plan.target.branch} of {address}? [y/N] ")
    if answer.strip().lower() in {"y", "yes"}:
        return True
    raise CommandError("Nothing was published.")


def _publish(plan: Plan) -> None:
    commit = put(plan)
    console.say(f"Published as {commit[:10]} on {plan.target.branch} of {plan.target.remote}.")
    if plan.tip is None:
        console.say(
            "The first time: on GitHub, under Settings, Pages, choose "
            f"‘Deploy from a branch’, {plan.target.branch}, / (root)."
        )
    _tell_hub(plan)


def _tell_hub(plan: Plan) -> None:
    """Tell the hub, if there is one, of the feeds that changed. The site is published anyway."""
    site = site_of(output=plan.folder)
    paths = feeds_among([*plan.changes.added, *plan.changes.changed])
    if site is None or not paths:
        return
    if plan.tip is None:
        console.say(f"The site is not online before that, and the hub knows nothing. {LATER}")
        return
    console.say("Waiting until the new feeds are online, to tell the hub ...")
    problems = tell(site, paths)
    for problem in problems:
        console.warn(problem)
    if not problems:
        announce_hub(len(paths))


def _described(changes: Changes) -> list[str]:
    """A line for each kind of change: how many, and the first names."""
    kinds = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    return [
        f"{len(paths)} {kind}: {', '.join(paths[:_NAMED])}{', ...' if len(paths) > _NAMED else ''}"
        for kind, paths in kinds.items()
        if paths
    ]
