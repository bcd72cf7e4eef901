"""What a child process does for a preview: read the settings, or build. Nothing escapes it.

The kit's code is imported within, as it may be what is broken.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .. import ROOT
from ..blame import libraries, place_of
from ..site import SITE
from .values import Mistake, Options, Outcome, Site

CODE = ("plugins", "commands", "tasks.py", "requirements.txt")
USUAL = Site("", tuple(str(SITE / name) for name in ("content", "theme")))
"""What is watched as long as the settings cannot be read."""
AROUND = 1
"""Lines shown before and after the one with a mistake."""
LONGEST = 2400


def describe(options: Options) -> Outcome:
    """Read the settings alone, and say what a preview must know before it builds."""
    opened = set[str]()
    sys.addaudithook(lambda event, given: _note(opened, event, given))
    before = set(sys.modules)
    site, mistakes, lines = USUAL, tuple[Mistake, ...](), tuple[str, ...]()
    try:
        from ..build.settings import read_settings

        chosen = read_settings(production=False, settings=options.settings, content=options.content)
        site = Site(_address(chosen["SITEURL"]), tuple(_folders(chosen)), tuple(_plugins(chosen)))
    except BaseException as error:  # noqa: BLE001 - the owner's code may end with anything
        mistakes, lines = failed(error)
    own = str(Path(options.settings or SITE / "pelicanconf.py").resolve())
    loaded, _ = _split(set(sys.modules) - before)
    kit = (str(ROOT / name) for name in CODE)
    code = tuple(sorted({*kit, own, *site.code, *loaded, *filter(_is_own, opened)}))
    return Outcome(mistakes=mistakes, lines=lines, site=Site(site.siteurl, site.folders, code))


def build(options: Options) -> Outcome:
    """Build the site as `invoke build` does."""
    before = set(sys.modules)
    told, warnings = "", list[str]()
    mistakes, lines = tuple[Mistake, ...](), tuple[str, ...]()
    try:
        from ..build.command import build_site

        built = build_site(
            content=options.content, output=options.output, settings=options.settings
        )
        told = str(built)
        warnings += [f"warning: {text}" for text in built.warnings]
        warnings += [f"note: {text}" for text in built.notes]
    except BaseException as error:  # noqa: BLE001 - plugins run here, and may end with anything
        mistakes, lines = failed(error)
    code, modules = _split(set(sys.modules) - before)
    return Outcome(told, mistakes, lines, tuple(warnings), code=code, modules=modules)


def index(options: Options) -> Outcome:
    """Make the index of the search. Whatever is wrong with the site, a build has told."""
    silent = os.open(os.devnull, os.O_WRONLY)
    terminal = os.dup(1)
    for stream in (1, 2):  # plugins have said the same to the build
        os.dup2(silent, stream)
    with suppress(BaseException):
        from ..build.command import index_preview

        made = index_preview(
            content=options.content, output=options.output, settings=options.settings
        )
        if made:
            os.write(terminal, f"{made}\n".encode())
    return Outcome()


JOBS: dict[str, Callable[[Options], Outcome]] = {
    "describe": describe,
    "build": build,
    "index": index,
}


def failed(error: BaseException) -> tuple[tuple[Mistake, ...], tuple[str, ...]]:
    """The mistakes behind an exception, and each as a line for the terminal."""
    problems: Iterable[Any] | None = getattr(error, "problems", None)
    if problems is not None:  # a CommandError
        told = tuple(problems) or (str(error),)
        return tuple(map(_mistake, told)), tuple(map(str, told))
    if os.environ.get("COLOPHON_DEBUG"):
        traceback.print_exception(error)
    path, line = place_of(error)
    where = _shown(path or "the build")
    message = _flat(f"{type(error).__name__}: {error}".removesuffix(": "))
    cure = "Mend this line: it ended the build."
    mistake = Mistake(message, where, line, cure=cure, source=tuple(_source(where, line)))
    return (mistake,), (f"{where}:{line}: {message}. {cure}",)


def _shown(path: str) -> str:
    here = Path.cwd()
    return Path(path).relative_to(here).as_posix() if Path(path).is_relative_to(here) else path


def _mistake(problem: Any) -> Mistake:
    if isinstance(problem, str):
        return Mistake(problem[:LONGEST])
    texts = {name: _flat(getattr(problem, name)) for name in ("key", "value", "message", "cure")}
    source = tuple(_source(problem.path, problem.line))
    return Mistake(path=_flat(problem.path), line=problem.line, source=source, **texts)


def _flat(text: str) -> str:
    from plugins.common.characters import one_line

    return one_line(text, LONGEST // 4)


def _source(path: str, line: int) -> Iterator[tuple[int, str]]:
    """The line of a file and its neighbours, each with its number."""
    from plugins.common.characters import TURNING, without_forbidden

    first = max(line - AROUND, 1)
    try:
        found = Path(path) if Path(path).is_file() else SITE / path
        with found.open(encoding="utf-8", errors="replace") as file:
            lines = [*islice(file, first - 1, line + AROUND)] if line else []
    except OSError:
        return
    for number, text in enumerate(lines, first):
        yield number, without_forbidden(TURNING.sub("", text)).rstrip().expandtabs(4)[:200]


def _address(siteurl: object) -> str:
    try:
        urlsplit(str(siteurl))
    except ValueError:  # no address at all
        return ""
    return str(siteurl or "")


def _folders(settings: dict[str, Any]) -> Iterator[str]:
    yield settings["PATH"]
    yield settings.get("COLOPHON_OWN_CONTENT") or settings["PATH"]
    yield settings["THEME"]
    yield from (str(Path(settings["THEME"], name)) for name in settings["THEME_STATIC_PATHS"])
    yield from map(str, settings["THEME_TEMPLATES_OVERRIDES"])


def _plugins(settings: dict[str, Any]) -> Iterator[str]:
    """Where the site's other plugins are; the kit's own are in `CODE`."""
    sys.path += settings["PLUGIN_PATHS"]
    for name in filter(lambda name: isinstance(name, str), settings["PLUGINS"] or ()):
        try:
            spec = find_spec(name.partition(".")[0])
        except (ImportError, ValueError):
            continue
        folders = list((spec and spec.submodule_search_locations) or ())
        places = folders or ([spec.origin] if spec and spec.origin else [])
        yield from (place for place in places if not place.startswith(libraries()))


def _note(opened: set[str], event: str, given: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(given[0], str) and "w" not in str(given[1] or ""):
        opened.add(str(Path(given[0]).absolute()))


def _split(modules: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Files of the owner's code among modules, and the names of the others."""
    files = {name: getattr(sys.modules.get(name), "__file__", None) for name in modules}
    own = {name: file for name, file in files.items() if file and _is_own(file)}
    return tuple(sorted(set(own.values()))), tuple(sorted(files.keys() - own.keys()))


def _is_own(path: str) -> bool:
    """Whether it is there and is the owner's: no library's, and not the kit's, which is `CODE`."""
    is_kit = any(Path(path).is_relative_to(ROOT / name) for name in CODE)
    return not is_kit and not path.startswith(libraries()) and Path(path).is_file()
