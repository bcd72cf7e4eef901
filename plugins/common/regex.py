"""Regular expressions that are compiled when one is first used; a small build uses a fraction."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, AnyStr, cast


def regex(source: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but not yet compiled; `source` may be worked out then, too."""
    return cast("re.Pattern[AnyStr]", Regex(source, flags))


class Regex:
    """In place of a compiled expression: gets each of its attributes when that is first used."""

    def __init__(self, source: Any, flags: int) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[Any]:
        """The expression itself."""
        source = self._source() if callable(self._source) else self._source
        return re.compile(source, self._flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return found
