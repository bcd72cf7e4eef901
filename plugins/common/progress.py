"""How far something long is, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def nobody(_what: str, _done: int, _whole: int) -> None:
    """Watch nothing: there is no terminal."""
