"""The values from which patterns such as ``{date:%Y}/{slug}/`` make the address of a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

OWN: dict[str, Callable[[Any], Any]] = {
    "slug": lambda text: getattr(text, "slug", ""),
    "lang": lambda text: getattr(text, "lang", "en"),
    "date": lambda text: text.date if hasattr(text, "date") else datetime.now(),  # noqa: DTZ005 - as Pelican
    "author": lambda text: text.author.slug if hasattr(text, "author") else "",
    "category": lambda text: text.category.slug if hasattr(text, "category") else "",
}
"""What a text itself says, whatever its front matter has under that name."""


class AddressValues(dict[str, Any]):
    """The values of one of Pelican's texts, each found when a pattern asks for it.

    Without `path`, which Pelican works out: a pattern with it gets a `KeyError`.
    """

    def __init__(self, text: Any) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, name: str) -> Any:
        if name in OWN:
            return OWN[name](self._text)
        if name == "path":
            raise KeyError(name)
        return self._text.metadata[name]
