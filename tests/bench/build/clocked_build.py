"""One build with a clock around every stage of the kit and every large step of Pelican.

A script that prints the seconds of each as JSON; it imports nothing of the bench, because what it
builds with may be another checkout of the kit. Seconds of CPU, each without those of the steps
inside it: other work on the machine does not count.

    clocked_build.py kit SETTINGS CONTENT OUTPUT CLEAN
    clocked_build.py stock SETTINGS OUTPUT
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

STEPS = (
    ("markdown", "Markdown", "convert", "Markdown"),
    ("pelican.readers", "MarkdownReader", "read", "front matter, a new Markdown()"),
    ("pelican.readers", "Readers", "read_file", "one source, the rest"),
    ("pelican.generators", "ArticlesGenerator", "generate_context", "context of articles"),
    ("pelican.generators", "PagesGenerator", "generate_context", "context of pages"),
    ("pelican.generators", "StaticGenerator", "generate_context", "context of files"),
    ("pelican.generators", "ArticlesGenerator", "generate_output", "what is written of articles"),
    ("pelican.contents", "Content", "_update_content", "links in texts"),
    ("pelican.writers", "Writer", "write_file", "one page, the rest"),
    ("pelican.writers", "Writer", "write_feed", "feeds"),
    ("jinja2", "Template", "render", "templates"),
    ("pelican", "Pelican", "run", "the rest"),
)


class Clock:
    """Seconds of CPU by label."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inside: list[float] = []

    def around(self, label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """`function` with its time counted under `label`."""

        @wraps(function)
        def run(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            self._inside.append(0.0)
            try:
                return function(*given, **named)
            finally:
                whole = time.process_time() - started
                own = whole - self._inside.pop()
                self.spent[label] = self.spent.get(label, 0.0) + own
                if self._inside:
                    self._inside[-1] += whole

        return run


def _build(way: str, settings: str, *places: str) -> dict[str, float]:
    clock = Clock()
    for module, owner, name, label in STEPS:
        place = getattr(importlib.import_module(module), owner)
        setattr(place, name, clock.around(f"Pelican: {label}", getattr(place, name)))
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        if way == "kit":
            _kit(clock, settings, *places)
        else:
            importlib.import_module("pelican").main(["-s", settings, "-o", *places, "--quiet"])
    spent = dict(clock.spent)
    spent["imports, staging, whatever has no clock"] = time.process_time() - sum(spent.values())
    used = os.times()
    return {**spent, "other processes": used.children_user + used.children_system}


def _kit(clock: Clock, settings: str, content: str, output: str, clean: str) -> None:
    pipeline: Any = importlib.import_module("plugins.pipeline")
    pipeline.STAGES = tuple(
        stage._replace(
            function=clock.around(f"{stage.capability or 'run'}: {stage.name}", stage.function)
        )
        for stage in pipeline.STAGES
    )
    build = importlib.import_module("commands.build.command").build
    build(settings=settings, content=content, output=output, clean=bool(clean))


if __name__ == "__main__":
    print(json.dumps(_build(*sys.argv[1:])))
