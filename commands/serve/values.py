"""What the processes of a preview tell each other: plain values that go through JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Options:
    """What `invoke build` would be given, too."""

    content: str | None = None
    output: str | None = None
    settings: str | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake as the page shows it; where there is no file, `message` tells everything."""

    message: str
    path: str = ""
    line: int = 0
    key: str = ""
    value: str = ""
    cure: str = ""
    source: tuple[tuple[int, str], ...] = ()
    """The line and those around it, each with its number."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the settings say of a preview: its address, and where it is made of."""

    siteurl: str = ""
    folders: tuple[str, ...] = ()
    """Of content, theme and templates."""
    code: tuple[str, ...] = ()
    """Files and folders whose change needs a new process."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended."""

    told: str = ""
    """One line for the terminal."""
    mistakes: tuple[Mistake, ...] = ()
    lines: tuple[str, ...] = ()
    """The mistakes as `invoke build` prints them."""
    warnings: tuple[str, ...] = ()
    site: Site | None = None
    """Answer of the job that asks for it."""
    code: tuple[str, ...] = ()
    """Further files of code that were read."""
    modules: tuple[str, ...] = ()
    """What was imported, for the next to begin with."""

    @classmethod
    def of_json(cls, given: dict[str, Any]) -> Self:
        """Read what `dataclasses.asdict` and JSON made of it."""
        mistakes = (Mistake(**{**one, "source": _pairs(one)}) for one in given["mistakes"])
        site = given["site"] and Site(**{k: _fixed(v) for k, v in given["site"].items()})
        plain = {name: _fixed(value) for name, value in given.items()}
        return cls(**{**plain, "mistakes": tuple(mistakes), "site": site})


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _pairs(mistake: dict[str, Any]) -> tuple[tuple[int, str], ...]:
    return tuple((number, text) for number, text in mistake["source"])
