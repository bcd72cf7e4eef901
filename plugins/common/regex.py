"""Regular expressions that are compiled when one is first used; a small build uses a fraction."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast


def regex(source: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but not yet compiled; `source` may be worked out then, too."""
    return cast("re.Pattern[AnyStr]", _Regex(source, flags))


class _Regex:
    """In place of a compiled expression: gets each of its attributes when that is first used."""

    def __init__(self, source: Any, flags: int) -> None:
        self._source, self._flags = source, flags
        self._compiled: re.Pattern[Any] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            source = self._source() if callable(self._source) else self._source
            self._compiled = re.compile(source, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
