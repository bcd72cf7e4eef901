"""The options of `MAKING = {...}` in pelicanconf.py."""

from __future__ import annotations

from ..common.values import dataclass


@dataclass(frozen=True, slots=True)
class MakingSettings:
    """Every option, its default and what it means."""

    folder: str = "making"
    """Where the files of `AI-Making` lie, below the content folder."""

    fold_after: int = 30
    """Lines that a prompt or the notes may have before they are folded."""
