"""What the site and its folders declare for articles that are silent; never `AI-Role: none`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..common.problems import Problem
from . import keys
from .vocabulary import Level, Role

Levels = Sequence[tuple[Level, Mapping[str, tuple[str, ...]]]]
"""Defaults, nearest first."""

WHO = (
    "Who wrote the first text? If a person did: ‘corrected’ (AI polished it) or ‘none’."
    " If AI did: ‘drafted’ (a person rewrote much of it) or ‘generated’."
    " A translation or summary by AI: ‘translated’, ‘summarized’."
)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a folder and the site supply where the article is silent: key to its lines, by level."""

    site: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folders: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def levels(self, path: str) -> Levels:
        """Defaults for the source at `path` (relative to the content folder), nearest first."""
        above = sorted((f for f in self.folders if _is_below(path, f)), key=len, reverse=True)
        return [(Level.FOLDER, self.folders[f]) for f in above] + [(Level.SITE, self.site)]


def read_defaults(settings: Mapping[str, Any]) -> tuple[Defaults, list[Problem]]:
    """The ``AI-`` keys, in any letter case, among Pelican's own defaults.

    DEFAULT_METADATA speaks for the site, EXTRA_PATH_METADATA for a folder.
    """
    site = _ai_keys(settings.get("DEFAULT_METADATA", {}))
    folders = {
        path.strip("/"): _ai_keys(given)
        for path, given in settings.get("EXTRA_PATH_METADATA", {}).items()
    }
    folders = {path: given for path, given in folders.items() if given}
    problems = list(_check(site, "DEFAULT_METADATA"))
    for path, given in folders.items():
        problems += _check(given, f"EXTRA_PATH_METADATA[{path!r}]")
    return Defaults(site, folders), problems


def texts(value: object) -> tuple[str, ...]:
    """The non-empty texts of a metadata value, whether Pelican holds it as one or as a list."""
    values = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(text for text in (str(v).strip() for v in values if v is not None) if text)


def _check(defaults: Mapping[str, tuple[str, ...]], where: str) -> Iterator[Problem]:
    """Problems of one set of defaults; `where` names the setting that holds it."""
    known = {key.lower(): key for key in keys.DEFAULTS}
    for key, values in defaults.items():
        value = ", ".join(values)
        name = f"{where} {key}"
        if key not in known:
            cure = (
                f"A default may supply {', '.join(keys.DEFAULTS)}; the rest is each article's own."
            )
            yield Problem("pelicanconf.py", 0, name, value, "cannot be a default", cure)
        elif key == keys.REVIEW.lower() and value.lower() != "none":
            cure = "A default may only say ‘none’; a review is a person's act on one text."
            yield Problem("pelicanconf.py", 0, name, value, "cannot be a default", cure)
        elif key == keys.ROLE.lower() and value.lower() == "none":
            cure = "That no AI was used is declared by a person, in each file: `invoke disclose`."
            yield Problem("pelicanconf.py", 0, name, value, "cannot be a default", cure)
        elif key == keys.ROLE.lower() and value.lower() not in set(Role):
            yield Problem("pelicanconf.py", 0, name, value, "is not a role", WHO)


def _ai_keys(given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        key.lower(): texts(value) for key, value in given.items() if key.lower().startswith("ai-")
    }


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder.rstrip("/") + "/")
