"""The one exception by which a command says that it did not do its job."""

from __future__ import annotations

from collections.abc import Iterable

from .problems import Problem


class CommandError(Exception):
    """A message for the person who called the command; `invoke` prints it and exits 1."""

    def __init__(self, text: str, problems: Iterable[Problem | str] = ()) -> None:
        super().__init__(text)
        self.problems = tuple(problems)
        """What `text` tells, one by one, for who shows it otherwise; empty: only as a whole."""


def refuse(problems: Iterable[object], *, head: str = "", cure: str = "") -> None:
    """Raise CommandError with every one of `problems`, a line each; nothing where there is none.

    `head` stands above them, ``{}`` in it for their number; `cure` below.
    """
    lines = list(map(str, problems))
    if lines:
        above = [head.format(len(lines)), ""] if head else []
        raise CommandError("\n".join([*above, *lines, *([cure] if cure else [])]))
