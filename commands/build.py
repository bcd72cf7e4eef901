"""`invoke build`: from Markdown to a whole site, or one report of every mistake and no change."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.common.problems import Problem, shown_path

from . import console
from .collector import Collector, Report
from .configuration import ROOT, faulty_plugins, read_settings
from .failure import CommandError
from .staging import staged

TEXTS = (
    *("articles", "translations", "hidden_articles", "hidden_translations"),
    *("drafts", "drafts_translations"),
)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made."""

    output: Path
    articles: int
    """Published articles, translations included."""
    seconds: float
    warnings: tuple[str, ...]


class Stopped(Exception):  # noqa: N818 - not an error: the decision to write nothing
    """Raised inside Pelican before its first write, when the report holds errors."""


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
    `clean` also forgets what earlier builds remembered (``.colophon/``).

    :raises CommandError: with every mistake found; the last good site is then untouched.
    """
    started = time.perf_counter()
    source = _content_folder(content)
    target = Path(output) if output else ROOT / ("public" if production else "output")
    overrides = {"COLOPHON_ALLOW_UNDECLARED": True} if allow_undeclared else {}
    if clean:
        console.forget(ROOT / ".colophon")
    with console.progress("Building"), staged(target.resolve()) as staging:
        chosen = read_settings(
            production=production,
            settings=Path(settings).resolve() if settings else None,
            content=source,
            overrides={**overrides, "OUTPUT_PATH": str(staging)},
        )
        report, articles = _run(chosen)
        if report.errors:
            raise CommandError(_told(report, target))
        if production:
            from .check import check

            check(staging)
    return BuildResult(
        target, articles, time.perf_counter() - started, tuple(report.warning_lines())
    )


def announce(result: BuildResult) -> None:
    """Tell the person at the terminal what was built, warnings first."""
    for line in result.warnings:
        console.warn(line)
    noun = "article" if result.articles == 1 else "articles"
    where = f"{shown_path(result.output)}/"
    console.say(f"Built {result.articles} {noun} into {where} in {result.seconds:.1f} s.")


def _run(settings: dict[str, Any]) -> tuple[Report, int]:
    """Run Pelican once; stop before its first write if anything was wrong."""
    from pelican import Pelican, signals
    from pelican.log import console as pelican_console

    report = Report()
    pelican_console.quiet = True
    faulty = dict(faulty_plugins(settings))
    for problem in faulty.values():
        report.add(problem)
    settings["PLUGINS"] = [name for name in settings["PLUGINS"] or () if name not in faulty]
    seen: list[Any] = []

    def count(generators: list[Any]) -> None:
        seen.extend(generators)

    def decide(_pelican: Any) -> None:
        _require_articles(seen, settings, report)
        if report.errors:
            raise Stopped

    signals.all_generators_finalized.connect(count)
    signals.get_writer.connect(decide)
    logging.basicConfig(level=logging.WARNING, handlers=[Collector(report)], force=True)
    try:
        Pelican(settings).run()
    except Stopped:
        pass
    except Exception as error:
        if os.environ.get("COLOPHON_DEBUG"):
            raise
        report.add(_unexpected(error))
    finally:
        signals.all_generators_finalized.disconnect(count)
        signals.get_writer.disconnect(decide)
    published = sum(len(_of(seen, name)) for name in ("articles", "translations"))
    return report, published


def _of(generators: list[Any], name: str) -> list[Any]:
    articles = (g for g in generators if hasattr(g, "articles"))
    return [entry for generator in articles for entry in getattr(generator, name)]


def _require_articles(generators: list[Any], settings: Mapping[str, Any], report: Report) -> None:
    """An empty site is a mistake, unless its articles are the mistake and already reported."""
    if report.errors or any(_of(generators, name) for name in TEXTS):
        return
    paths = [shown_path(Path(settings["PATH"]) / path) for path in settings["ARTICLE_PATHS"]]
    cure = "Write one with `invoke new`, or name another folder with --content."
    report.add(Problem(" and ".join(paths), 0, "", "", "holds no article", cure))


def _content_folder(content: str | None) -> Path | None:
    if content is None:
        return None
    folder = Path(content).resolve()
    if not folder.is_dir():
        raise CommandError(f"{content}: there is no such folder. Name one with --content.")
    return folder


def _unexpected(error: Exception) -> Problem:
    """What broke while pages were made: a theme's template, most often."""
    where = getattr(error, "filename", None) or getattr(error, "name", None) or "the build"
    line = getattr(error, "lineno", 0) or 0
    cure = "Mend it there; COLOPHON_DEBUG=1 in the environment shows the whole traceback."
    return Problem(str(where), line, "", "", f"{type(error).__name__}: {error}", cure)


def _told(report: Report, target: Path) -> str:
    lines = report.error_lines()
    noun = "mistake" if len(lines) == 1 else "mistakes"
    kept = f"\n\n{shown_path(target)}/ is as it was." if target.exists() else ""
    return f"The site was not built: {len(lines)} {noun}.\n\n" + "\n".join(lines) + kept
