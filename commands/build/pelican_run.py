"""One run of Pelican in this process: every mistake gathered, nothing written if there is one."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.common.failure import CommandError
from plugins.common.problems import Problem, shown_path

from .. import console
from .log_report import BuildReport, Collector
from .settings import faulty_plugins, read_settings

TEXTS = (
    *("articles", "translations", "hidden_articles", "hidden_translations"),
    *("drafts", "drafts_translations"),
)


@dataclass(slots=True)
class Outcome:
    """What one run read, and what went wrong."""

    report: BuildReport = field(default_factory=BuildReport)
    generators: list[Any] = field(default_factory=list)

    def articles(self, *lists: str) -> list[Any]:
        """The articles in the named lists of Pelican's article generator."""
        found = [g for g in self.generators if hasattr(g, "articles")]
        return [entry for g in found for name in lists for entry in getattr(g, name)]

    def texts(self, generator: Any) -> list[Any]:
        """Every article or page that `generator` would write."""
        lists = (*TEXTS, "pages", "hidden_pages", "draft_pages", "draft_translations")
        return [entry for name in lists for entry in getattr(generator, name, ())]

    def pages(self) -> list[Any]:
        """The published pages."""
        return [page for g in self.generators if hasattr(g, "hidden_pages") for page in g.pages]


def read_site(
    *,
    settings: str | None = None,
    content: str | None = None,
    production: bool = False,
    overrides: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], Outcome]:
    """Read the whole site and write nothing; the settings used, and what was read.

    :raises CommandError: with every mistake in it.
    """
    chosen = read_settings(
        production=production,
        settings=settings,
        content=content,
        overrides={"OUTPUT_PATH": tempfile.gettempdir(), **(overrides or {})},
    )
    with console.progress("Reading"):
        outcome = generate(chosen, write=False)
    if outcome.report.errors:
        raise CommandError("\n".join(outcome.report.error_lines()))
    return chosen, outcome


class Stopped(Exception):  # noqa: N818 - not an error: the decision to write nothing
    """Raised inside Pelican before its first write."""


def generate(settings: dict[str, Any], *, write: bool = True) -> Outcome:
    """Read everything and, if nothing was wrong and `write` is set, write the site.

    A child process is not needed for one run; for several, note that signals outlive each.
    """
    from pelican import Pelican, signals
    from pelican.log import console as pelican_console

    outcome = Outcome()
    pelican_console.quiet = True
    # A plugin that does not load is reported and left out, to find the other mistakes too.
    faulty = dict(faulty_plugins(settings))
    outcome.report.errors += faulty.values()
    settings["PLUGINS"] = [name for name in settings["PLUGINS"] or () if name not in faulty]
    logging.basicConfig(level=logging.WARNING, handlers=[Collector(outcome.report)], force=True)

    def decide(_pelican: Any) -> None:
        _require_articles(settings, outcome)
        _require_templates(outcome)
        if outcome.report.errors or not write:
            raise Stopped

    # `get_writer` is the one signal that fires after every plugin has looked at the whole site and
    # before the first file is opened.
    with (
        signals.all_generators_finalized.connected_to(outcome.generators.extend),
        signals.get_writer.connected_to(decide),
    ):
        try:
            Pelican(settings).run()
        except Stopped:
            pass
        except Exception as error:
            # Themes and plugins of others run here; a traceback is for those who ask for it.
            if os.environ.get("COLOPHON_DEBUG"):
                raise
            outcome.report.errors.append(_unexpected(error))
    return outcome


def _require_articles(settings: dict[str, Any], outcome: Outcome) -> None:
    """An empty site is a mistake, unless its articles are the mistake and already reported."""
    if outcome.report.errors or outcome.articles(*TEXTS):
        return
    paths = [shown_path(Path(settings["PATH"]) / path) for path in settings["ARTICLE_PATHS"]]
    cure = "Write one with `invoke new`, or name another folder with --content."
    outcome.report.errors.append(Problem(" and ".join(paths), 0, "", "", "holds no article", cure))


def _require_templates(outcome: Outcome) -> None:
    """Find templates that are missing or broken before the first page is written."""
    from jinja2 import TemplateError
    from pelican.generators import PelicanTemplateNotFound

    for generator in outcome.generators:
        for entry in outcome.texts(generator):
            try:
                generator.get_template(entry.template)
            except PelicanTemplateNotFound:
                where, name = shown_path(entry.source_path), entry.template
                message, cure = "is no template of the theme", "Name one of the theme's, or none."
                outcome.report.errors.append(Problem(where, 0, "Template", name, message, cure))
            except TemplateError as error:
                outcome.report.errors.append(_unexpected(error))


def _unexpected(error: Exception) -> Problem:
    """What broke while pages were made: a theme's template, most often."""
    where = getattr(error, "filename", None) or getattr(error, "name", None) or "the build"
    line = getattr(error, "lineno", 0) or 0
    cure = "Mend it there; COLOPHON_DEBUG=1 in the environment shows the whole traceback."
    return Problem(str(where), line, "", "", f"{type(error).__name__}: {error}", cure)
