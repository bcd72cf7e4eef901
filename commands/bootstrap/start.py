"""What runs in .venv: a plain `build` at once, every other command line through Invoke.

Whoever writes builds all day, and Invoke and its list of all commands take it a tenth of a second.
Whatever is not plain (help, abbreviations, two commands, mistakes) is Invoke's, as its words are.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from collections.abc import Mapping
from typing import Any

SWITCHES = {"production", "clean", "allow_undeclared", "verify"}
"""Options of `build` that take no value."""
VALUES = {"content", "output", "settings", "why"}
_OBJECTS = 200_000
"""So many may be new before Python looks which are of no use; starting makes many, all of use."""


def main() -> None:
    """Run a command line; the kit's folder stands before it in the arguments."""
    root, *arguments = sys.argv[1:]
    gc.set_threshold(_OBJECTS)
    options = plain_build(arguments)
    if options is None:
        sys.argv = ["invoke", "--search-root", root, *arguments]
        from invoke.main import program

        program.run()
    else:
        from ..console import perform

        perform("build.command:build", options)
        end()


def end() -> None:
    """End well, unless a thread still works: to free each object first takes 6 ms or more."""
    if threading.active_count() == 1:
        atexit._run_exitfuncs()  # noqa: SLF001  (it has no other name)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def plain_build(arguments: list[str]) -> Mapping[str, Any] | None:
    """The options of a `build` that names each in full and once; None: that is Invoke's to read."""
    if arguments[:1] != ["build"]:
        return None
    options: dict[str, Any] = {}
    words = iter(arguments[1:])
    for word in words:
        flag, equals, value = word.partition("=")
        name = flag.removeprefix("--").replace("-", "_")
        if flag != f"--{name.replace('_', '-')}" or name in options:
            return None
        if name in SWITCHES and not equals:
            options[name] = True
        elif name in VALUES and (given := value if equals else next(words, "")):
            if given.startswith("-"):
                return None
            options[name] = given
        else:
            return None
    return options
