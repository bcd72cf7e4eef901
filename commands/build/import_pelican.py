"""Imports Pelican without the libraries that only its other uses need: half the time that takes.

They are for its command line, its web server and its feeds; and docutils, which is imported after
all when a text in reStructuredText is read.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

UNUSED = frozenset(
    {
        *("argparse", "feedgenerator", "multiprocessing", "pprint", "rich", "watchfiles"),
        *("docutils", "pelican.rstdirectives", "pelican.server"),
    }
)


def import_pelican(plugins: Collection[Any]) -> None:
    """Import Pelican; whole, where others' plugins may use all of it, or Pelican writes feeds."""
    foreign = any(not str(name).startswith("plugins.") for name in plugins)
    if "pelican" in sys.modules or foreign or "plugins.feeds" not in plugins:
        return
    with _stand_ins():
        readers: Any = import_module("pelican.readers")
    readers.RstReader.read = _read_with_docutils


class StandIn(ModuleType):
    """A module that has whatever is asked of it: classes that do nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        # Pelican makes a console and a log handler, and prints what it has done.
        found = type(name, (), {"__init__": _nothing, "print": _nothing})
        setattr(self, name, found)
        return found


def _nothing(*_given: object, **_named: object) -> None:
    pass


class _Finder(MetaPathFinder, Loader):
    """Gives a stand-in for each module of `UNUSED` that is not imported, and for all below it."""

    def __init__(self) -> None:
        self._roots = tuple(f"{name}." for name in UNUSED - sys.modules.keys())
        self.made: list[str] = []

    def find_spec(self, name: str, *_place: object) -> ModuleSpec | None:
        known = f"{name}.".startswith(self._roots)
        return ModuleSpec(name, self, is_package=True) if known else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        self.made.append(spec.name)
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is in it."""


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Stand-ins for what is imported within; who imports the same later gets it."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in finder.made:
            del sys.modules[name]
            parent, _, child = name.rpartition(".")
            if parent in sys.modules:
                delattr(sys.modules[parent], child)


def _read_with_docutils(reader: Any, path: str) -> Any:
    """Read a text in reStructuredText after all."""
    real = _readers_with_docutils().RstReader(reader.settings)
    real.process_metadata = reader.process_metadata
    return real.read(path)


@cache
def _readers_with_docutils() -> Any:
    """A copy of Pelican's module, which now finds docutils."""
    spec: Any = find_spec("pelican.readers")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
