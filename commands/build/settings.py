"""The settings of one build: the site's own, and what the command line changes."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from plugins.builds.plain import LIBRARIES
from plugins.common.failure import CommandError
from plugins.common.problems import Problem
from plugins.disclosure.authoring.source_files import ContentFolder, content_folder
from plugins.run import renamed_problem

from ..site import SITE
from .import_pelican import import_pelican

OWN_CONTENT = "COLOPHON_OWN_CONTENT"
"""Setting: the site's own content folder, where a command builds another."""


@dataclass(frozen=True)
class OwnerSettings:
    """A settings file that has been run, and what a command puts in the place of its values."""

    path: Path
    module: ModuleType
    overrides: Mapping[str, Any]
    imported: tuple[Path, ...]
    """Further files of the owner's that were run with it."""

    @property
    def values(self) -> dict[str, Any]:
        """What Pelican takes for settings."""
        own = {name: getattr(self.module, name) for name in dir(self.module) if name.isupper()}
        return {**own, **self.overrides}

    @property
    def files(self) -> tuple[Path, ...]:
        """What is read beside the content and the theme that `values` name."""
        return (*self.imported, Path(self.values.get(OWN_CONTENT) or SITE / "content"))

    def for_pelican(self, overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Pelican's settings.

        :raises CommandError: where it cannot make them of these.
        """
        import_pelican(self.values.get("PLUGINS") or ())
        from pelican import settings

        plain, settings.load_source = settings.load_source, lambda *_: self.module
        try:
            with _explained(self.path):
                given = {**self.overrides, **(overrides or {})}
                return dict(settings.read_settings(str(self.path), override=given))
        finally:
            settings.load_source = plain


def run_settings(
    *,
    production: bool,
    settings: str | None = None,
    content: str | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> OwnerSettings:
    """Run the settings file `settings` or the site's own, as Pelican does.

    `settings` and `content` are paths from the current folder.

    :raises CommandError: naming file and line, where the file cannot be run.
    """
    own = SITE / ("publishconf.py" if production else "pelicanconf.py")
    path = Path(settings).resolve() if settings else own
    if not path.is_file():
        raise CommandError(f"{path}: there is no such settings file. Name one with --settings.")
    folder = {}
    if content:
        # Who answers for the site does not change with the folder that is built.
        folder = {
            "PATH": str(Path(content).resolve()),
            OWN_CONTENT: str(SITE / "content"),
        }
    before = set(sys.modules)
    with _explained(path):
        module = _run(path)
    imported = (getattr(sys.modules[name], "__file__", None) for name in {*sys.modules} - before)
    own_files = {file for file in imported if file and not file.startswith(LIBRARIES)}
    files = tuple(map(Path, sorted(own_files)))
    given = {**folder, **_templates(path, module), **(overrides or {})}
    return OwnerSettings(path, module, given, files)


def _templates(path: Path, module: ModuleType) -> dict[str, list[str]]:
    """Folders of own templates from the file's folder, as Pelican takes all others but these."""
    name = "THEME_TEMPLATES_OVERRIDES"
    folders = getattr(module, name, None)
    if not isinstance(folders, (list, tuple)):
        return {}
    return {name: [str(path.parent / str(folder)) for folder in folders]}


def _run(path: Path) -> ModuleType:
    name = path.stem
    spec: Any = spec_from_file_location(name, path)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_settings(
    *,
    production: bool,
    settings: str | None = None,
    content: str | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Pelican's settings for one build, from the file `settings` or the site's own.

    :raises CommandError: naming file and line, where the file cannot be run.
    """
    found = run_settings(
        production=production, settings=settings, content=content, overrides=overrides
    )
    return found.for_pelican()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Tell what went wrong in a settings file, with file and line."""
    try:
        yield
    except Exception as error:
        # The owner's own code ran, so anything may come out of it.
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
