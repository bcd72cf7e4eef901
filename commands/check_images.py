"""Part of `invoke check`: the published image files say what the pages say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.audit.image_metadata import metadata
from plugins.common.problems import Problem, shown_path
from plugins.images.faults import ImageError
from plugins.images.sourcetypes import SCHEME, TERMS, marked

CURE = "Build again; if it stays, something changes images after the build has marked them."


def unmarked(places: Mapping[str, Path], rows: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """Each file that lacks the source type under which the inventory lists it.

    `places` are the files by address. One that cannot be marked was told of in the build.
    """
    told = {(image["url"], image["source_type"]) for row in rows for image in row["images"]}
    for url, source_type in sorted(told):
        path = places[url]
        if not path.is_file():
            continue
        data = path.read_bytes()
        found = metadata(data).written
        differs = found.rpartition("/")[2] != source_type
        if differs and (found or _could_say(data, source_type)):
            message = f"the inventory says ‘{SCHEME}{source_type}’"
            value = found or "(nothing)"
            yield Problem(shown_path(path), 0, "digital source type", value, message, CURE)


def _could_say(data: bytes, source_type: str) -> bool:
    """Whether the kit can mark such a file, and would have to."""
    what = next((word for word, term in TERMS.items() if term == source_type), "")
    try:
        return bool(what) and marked(data, what) != data
    except ImageError:
        return False
