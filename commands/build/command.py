"""`invoke build`: from Markdown to a whole site, or one report of every mistake and no change."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from plugins.common.failure import CommandError
from plugins.common.problems import Problem, shown_path
from plugins.run import COMMAND, Command

from .. import ROOT, console
from .log_report import BuildReport
from .pelican_run import generate
from .settings import read_settings
from .staging import staged

CACHE = ROOT / ".colophon" / "cache"
"""What builds remember, to be faster the next time."""


def build(
    *,
    production: bool = False,
    clean: bool = False,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    allow_undeclared: bool = False,
) -> Path:
    """Build the site into `output` (default ``output/``, in production ``public/``); give that.

    `content` and `settings` replace the site's own folder and file; relative to the current folder.
    `clean` also forgets what earlier builds remembered (``.colophon/cache/``).

    :raises CommandError: with every mistake found; the last good site is then untouched.
    """
    started = time.perf_counter()
    if content is not None and not Path(content).is_dir():
        raise CommandError(f"{content}: there is no such folder. Name one with --content.")
    target = Path(output) if output else ROOT / ("public" if production else "output")
    # Said here and not only in publishconf.py: a settings file without it would lose every guard.
    overrides = {"COLOPHON_PRODUCTION": production, "COLOPHON_ALLOW_UNDECLARED": allow_undeclared}
    if clean:
        shutil.rmtree(CACHE, ignore_errors=True)
    with console.progress("Building"), staged(target.resolve()) as staging:
        chosen = read_settings(
            production=production,
            settings=settings,
            content=content,
            overrides={**overrides, "OUTPUT_PATH": str(staging)},
        )
        notes: list[Problem] = []
        chosen[COMMAND] = Command(cache=CACHE, notes=notes)
        run, report = generate(chosen)
        if run is None or report.errors:
            raise CommandError(_failure(report, target))
        if production:
            from ..check import check, require_sound

            check(staging)
            require_sound(staging)
    for line in report.warning_lines():
        console.warn(line)
    for note in notes:
        console.say(f"note: {note}")
    published = len(run.listed())
    noun = "article" if published == 1 else "articles"
    seconds = time.perf_counter() - started
    console.say(f"Built {published} {noun} into {shown_path(target)}/ in {seconds:.1f} s.")
    return target


def _failure(report: BuildReport, target: Path) -> str:
    lines = report.error_lines()
    noun = "mistake" if len(lines) == 1 else "mistakes"
    kept = f"\n\n{shown_path(target)}/ is as it was." if target.exists() else ""
    return f"The site was not built: {len(lines)} {noun}.\n\n" + "\n".join(lines) + kept
