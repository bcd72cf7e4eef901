"""`invoke build`: from Markdown to a whole site, or one report of every mistake and no change."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from plugins.common.failure import CommandError
from plugins.common.problems import NOTES, shown_path

from .. import console
from .log_report import Report
from .pelican_run import generate
from .settings import ROOT, read_settings
from .staging import staged

CACHE = ROOT / ".colophon" / "cache"
"""What builds remember, to be faster the next time."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made."""

    output: Path
    articles: int
    """Published articles, translations included."""
    seconds: float
    warnings: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """What is worth knowing and no warning."""


def build(
    *,
    production: bool = False,
    clean: bool = False,
    content: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    allow_undeclared: bool = False,
) -> BuildResult:
    """Build the site into `output` (default ``output/``, in production ``public/``).

    `content` and `settings` replace the site's own folder and file; relative to the current folder.
    `clean` also forgets what earlier builds remembered (``.colophon/cache/``).

    :raises CommandError: with every mistake found; the last good site is then untouched.
    """
    started = time.perf_counter()
    source = _content_folder(content)
    target = Path(output) if output else ROOT / ("public" if production else "output")
    # Said here and not only in publishconf.py: a settings file without it would lose every guard.
    overrides = {"COLOPHON_PRODUCTION": production, "COLOPHON_ALLOW_UNDECLARED": allow_undeclared}
    if clean:
        console.forget(CACHE)
    with console.progress("Building"), staged(target.resolve()) as staging:
        chosen = read_settings(
            production=production,
            settings=Path(settings).resolve() if settings else None,
            content=source,
            overrides={**overrides, "OUTPUT_PATH": str(staging), "COLOPHON_CACHE": str(CACHE)},
        )
        notes = chosen[NOTES] = []
        outcome = generate(chosen)
        if outcome.report.errors:
            raise CommandError(_told(outcome.report, target))
        if production:
            from ..audit import require_sound
            from ..check import check

            check(staging)
            require_sound(staging)
    published = len(outcome.articles("articles", "translations"))
    warnings = tuple(outcome.report.warning_lines())
    seconds = time.perf_counter() - started
    return BuildResult(target, published, seconds, warnings, tuple(map(str, notes)))


def announce(result: BuildResult) -> None:
    """Tell the person at the terminal what was built, warnings first."""
    for line in result.warnings:
        console.warn(line)
    for line in result.notes:
        console.say(f"note: {line}")
    noun = "article" if result.articles == 1 else "articles"
    where = f"{shown_path(result.output)}/"
    console.say(f"Built {result.articles} {noun} into {where} in {result.seconds:.1f} s.")


def _content_folder(content: str | None) -> Path | None:
    if content is None:
        return None
    folder = Path(content).resolve()
    if not folder.is_dir():
        raise CommandError(f"{content}: there is no such folder. Name one with --content.")
    return folder


def _told(report: Report, target: Path) -> str:
    lines = report.error_lines()
    noun = "mistake" if len(lines) == 1 else "mistakes"
    kept = f"\n\n{shown_path(target)}/ is as it was." if target.exists() else ""
    return f"The site was not built: {len(lines)} {noun}.\n\n" + "\n".join(lines) + kept
