"""`invoke build`: from Markdown to a whole site, or one report of every mistake and no change."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import NamedTuple

from plugins.builds.digests import files_digest
from plugins.builds.inputs import hash_of_inputs
from plugins.builds.memory import Memory
from plugins.builds.output_tree import OutputTree, home_of, output_tree
from plugins.builds.reasons import Reasons
from plugins.builds.unchanged import Done, earlier, remember
from plugins.common.failure import CommandError
from plugins.common.problems import Problem, did_you_mean, shown_path
from plugins.common.progress import Progress, nobody
from plugins.common.values import dataclass
from plugins.run import COMMAND, Command, ImageWork, Run, TimedWork, counted

from .. import ROOT, console
from .log_report import BuildReport
from .pelican_run import generate
from .settings import OwnerSettings, run_settings

CACHE = "COLOPHON_CACHE"
"""Environment variable that names another folder for what builds remember, for tests."""


class Work(NamedTuple):
    """What a build had to do."""

    read: int
    """Sources that did not come out of memory."""
    made: int
    kept: int
    removed: int

    def __str__(self) -> str:
        made = counted(self.made, "file")
        return f"{self.read} read, {made} made, {self.kept} kept, {self.removed} removed"


@dataclass(frozen=True, slots=True)
class Built:
    """What one build made, and what it noticed."""

    target: Path
    articles: int
    seconds: float
    work: Work
    warnings: tuple[Problem | str, ...]
    notes: tuple[Problem, ...]
    reason: str = ""
    """Why the file that was asked for was made."""
    apart: tuple[ImageWork | TimedWork, ...] = ()
    """Work whose time is not in `seconds`: on image files, cards, the index of the search."""

    def __str__(self) -> str:
        articles = counted(self.articles, "article")
        where = shown_path(self.target)
        told = f"Built {articles} into {where}/ in {self.seconds:.1f} s: {self.work}."
        return " ".join([told, *map(str, self.apart)])


def build(
    *,
    production: bool = False,
    clean: bool = False,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    allow_undeclared: bool = False,
    verify: bool = False,
    why: str | None = None,
) -> Path:
    """Build the site into `output` (default ``output/``, in production ``public/``); give that.

    `content` and `settings` replace the site's own folder and file; relative to the current folder.
    `clean` also forgets what earlier builds remembered (``.colophon/cache/``).
    With `verify` all built files are read, to find those that were changed by hand.
    `why` is a built file: at the end it is said what made it be made.

    :raises CommandError: with every mistake found; the last good site is then untouched.
    """
    if clean:
        shutil.rmtree(cache_folder(), ignore_errors=True)
    with console.bars() as progress:
        built = build_site(
            production=production,
            content=content,
            output=output,
            settings=settings,
            allow_undeclared=allow_undeclared,
            verify=verify,
            why=why,
            progress=progress,
        )
    for warning in built.warnings:
        console.warn(str(warning))
    for note in built.notes:
        console.say(f"note: {note}")
    console.say(str(built))
    if built.reason:
        console.say(built.reason)
    return built.target


def build_site(
    *,
    production: bool = False,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    allow_undeclared: bool = False,
    verify: bool = False,
    why: str | None = None,
    progress: Progress = nobody,
) -> Built:
    """Build as `build` does, and say nothing.

    :raises CommandError: with every mistake found, each in its `problems`.
    """
    started = time.perf_counter()
    if content is not None and not Path(content).is_dir():
        raise CommandError(f"{content}: there is no such folder. Name one with --content.")
    target = target_of(production=production, output=output)
    # Said here and not only in publishconf.py: a settings file without it would lose every guard.
    overrides = {"COLOPHON_PRODUCTION": production, "COLOPHON_ALLOW_UNDECLARED": allow_undeclared}
    cache = cache_folder()
    with output_tree(target.resolve(), verify=verify) as tree, Memory(cache) as memory:
        own = run_settings(
            production=production, settings=settings, content=content, overrides=overrides
        )
        # A production build is always checked.
        inputs = None if production else _inputs(own)
        if (done := earlier(memory, inputs, tree)) and not why:
            seconds = time.perf_counter() - started
            nothing = Work(0, 0, done.files, 0)
            return Built(target, done.articles, seconds, nothing, done.warnings, done.notes)
        chosen = own.for_pelican({"OUTPUT_PATH": str(tree.staging)})
        notes: list[Problem] = []
        chosen[COMMAND] = Command(cache, memory, tree, notes=notes, progress=progress)
        run, report = generate(chosen)
        if run is None or report.errors:
            raise _failure(report, target)
        if production:
            from ..check import check, require_sound

            check(tree.assemble())
            require_sound(tree.assemble())
        written, kept, removed = map(len, tree.publish())
        work = Work(run.sources_read, written, kept, removed)
        reason = _reason(run, tree, why) if why else ""
        told = (len(run.listed()), tuple(report.told_warnings()), tuple(notes))
        remember(memory, inputs, tree, Done(*told, written + kept, run.holds_until))
    apart = tuple(each for each in (run.image_work, run.card_work, run.index_work) if each)
    seconds = time.perf_counter() - started - sum(each.seconds for each in apart)
    return Built(target, told[0], seconds, work, *told[1:], reason, apart)


def index_preview(
    *, content: str | None = None, output: str | None = None, settings: str | None = None
) -> TimedWork | None:
    """Make the index of the search for a preview of `output`, beside that folder.

    Everything is read for it, most of it out of memory, and nothing else is written.

    :raises CommandError: where the site cannot be read, or the index not be made.
    """
    from plugins.pipeline import index_for_preview

    folder = search_of(target_of(output=output).resolve())
    with Memory(cache_folder()) as memory:
        own = run_settings(production=False, settings=settings, content=content)
        chosen = own.for_pelican({"OUTPUT_PATH": str(folder / "nothing")})
        chosen[COMMAND] = Command(cache_folder(), memory, notes=[])
        run, report = generate(chosen, write=False)
        if run is None or report.errors:
            raise CommandError("The site could not be read.", report.told_errors())
        return index_for_preview(run, folder)


def search_of(target: Path) -> Path:
    """The folder with what a preview adds to the site at `target`, for its search."""
    return home_of(target) / "search"


def _inputs(own: OwnerSettings) -> bytes | None:
    """The hash of all that a build is made of; None: nobody knows it all."""
    commands = files_digest(ROOT / "commands")
    return hash_of_inputs(own.values, own.path, own.files, commands.hex())


def cache_folder() -> Path:
    """What builds remember, to be faster the next time."""
    return Path(os.environ.get(CACHE) or ROOT / ".colophon" / "cache")


def target_of(*, production: bool = False, output: str | None = None) -> Path:
    """The folder that a build fills."""
    return Path(output) if output else ROOT / ("public" if production else "output")


def _reason(run: Run, tree: OutputTree, why: str) -> str:
    """Why the file was made that `why` names: below the output folder, with that, or as a link.

    :raises CommandError: where the site has no such file.
    """
    bare = shown_path(why).removeprefix(f"{shown_path(tree.target)}/").strip("/")
    path = next((p for p in (bare, f"{bare}/index.html".lstrip("/")) if p in tree.files), None)
    if path is None:
        cure = did_you_mean(
            bare, [*tree.files, *(p.removesuffix("/index.html") for p in tree.files)]
        )
        raise CommandError(f"{why}: the site was built, and has no such file. {cure}".rstrip())
    if run.tree and path in run.planned:
        told = "made, as something" if run.planned[path] else "kept, as nothing"
        return f"{path} was {told} that it holds has changed."
    fingerprint, planned = tree.files[path].fingerprint, run.planned.get(path)
    return run.state_of(Reasons).explanation(path, fingerprint, planned=planned)


def _failure(report: BuildReport, target: Path) -> CommandError:
    errors = report.told_errors()
    noun = "mistake" if len(errors) == 1 else "mistakes"
    told = "\n".join(map(str, errors))
    kept = f"\n\n{shown_path(target)}/ is as it was." if target.exists() else ""
    return CommandError(f"The site was not built: {len(errors)} {noun}.\n\n{told}{kept}", errors)
