"""What the site and its folders declare for articles that are silent; never `AI-Role: none`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from ..common import keys
from ..common.problems import Problem
from ..common.values import dataclass
from .vocabulary import WHO, Level, Role

Levels = Sequence[tuple[Level, Mapping[str, tuple[str, ...]]]]
"""Defaults, nearest first."""


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

    DEFAULT_METADATA speaks for the site, EXTRA_PATH_METADATA for a folder. A default that may not
    be one is a problem and supplies nothing.
    """
    site, problems = _checked(settings.get("DEFAULT_METADATA", {}), "DEFAULT_METADATA")
    folders = {}
    for path, given in settings.get("EXTRA_PATH_METADATA", {}).items():
        good, more = _checked(given, f"EXTRA_PATH_METADATA[{path!r}]")
        problems += more
        if good:
            folders[path.strip("/")] = good
    return Defaults(site, folders), problems


def metadata_texts(value: object) -> tuple[str, ...]:
    """The non-empty texts of a metadata value, whether Pelican holds it as one or as a list."""
    values = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(text for text in (str(v).strip() for v in values if v is not None) if text)


def _checked(
    given: Mapping[str, Any], where: str
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The usable defaults among `given`; `where` names the setting that holds them."""
    good, problems = {}, []
    for key, value in given.items():
        if key.lower().startswith("ai-"):
            fault = _fault(key.lower(), ", ".join(metadata_texts(value)).lower())
            if fault:
                written = ", ".join(metadata_texts(value))
                problems.append(Problem("pelicanconf.py", 0, f"{where} {key}", written, *fault))
            else:
                good[key.lower()] = metadata_texts(value)
    return good, problems


def _fault(key: str, value: str) -> tuple[str, str] | None:
    """(message, cure) where this key or value cannot be a default."""
    known = {key.field for key in keys.BY_DEFAULT}
    if key not in known:
        cure = f"A default may supply {', '.join(keys.BY_DEFAULT)}; the rest is each article's own."
        return "cannot be a default", cure
    if key == keys.REVIEW.field and value != "none":
        cure = "A default may only say ‘none’; a review is a person's act on one text."
        return "cannot be a default", cure
    if key == keys.ROLE.field and value == Role.NONE:
        cure = "That no AI was used is declared by a person, in each file: `invoke disclose`."
        return "cannot be a default", cure
    if key == keys.ROLE.field and value not in set(Role):
        return "is not a role", WHO
    return None


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder.rstrip("/") + "/")
