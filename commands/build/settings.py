"""The settings of one build: the site's own, and what the command line changes."""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from plugins.common.failure import CommandError
from plugins.common.problems import Problem
from plugins.disclosure.authoring.source_files import ContentFolder, content_folder
from plugins.run import renamed_problem

from ..site import SITE


def read_settings(
    *,
    production: bool,
    settings: str | None = None,
    content: str | None = None,
    overrides: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Pelican's settings for one build, from the file `settings` or the site's own.

    `settings` and `content` are paths from the current folder.

    :raises CommandError: naming file and line, where the file cannot be run.
    """
    from pelican.settings import read_settings as read

    own = SITE / ("publishconf.py" if production else "pelicanconf.py")
    path = Path(settings).resolve() if settings else own
    if not path.is_file():
        raise CommandError(f"{path}: there is no such settings file. Name one with --settings.")
    folder = {}
    if content:
        # Who answers for the site does not change with the folder that is built.
        folder = {
            "PATH": str(Path(content).resolve()),
            "COLOPHON_OWN_CONTENT": str(SITE / "content"),
        }
    try:
        return dict(read(str(path), override={**folder, **(overrides or {})}))
    except Exception as error:
        # The owner's own code ran, so anything may come out of it; it is told with file and line.
        where, line = _where(error, path)
        told = f"{type(error).__name__}: {error}"
        problem = Problem(where, line, "", "", told, "Mend this line.")
        raise CommandError(str(problem), [problem]) from error


def open_content(content: str | None = None) -> ContentFolder:
    """The site's content folder, or another one with the site's settings.

    :raises CommandError: where the settings, or a file that they name, hold a mistake.
    """
    return content_folder(read_settings(production=False, content=content))


def faulty_plugins(settings: dict[str, Any]) -> Iterator[tuple[str, Problem]]:
    """Plugins that cannot be imported, with why. Pelican would log it and build on without them."""
    installed = _installed()
    for name in settings.get("PLUGINS") or ():
        if isinstance(name, str) and (problem := renamed_problem(name)):
            yield name, problem
        elif isinstance(name, str):
            try:
                module = importlib.import_module(next(iter(installed & _names(name)), name))
                if name.startswith("plugins."):
                    importlib.import_module(f"{module.__name__}.adapter")
            except Exception as error:  # noqa: BLE001 - a plugin's code may raise anything
                yield name, _faulty(name, error)


@contextmanager
def named_plugins_only(settings: dict[str, Any]) -> Iterator[None]:
    """Let Pelican import the packages below ``pelican.plugins`` that PLUGINS names.

    It imports every one that is installed, and what each needs, before it looks at the names.
    """
    from pelican.plugins import _utils

    wanted = set[str]().union(*(_names(n) for n in settings["PLUGINS"] if isinstance(n, str)))
    found = {name: importlib.import_module(name) for name in sorted(_installed() & wanted)}
    plain, _utils.get_namespace_plugins = _utils.get_namespace_plugins, lambda: found
    try:
        yield
    finally:
        _utils.get_namespace_plugins = plain


def _installed() -> set[str]:
    """The packages below ``pelican.plugins``, none imported."""
    from pelican import plugins
    from pelican.plugins._utils import iter_namespace

    return {name for _finder, name, is_package in iter_namespace(plugins) if is_package}


def _names(plugin: str) -> set[str]:
    """How PLUGINS may name a package below ``pelican.plugins``: with that or without."""
    return {plugin, f"pelican.plugins.{plugin}"}


def _faulty(name: str, error: Exception) -> Problem:
    line = traceback.extract_tb(error.__traceback__)[-1]
    where = "" if line.filename.startswith("<") else f" ({Path(line.filename).name}:{line.lineno})"
    message = f"does not load: {type(error).__name__}: {error}{where}"
    cure = "Install or mend the plugin, or remove its name from PLUGINS."
    return Problem("pelicanconf.py", 0, "PLUGINS", name, message, cure)


def _where(error: Exception, path: Path) -> tuple[str, int]:
    """The file and line at which the settings broke."""
    if isinstance(error, SyntaxError) and error.filename:
        return Path(error.filename).name, error.lineno or 0
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).parent == path.parent]
    return (Path(own[-1].filename).name, own[-1].lineno or 0) if own else (path.name, 0)
