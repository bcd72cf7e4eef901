"""Series of articles as their front matter tells of them: which there are, and in which order.

The keys (of common/keys.py) and the order of a series are those of the Pelican plugin `series`:
numbered parts first, then the others by date. `series_index`, as that plugin spells it, is read
too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from .frontmatter import lines_of
from .keys import SERIES, SERIES_INDEX
from .problems import Problem
from .regex import regex
from .values import dataclass

INDEX = (str(SERIES_INDEX), *SERIES_INDEX.spellings)
NUMBER = regex("[0-9]{1,9}")
BY_DATE = "or delete the line: parts without a number follow by date."


@dataclass(frozen=True, slots=True)
class Part:
    """One published article of a series."""

    series: str
    index: int | None = None
    """Its number; None: it follows the numbered parts, by date."""

    key: str = INDEX[0]
    """How its author spells the key of the number."""

    lang: str = "en"
    """Primary language subtag: a translated series is a series of its own."""

    when: float = math.inf
    """Seconds since 1970."""


def tells_part(metadata: Mapping[str, object]) -> bool:
    """Whether an article's metadata (lower-case keys) says anything of a series."""
    return any(key.lower() in metadata for key in (SERIES, *INDEX))


def read_part(
    metadata: Mapping[str, object], path: str, lang: str = "en", when: float = math.inf
) -> tuple[Part | None, list[Problem]]:
    """The part that an article's metadata (lower-case keys) make it, and what is wrong there."""
    name = " ".join(_text(metadata, SERIES).split())
    key = next((key for key in INDEX if key.lower() in metadata), INDEX[0])
    given = _text(metadata, key)
    part = Part(name, None, key, lang, when) if name else None
    if not given:
        return part, []
    if not part:
        cure = f"Write ‘{SERIES}’ with the name of the series, or delete the line."
        return None, [Problem(path, 0, key, given, f"stands without ‘{SERIES}’", cure)]
    if not NUMBER.fullmatch(given):
        cure = f"Write the number of this part in digits, such as 2, {BY_DATE}"
        return part, [Problem(path, 0, key, given, "is no whole number", cure)]
    return Part(name, int(given), key, lang, when), []


def clashes(parts: Mapping[str, Part], paths: Mapping[str, str]) -> Iterator[tuple[str, Problem]]:
    """(id, problem) for each part whose number an earlier one has; `paths` as authors name them."""
    taken: dict[tuple[str, str, int], str] = {}
    for id_, part in sorted(parts.items()):
        if part.index is None:
            continue
        first = taken.setdefault((*_series(part), part.index), id_)
        if first != id_:
            message = f"is the number of {paths[first]} too, in the series ‘{part.series}’"
            cure = f"Give each part its own number, {BY_DATE}"
            yield id_, Problem(paths[id_], 0, part.key, str(part.index), message, cure)


def series_in_order(parts: Mapping[str, Part]) -> list[list[str]]:
    """The ids of each series, first to last."""
    series: dict[tuple[str, str], list[str]] = {}
    for id_ in sorted(parts, key=lambda id_: (*_place(parts[id_]), id_)):
        series.setdefault(_series(parts[id_]), []).append(id_)
    return list(series.values())


def _series(part: Part) -> tuple[str, str]:
    return part.lang, part.series.casefold()


def _place(part: Part) -> tuple[float, float]:
    return (math.inf if part.index is None else part.index), part.when


def _text(metadata: Mapping[str, object], key: str) -> str:
    return " ".join(lines_of(metadata, key)).strip()
