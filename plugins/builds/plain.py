"""Plain values: what can be handed to another process, and hashed the same in every build."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType
from typing import Any

SCALARS = (str, bytes, int, float, bool, type(None), date, time, timedelta, PurePath)
COLLECTIONS = (list, tuple, set, frozenset)
LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")})


class NotPlain(Exception):  # noqa: N818 - it says what a value is
    """A value that is made of something else, such as a function of the owner's own."""


def canonical(value: Any) -> str:
    """A text that is the same for equal values and for no others.

    A function or class counts as its name if it is a library's, whose version is known.

    :raises NotPlain: where there is none.
    """
    if isinstance(value, SCALARS):
        return f"{type(value).__name__}={value!r}"
    if isinstance(value, Mapping):
        pairs = (f"{canonical(key)}:{canonical(each)}" for key, each in value.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, (set, frozenset)):
        return f"<{','.join(sorted(map(canonical, value)))}>"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, (FunctionType, BuiltinFunctionType, type)) and _of_library(value):
        return f"{value.__module__}:{value.__qualname__}"
    raise NotPlain(type(value).__name__)


def is_plain(value: Any) -> bool:
    """Whether `canonical` has a text for it."""
    try:
        canonical(value)
    except NotPlain:
        return False
    return True


def _of_library(value: Any) -> bool:
    if "<" in value.__qualname__:  # a lambda, or local to a function
        return False
    module = sys.modules.get(value.__module__)
    file = getattr(module, "__file__", None)
    return file is None or Path(file).is_relative_to(LIBRARIES[0]) or file.startswith(LIBRARIES)


class TracedSettings(dict[str, Any]):
    """Plain settings that note which of them were asked for.

    :raises NotPlain: when a setting is asked for that is not plain.
    """

    def __init__(self, settings: Mapping[str, Any], without: frozenset[str]) -> None:
        """`without`: names of settings that are not plain, and stand in `settings` as None."""
        super().__init__(settings)
        self.without = without
        self.asked: set[str] = set()

    def _ask(self, name: str) -> None:
        self.asked.add(name)
        if name in self.without:
            raise NotPlain(name)

    def __getitem__(self, name: str) -> Any:
        self._ask(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The setting, as a dict gives it."""
        self._ask(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self._ask(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        for name in super().__iter__():
            self._ask(name)
            yield name
