"""An owner's TOML file, read so that a mistake in it is told with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from .problems import Problem

LINE = re.compile(r"line (\d+)")
CURE = "See toml.io for the notation; texts stand in double quotes."


def read_toml(path: Path, shown_as: str) -> tuple[dict[str, Any], list[Problem]]:
    """The file, or nothing where it is missing or broken; `shown_as` names it in problems."""
    if not path.is_file():
        return {}, []
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = LINE.search(str(error))
        message = f"is not valid TOML: {error}"
        return {}, [Problem(shown_as, int(line[1]) if line else 0, "", "", message, CURE)]
