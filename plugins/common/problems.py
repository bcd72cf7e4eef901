"""A mistake as an author should hear of it: where, which value, and how to mend it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .characters import one_line

Fault = tuple[str, str]
"""Message and cure of a problem, by who does not know of what."""
Mistake = tuple[str, str, str, str]
"""Key, value, message and cure of a problem, by who does not know where it stands."""

LONGEST_VALUE = 120
LONGEST_TEXT = 600


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in what an author or owner wrote."""

    path: str
    """File as the author names it, e.g. ``content/articles/x.md``, or a settings file."""

    line: int
    """1-based line, 0 where the mistake has no single line."""

    key: str
    """Metadata key or setting; empty where there is none."""

    value: str
    """What was written; empty where nothing was."""

    message: str
    """What is wrong, as a clause without a full stop."""

    cure: str
    """What to do about it, as a sentence."""

    def __str__(self) -> str:
        """``path:line: Key: ‘value’: message. Cure.`` on one line, safe for a terminal."""
        return _told(self)


@lru_cache(maxsize=1 << 14)
def _told(problem: Problem) -> str:
    """Kept, because a build asks for it where it is logged, sorted and printed."""
    where = f"{problem.path}:{problem.line}" if problem.line else problem.path
    what = [part for part in (problem.key, problem.value and f"‘{problem.value}’") if part]
    named = [one_line(part, LONGEST_VALUE) for part in (where, *what)]
    told = one_line(problem.message, LONGEST_TEXT).rstrip(".")
    return f"{': '.join([*named, told])}. {one_line(problem.cure, LONGEST_TEXT)}"


def shown_path(path: str | Path) -> str:
    """A file as its author names it: relative to the current folder where it lies below it."""
    return _shown(str(path), str(Path.cwd()))


@lru_cache(maxsize=1 << 16)
def _shown(path: str, folder: str) -> str:
    """Kept, because a build names each source several times and resolving asks the disk."""
    file, here = Path(path), _resolved(folder, "")
    if file.name in {"", ".."} or file.is_symlink():
        found = file.resolve()
    else:
        found = _resolved(folder, str(file.parent)) / file.name
    return found.relative_to(here).as_posix() if found.is_relative_to(here) else str(found)


@lru_cache(maxsize=1024)
def _resolved(current: str, folder: str) -> Path:
    """A folder, which many files share."""
    return Path(current, folder).resolve()


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` most likely meant, or the empty string.

    Compared without letter case by `difflib`'s ratio, at least 0.6.
    """
    from difflib import get_close_matches

    folded = {candidate.casefold(): candidate for candidate in reversed(list(known))}
    close = get_close_matches(word.casefold(), list(folded), n=1)
    return folded[close[0]] if close else ""


def did_you_mean(word: str, known: Iterable[str], written: str = "{}") -> str:
    """``Did you mean ‘x’? `` of the known word nearest to `word`; empty where none is near.

    It ends with a blank: the rest of the cure follows. `written` is how an author writes a word.
    """
    close = nearest(word, known)
    return f"Did you mean ‘{written.format(close)}’? " if close else ""


def report(logger: logging.Logger, *problems: Problem, level: int = logging.ERROR) -> None:
    """Log problems so that a build can collect each whole (``record.problem``).

    An error stops `invoke build` before anything is written; a warning stops nothing.
    """
    for problem in problems:
        # As a text already: each filter and each handler asks for it.
        logger.log(level, "%s", str(problem), extra={"problem": problem})
