"""All that a build is made of, as one hash that is taken before it begins.

Settings count by value, as they may come from the environment; files by place, size, times and
inode, as reading them all would take longer than a build that keeps every page.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

from ..common.files import COARSE, LAST_MOMENT, SECONDS
from .digests import digest
from .plain import COLLECTIONS, SCALARS, canonical

ENVIRONMENT = ("COLOPHON_", "PYTHON", "LANG", "LC_", "TZ")
"""Beginnings of the names of variables at which the kit, Python or a library looks."""
PATHS = ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS")
"""Settings that name files below the content folder."""
OPTIONS = ("contributors", "words", "folder")
"""Options of capabilities that do."""


def hash_of_inputs(
    settings: Mapping[str, Any], file: Path, also: Iterable[Path], *more: str
) -> bytes | None:
    """The hash of settings, of all files that a build of them reads, of the day and of `more`.

    `file` is where the settings stand, `also` are other files and folders. None: it cannot
    be known what a build would come to.
    """
    places = _places(settings, file)
    if places is None or not all(map(_is_data, settings.values())):
        return None
    now, changed = time.time_ns(), set[int]()
    stamps = [[*_stamps(str(place), changed)] for place in (file, *also, *places)]
    if any(now - at < (LAST_MOMENT if at % SECONDS else COARSE) for at in changed):
        return None
    read = {name: text for name, text in os.environ.items() if name.startswith(ENVIRONMENT)}
    days = [datetime.now(UTC).date(), datetime.now().astimezone().date()]
    said = [dict(sorted(each.items())) for each in (settings, read)]
    return digest(canonical([*said, days, Path.cwd(), repr(stamps), *more]).encode())


def _is_data(value: Any) -> bool:
    """Whether it is the same as long as nobody changes it; what a function gives may not be."""
    if isinstance(value, Mapping):
        return all(map(_is_data, (*value, *value.values())))
    return (
        all(map(_is_data, value)) if isinstance(value, COLLECTIONS) else isinstance(value, SCALARS)
    )


def _places(settings: Mapping[str, Any], file: Path) -> list[Path] | None:
    """Files and folders of content and theme; None: some may lie elsewhere."""
    options = [each for each in settings.values() if isinstance(each, Mapping)]
    named = [text for name in PATHS for text in settings.get(name) or ()]
    named += [each[name] for each in options for name in OPTIONS if name in each]
    folders = [settings.get("PATH"), settings.get("THEME")]
    overrides = settings.get("THEME_TEMPLATES_OVERRIDES") or ()
    if any(map(_strays, named)) or not all(isinstance(f, str) for f in (*folders, *overrides)):
        return None
    static = (Path(str(folders[1]), str(name)) for name in settings.get("THEME_STATIC_PATHS") or ())
    return [
        *(file.parent / folder for folder in map(str, (*folders, *static))),
        *map(Path, overrides),
    ]


def _strays(name: Any) -> bool:
    path = PurePath(str(name))
    return path.is_absolute() or ".." in path.parts


def _stamps(place: str, changed: set[int]) -> Iterator[tuple[str | int, ...]]:
    """Each file at or below a place: where, size, times, inode; links are followed.

    Times of change are added to `changed`.
    """
    seen, waiting = set[tuple[int, int]](), [place]
    while waiting:
        path = waiting.pop()
        try:
            state = os.stat(path)  # noqa: PTH116 - a Path for each of thousands takes as long again
            folder = stat.S_ISDIR(state.st_mode)
            below = sorted(os.listdir(path)) if folder else []  # noqa: PTH208 - the same
        except OSError:  # it is missing, or cannot be read
            yield path, "no file"
            continue
        if not folder:
            changed.add(state.st_mtime_ns)
            yield path, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
        elif (state.st_dev, state.st_ino) not in seen:  # links may lead back
            seen.add((state.st_dev, state.st_ino))
            yield path, "folder"
            waiting += [f"{path}/{name}" for name in below]
