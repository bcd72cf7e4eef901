"""One run of Pelican in this process: every mistake gathered, nothing written if there is one."""

from __future__ import annotations

import errno
import gc
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from plugins.common.failure import CommandError
from plugins.common.keys import TEMPLATE
from plugins.common.problems import Problem, shown_path
from plugins.run import COMMAND, Command, Run, run_of

from .. import console
from ..blame import place_of
from .log_report import BuildReport, Collector
from .settings import faulty_plugins, named_plugins_only, read_settings


def read_site(
    *,
    settings: str | None = None,
    content: str | None = None,
    production: bool = False,
    overrides: Mapping[str, Any] | None = None,
) -> Run:
    """Read the whole site and write nothing.

    :raises CommandError: with every mistake in it.
    """
    chosen = read_settings(
        production=production,
        settings=settings,
        content=content,
        overrides={"OUTPUT_PATH": tempfile.gettempdir(), **(overrides or {})},
    )
    with console.progress("Reading"):
        run, report = generate(chosen, write=False)
    if run is None or report.errors:
        errors = report.told_errors()
        raise CommandError("\n".join(map(str, errors)), errors)
    return run


class Stopped(Exception):  # noqa: N818 - not an error: the decision to write nothing
    """Raised inside Pelican before its first write."""


def generate(settings: dict[str, Any], *, write: bool = True) -> tuple[Run | None, BuildReport]:
    """Read everything and, if nothing was wrong and `write` is set, write the site.

    A child process is not needed for one run; for several, note that signals outlive each.
    None for the run: it ended before Pelican had read the settings, and the report says why.
    """
    from pelican import Pelican, signals
    from pelican.log import console as pelican_console

    from plugins.pipeline import connect

    if not write:
        settings[COMMAND] = replace(settings.get(COMMAND) or Command(), writes=False)
    report = BuildReport()
    pelican_console.quiet = True
    # A plugin that does not load is reported and left out, to find the other mistakes too.
    faulty = dict(faulty_plugins(settings))
    report.errors += faulty.values()
    settings["PLUGINS"] = [name for name in settings["PLUGINS"] or () if name not in faulty]
    logging.basicConfig(level=logging.WARNING, handlers=[Collector(report)], force=True)

    def decide(_pelican: Any) -> None:
        run = run_of(settings)
        report.errors += _unreadable_folders(run) if run else ()
        report.errors += [*_no_articles(run, report), *_bad_templates(run)] if run else []
        if report.errors or not write:
            raise Stopped

    # `get_writer` is the one signal that fires after every plugin has looked at the whole site and
    # before the first file is opened.
    with (
        signals.get_writer.connected_to(decide),
        named_plugins_only(settings),
        uncollected(),
    ):
        try:
            connect()  # whichever capabilities are on: this module asks the run, too
            Pelican(settings).run()
        except Stopped:
            pass
        except Exception as error:
            # Themes and plugins of others run here; a traceback is for those who ask for it.
            if os.environ.get("COLOPHON_DEBUG"):
                raise
            report.errors.append(_unexpected(error))
    return run_of(settings), report


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for unused objects that refer to each other: a build makes few."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unreadable_folders(run: Run) -> Iterator[Problem]:
    """Folders that Pelican passes over without a word: their pages would leave the site."""
    errors: list[OSError] = []
    for key in ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS"):
        for path in run.settings[key]:
            for _ in os.walk(run.content_folder / path, onerror=errors.append):
                pass
    denied = {error.filename: error for error in errors if isinstance(error, PermissionError)}
    yield from map(_unexpected, denied.values())


def _no_articles(run: Run, report: BuildReport) -> Iterator[Problem]:
    """An empty site is a mistake, unless its articles are the mistake and already reported."""
    if not report.errors and all(entry.is_page for entry in run.entries):
        paths = [shown_path(run.content_folder / path) for path in run.settings["ARTICLE_PATHS"]]
        cure = "Write one with `invoke new`, or name another folder with --content."
        yield Problem(" and ".join(paths), 0, "", "", "holds no article", cure)


def _bad_templates(run: Run) -> Iterator[Problem]:
    """Templates that are missing or broken, found before the first page is written."""
    from jinja2 import TemplateError
    from pelican.generators import PelicanTemplateNotFound

    for entry in run.entries:
        name = entry.content.template
        try:
            run.template(name)
        except PelicanTemplateNotFound:
            message, cure = "is no template of the theme", "Name one of the theme's, or none."
            yield Problem(entry.shown, 0, TEMPLATE, name, message, cure)
        except TemplateError as error:
            yield _unexpected(error)


def _unexpected(error: Exception) -> Problem:
    """What broke while pages were made: a theme's template, most often."""
    from jinja2 import TemplateError

    path, line = place_of(error)
    # A file or template that is missing, or cannot be read, is named by the error itself.
    named = getattr(error, "filename", None) or getattr(error, "name", None)
    if named and isinstance(error, OSError | TemplateError):
        path, line = str(named), getattr(error, "lineno", 0)
    where = shown_path(path) if path else "the build"
    cure = "Mend it there; COLOPHON_DEBUG=1 in the environment shows the whole traceback."
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        cure = "Free some space, then build again."
    elif isinstance(error, PermissionError):
        cure = "Give your account the right to it (chmod u+rX), then build again."
    return Problem(where, line, "", "", f"{type(error).__name__}: {error}", cure)
