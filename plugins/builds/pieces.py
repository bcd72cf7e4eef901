"""Pieces of pages that are alike on many: each is made once for equal values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

PLAIN = (str, int, type(None))

Key = tuple[Any, ...]


class Pieces:
    """What templates have made so far of which values."""

    def __init__(self) -> None:
        self._made: dict[Key, tuple[Mapping[str, Any], Markup]] = {}

    def of(self, key: Key, values: Mapping[str, Any], make: Callable[[], str]) -> Markup:
        """What `make` gives; of the same `key` and values, what it gave before.

        Plain values are the same where they are equal, any others where they are one object.
        """
        whole = (*key, *((name, *_identity(value)) for name, value in values.items()))
        if whole not in self._made:
            # The values are held, so that no other object can get the identity of one.
            # What a template has made, its own escaping is in.
            self._made[whole] = (values, Markup(make()))  # noqa: S704
        return self._made[whole][1]


def defined(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the `values` of a template that are defined."""
    return {name: one for name, one in values.items() if not isinstance(one, Undefined)}


def _identity(value: Any) -> tuple[type, Any]:
    return type(value), value if isinstance(value, PLAIN) else id(value)
